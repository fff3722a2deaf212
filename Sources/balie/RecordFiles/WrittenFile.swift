import BillingAPI
import BillingModel
import Foundation
import PrivateFiles

/// A file that is there only when it is whole, for its owner's eyes.
final class WrittenFile {
    private let path: String
    private let file: FreshFile
    private var waiting: [UInt8] = []

    /// - Throws: `.invalidInput` where it cannot be made, or is there and is not to be replaced.
    init(_ path: String, replaces: Bool) throws(APIError) {
        self.path = path
        if !replaces, FileManager.default.fileExists(atPath: path) {
            throw APIError(.invalidInput, FileTexts.isThere(path))
        }
        guard let file = FreshFile(path + ".part") else {
            throw APIError(.invalidInput, FileTexts.unwritable(path, LocalizedText(errno: errno)))
        }
        self.file = file
    }

    func write(_ text: String) throws(APIError) {
        waiting += text.utf8
        if waiting.count >= 1 << 16 { try flush() }
    }

    private func flush() throws(APIError) {
        guard file.write(waiting) else { throw failure() }
        waiting.removeAll(keepingCapacity: true)
    }

    func finish() throws(APIError) {
        try flush()
        guard file.place(path) else { throw failure() }
    }

    func giveUp() { file.giveUp() }

    private func failure() -> APIError { APIError(.failure, FileTexts.unwritable(path, LocalizedText(errno: errno))) }
}
