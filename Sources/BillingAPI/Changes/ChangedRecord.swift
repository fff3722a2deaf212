/// A record that was made, changed or deleted, by whomever.
public struct ChangedRecord: Hashable, Sendable {
    public var kind: RecordKind
    /// Nil where there are several, or nobody knows which.
    public var identifier: Int?

    public init(_ kind: RecordKind, _ identifier: Int? = nil) {
        self.kind = kind
        self.identifier = identifier
    }

    /// Whether it is this one, as far as is known.
    public func mayBe(_ identifier: Int) -> Bool { self.identifier.map { $0 == identifier } ?? true }
}

/// What has changed in a system, as far as it tells.
public enum SystemChange: Equatable, Sendable {
    case anything
    case records(Set<ChangedRecord>)
}
