import BillingAPI

extension HostFactAnswer {
    /// An answer that nobody reads from the wire yet.
    public static func reading(_ envelope: HostFactEnvelope) -> Self? { nil }
}

extension HostFactEnvelope {
    /// What staff should read, in the envelope's order.
    var messages: [String] { texts("warning") + texts("success") }

    /// The same answer of a foreign system, whose messages could drive the terminal they are shown on.
    var withPlainMessages: HostFactEnvelope {
        HostFactEnvelope(
            members.map { member in
                guard ["warning", "success"].contains(member.name) else { return member }
                return JSONMember(member.name, .strings(texts(member.name).map(\.plainLine)))
            })
    }
}

extension Found {
    public static func reading(_ envelope: HostFactEnvelope) -> Found? {
        envelope.object(Kind.controller).map { Found(Kind.record($0)) }
    }
}

extension Changed {
    public static func reading(_ envelope: HostFactEnvelope) -> Changed? {
        envelope.object(Kind.controller).map { Changed(envelope.messages, Kind.record($0)) }
    }
}

extension Done {
    public static func reading(_ envelope: HostFactEnvelope) -> Done? { Done(envelope.messages) }
}

extension Listed {
    /// Without a row there is no key for rows, and nothing was counted. Source: HostFact reference, 3.3.
    public static func reading(_ envelope: HostFactEnvelope) -> Listed? {
        let filters: [JSONMember] =
            if case .object(let members)? = envelope["filters"] { members } else { [] }
        // Numbers that no list can have are none: what counts rows must be able to count on from them.
        func count(_ name: String) -> Int? {
            envelope.integer(name).flatMap { (0...999_999_999).contains($0) ? $0 : nil }
        }
        return Listed(
            total: count("totalresults"), offset: count("offset") ?? 0, filters: filters,
            rows: envelope.rows(Kind.listKey).map(Kind.record))
    }
}
