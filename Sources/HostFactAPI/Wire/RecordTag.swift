import BillingAPI

extension HostFactEntity {
    public static var passing: Set<String> { [ObjectMember.translations] }

    /// The tag of a record's content as its object shows it.
    static func tag(of record: Record<Self>) -> EntityTag {
        tag(of: members.json(of: record))
    }

    private static func tag(of object: [JSONMember]) -> EntityTag {
        EntityTag(of: JSONValue.object(lasting(object)).encodedBytes())
    }

    /// As above, of the object among an envelope's members.
    fileprivate static func tag(in envelope: [JSONMember]) -> EntityTag? {
        guard case .object(let object)? = envelope.first(where: { $0.name == controller })?.value else { return nil }
        return tag(of: object)
    }

    private static func lasting(_ members: [JSONMember]) -> [JSONMember] {
        members.compactMap { member in
            if passing.contains(member.name) { return nil }
            guard case .object(let inner) = member.value else { return member }
            return JSONMember(member.name, .object(lasting(inner)))
        }
    }
}

extension Debtor {
    /// The temporary password is shown to some and ends after a day.
    public static var passing: Set<String> { [ObjectMember.translations, password.name] }
}

extension Subscription {
    /// A service, and its termination, come to another state by the passing of a day.
    public static var passing: Set<String> { [status.name] }
}

extension Found {
    public var tag: EntityTag? { givenTag ?? Kind.tag(of: record) }

    public func tag(in members: [JSONMember]) -> EntityTag? { givenTag ?? Kind.tag(in: members) }

    public func tagged(_ tag: EntityTag) -> Self {
        var answer = self
        answer.givenTag = tag
        return answer
    }
}

extension Changed {
    public var tag: EntityTag? { givenTag ?? Kind.tag(of: record) }

    public func tag(in members: [JSONMember]) -> EntityTag? { givenTag ?? Kind.tag(in: members) }

    public func tagged(_ tag: EntityTag) -> Self {
        var answer = self
        answer.givenTag = tag
        return answer
    }
}
