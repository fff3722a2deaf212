import BillingAPI
import BillingModel
import Foundation
import PrivateFiles

extension ConfigurationFile {
    /// Writes a file in the folder anew, of what it says by now; what other programs write meanwhile is not lost.
    ///
    /// The file is nobody else's to read. Waits for the disk and for others, so not for a thread of the shared pool.
    ///
    /// - Parameter make: Its new text, of its old one, which is empty where there is none.
    public func change(
        _ name: String, patience: Duration = .seconds(5), _ make: (String) -> String
    ) throws(APIError) {
        try OwnFiles.make(folder)
        let lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { FileLock.close(lock) }
        // Where the disk knows no locks, there is nothing to wait for.
        if lock >= 0, FileLock.take(lock, within: patience) == .held { throw held(name) }
        let bytes = Array(make(try text(of: name) ?? "").utf8)
        try OwnFiles.write(bytes, to: "\(folder)/\(name)", replacing: true)
    }

    private func held(_ name: String) -> APIError {
        APIError(
            .failure,
            LocalizedText(
                "“\(name)” was not written: another program keeps “\(folder)” locked; fuser -v \(folder) names it.",
                "“\(name)” is niet geschreven: een ander programma houdt “\(folder)” vast; fuser -v \(folder) noemt het."
            ))
    }
}
