import BillingAPI

/// Where lists are written for staff to take along: somebody's own folder.
public protocol ListFiles: Sendable {
    /// - Parameters:
    ///   - name: Without folder and ending; another one that is free is taken where it is there already.
    ///   - titles: Of the columns.
    func begin(_ name: String, _ titles: [String]) async throws(APIError) -> any ListFile
}

/// A file that is there only once it is finished.
public protocol ListFile: Sendable {
    func add(_ rows: [[String]]) async throws(APIError)
    /// - Returns: What the file is called, with its folder.
    func finish() async throws(APIError) -> String
    func giveUp() async
}
