import BillingModel

/// An action that adds a record: it says where that is looked for when nobody knows whether it was added.
public protocol AddingAction: WritingAction {
    /// The records that may be what was added: those that the system has made since a day, where it tells of when.
    ///
    /// - Parameter isAlike: Whether a record is worth being read whole.
    /// - Returns: Each with all that it tells; nil where there are more than can be looked at.
    func candidates(
        since day: CalendarDate, in service: any BillingService, where isAlike: (any RecordAnswer) -> Bool
    ) async throws(APIError) -> [AddedCandidate]?
}

/// A record that may be what was added.
public struct AddedCandidate: Sendable {
    /// As staff know it.
    public var name: String
    public var record: any RecordAnswer
    /// When the system made it, `2026-03-10 11:00:00` by its own clocks; nil where it does not tell.
    public var created: String?

    public init(name: String, record: any RecordAnswer, created: String?) {
        (self.name, self.record, self.created) = (name, record, created)
    }

    /// More than this are not read one by one.
    public static let most = 20
}

extension OpenWrite {
    /// How far the clocks of a system may be from ours, in seconds.
    private static let skew = 300

    func found<Change: AddingAction>(
        _ action: Change, in service: any BillingService, at now: LocalTime
    ) async throws(APIError) -> Settlement {
        guard let sent = sent(seenAt: now) else { return .silent }
        // Not everybody's clocks show the same hour.
        let day = sent.date.adding(days: -1)
        let candidates = try await action.candidates(since: day, in: service) {
            likeness(of: $0, to: Change.self) != .none
        }
        guard let candidates else { return .silent }
        let judged = candidates.map { ($0, likeness(of: $0.record, to: Change.self)) }
        let those = judged.filter { $0.1 == .same && isTimely($0.0, sent) == true }
        if those.count == 1 { return .tookEffect }
        let doubtful = judged.filter { candidate, likeness in
            switch likeness {
            case .same: true
            case .alike: isTimely(candidate, sent) != false
            case .none: false
            }
        }
        return doubtful.isEmpty ? .didNot : .alike(doubtful.map(\.0.name))
    }

    /// Whether it was made while the sending was under way; nil where the system does not tell.
    private func isTimely(_ candidate: AddedCandidate, _ sent: LocalTime) -> Bool? {
        guard let created = candidate.created, !created.isEmpty,
            let end = LocalTime(universalText: waitedUntil, offset: sent.offset)
        else { return nil }
        let first = sent.adding(seconds: -Self.skew).text
        let last = end.adding(seconds: Self.grace + Self.skew).text
        return first <= created && created <= last
    }

    private enum Likeness { case same, alike, none }

    /// What a system does not tell, or what only says how, such as a country, makes no two records alike.
    private func likeness<Change: AddingAction>(of record: any RecordAnswer, to type: Change.Type) -> Likeness {
        let told = intent.changes.compactMap { change -> (field: FieldDeclaration, isSame: Bool)? in
            guard !change.isSecret, let field = Change.fields(of: change)?.recorded, let given = change.after,
                !given.isEmpty, let text = record.text(of: field)
            else { return nil }
            return (field, field.isSame(given, text))
        }
        if !told.isEmpty, told.allSatisfy(\.isSame) { return .same }
        let telling = told.filter(\.field.tellsApart)
        return 2 * telling.count(where: \.isSame) >= telling.count ? .alike : .none
    }
}

extension FieldDeclaration {
    /// Whether its texts are seldom the same in two records.
    fileprivate var tellsApart: Bool {
        switch kind {
        case .choice, .flag: false
        default: true
        }
    }
}
