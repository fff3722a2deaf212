import BillingModel
import Foundation
import PrivateFiles
import Synchronization

/// The open and locked file of a budget; closing it, at the end of its life, unlocks it.
final class BudgetFile {
    private let file: Int32
    private static let mostBytes = 128

    init(_ name: String, in folder: BudgetFolder, path: String) throws(BudgetTrouble) {
        let mode = folder.sharing.fileMode
        file = openat(folder.descriptor, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, mode)
        guard file >= 0 else { throw errno == ELOOP ? .unsafeFile(path) : BudgetTrouble(path, error: errno) }
        var state = stat()
        guard fstat(file, &state) == 0 else { throw BudgetTrouble(path, error: errno) }
        guard state.st_mode & S_IFMT == S_IFREG, state.st_nlink == 1 else { throw .unsafeFile(path) }
        // One that is ours may have been made under another umask, or when everybody was let in.
        if state.st_uid == geteuid() {
            guard state.st_mode & 0o777 == mode || fchmod(file, mode) == 0 else {
                throw BudgetTrouble(path, error: errno)
            }
        } else if folder.sharing == .user || state.st_mode & 0o002 != 0 {
            throw .unsafeFile(path)
        }
        // The lock is held only while a line is read and written; who never lets go must not stop anybody's work.
        guard FileLock.take(file, within: .milliseconds(500)) == .taken else { throw .held(path) }
    }

    deinit { FileLock.close(file) }

    var content: String {
        var bytes = [UInt8](repeating: 0, count: Self.mostBytes)
        let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    func store(_ text: String) {
        let bytes = Array(text.utf8)
        let count = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
        if count == bytes.count { ftruncate(file, off_t(count)) }
    }
}

/// The count of this process alone, where no file can be shared.
final class OwnBucket: Sendable {
    private let bucket: Mutex<TokenBucket>

    init(_ bucket: TokenBucket) {
        self.bucket = Mutex(bucket)
    }

    func change<Result: Sendable>(_ body: (inout TokenBucket) -> Result) -> Result {
        bucket.withLock { body(&$0) }
    }
}
