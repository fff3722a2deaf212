import BillingAPI
import Console

/// Files in memory; only those that were finished are there.
public actor StubFiles: ListFiles {
    /// The rows of each, the titles first.
    public private(set) var written: [String: [[String]]] = [:]
    public private(set) var givenUp = 0
    private var refusal: APIError?

    public init() {}

    /// From now on no row is taken.
    public func refuse(_ error: APIError?) { refusal = error }

    public func begin(_ name: String, _ titles: [String]) -> any ListFile { StubFile(name, titles, of: self) }

    fileprivate func check() throws(APIError) { if let refusal { throw refusal } }
    fileprivate func take(_ name: String, _ rows: [[String]]) { written[name] = rows }
    fileprivate func forget() { givenUp += 1 }
}

private actor StubFile: ListFile {
    private let name: String
    private var rows: [[String]]
    private let folder: StubFiles

    init(_ name: String, _ titles: [String], of folder: StubFiles) {
        (self.name, rows, self.folder) = (name, [titles], folder)
    }

    func add(_ rows: [[String]]) async throws(APIError) {
        try await folder.check()
        self.rows += rows
    }

    func finish() async -> String {
        await folder.take(name, rows)
        return "/home/desk/\(name).csv"
    }

    func giveUp() async { await folder.forget() }
}
