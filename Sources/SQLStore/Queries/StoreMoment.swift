import Synchronization

/// One state of the data, as one connection sees it: while it is the same, nothing has been written in between.
public struct StoreMoment: Hashable, Sendable {
    /// Which connection; no other one of the program ever has that number.
    public var connection: Int
    /// The database's own name for the state, which only tells it from others of the same connection.
    public var state: String

    public init(connection: Int, state: String) {
        self.connection = connection
        self.state = state
    }

    private static let last = Atomic(0)

    /// A number for a connection that is being opened.
    static func freshConnection() -> Int { last.add(1, ordering: .relaxed).newValue }
}
