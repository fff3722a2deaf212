/// Where bulk runs outlive the program.
public protocol BulkShelf: Sendable {
    /// Those with something left to do that no program is carrying out, the newest last.
    func find() async throws(APIError) -> [BulkRun]
    /// Keeps a new run whole; it is this program's until it is released.
    func keep(_ run: BulkRun) async throws(APIError)
    /// Makes one that was found this program's.
    ///
    /// - Throws: `.forbidden` where another program carries it out, `.notFound` where it is gone.
    func take(_ id: BulkRun.ID) async throws(APIError)
    /// Adds what became of rows; it lies on the disk when this returns.
    func note(_ states: [BulkNote], of id: BulkRun.ID) async throws(APIError)
    func release(_ id: BulkRun.ID) async
    /// Takes it away; one that is gone already is what was wanted.
    func drop(_ id: BulkRun.ID) async throws(APIError)
}

/// What became of one row of a run.
public struct BulkNote: Codable, Equatable, Sendable {
    public var row: Int
    public var state: BulkRowState

    public init(_ row: Int, _ state: BulkRowState) {
        (self.row, self.state) = (row, state)
    }
}
