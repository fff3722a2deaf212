import BillingAPI
import BillingModel
import Foundation

/// A file that is there only when it is whole, for its owner's eyes.
final class WrittenFile {
    private let path: String
    private let part: String
    private var descriptor: Int32
    private var waiting: [UInt8] = []

    /// - Throws: `.invalidInput` where it cannot be made, or is there and is not to be replaced.
    init(_ path: String, replaces: Bool) throws(APIError) {
        self.path = path
        part = path + ".part"
        if !replaces, FileManager.default.fileExists(atPath: path) {
            throw APIError(.invalidInput, FileTexts.isThere(path))
        }
        // One that a broken off export left is of no use to anybody.
        unlink(part)
        descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw APIError(.invalidInput, FileTexts.unwritable(path, LocalizedText(errno: errno)))
        }
    }

    func write(_ text: String) throws(APIError) {
        waiting += text.utf8
        if waiting.count >= 1 << 16 { try flush() }
    }

    private func flush() throws(APIError) {
        var rest = waiting[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            rest = rest.dropFirst(count)
        }
        waiting.removeAll(keepingCapacity: true)
    }

    func finish() throws(APIError) {
        try flush()
        guard fsync(descriptor) == 0, close(descriptor) == 0, rename(part, path) == 0 else { throw failure() }
        descriptor = -1
    }

    func giveUp() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        unlink(part)
    }

    private func failure() -> APIError { APIError(.failure, FileTexts.unwritable(path, LocalizedText(errno: errno))) }
}
