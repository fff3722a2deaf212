import Console

/// What was chosen by name, in memory: it outlives a console of a test.
public actor StubRecentCommands: RecentCommandShelf {
    public private(set) var names: [String]

    public init(_ names: [String] = []) {
        self.names = names
    }

    public func read() -> [String] { names }
    public func write(_ names: [String]) { self.names = names }
}
