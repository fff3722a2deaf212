import Foundation
import Synchronization

/// The open and locked file of a budget; closing it, at the end of its life, unlocks it.
final class BudgetFile {
    private let file: Int32
    private static let mostBytes = 128

    /// - Returns: Nil where no regular file can be opened and locked.
    init?(_ path: String) {
        guard let opened = Self.open(path) else { return nil }
        file = opened
    }

    deinit { close(file) }

    /// The lock is held only while a line is read and written, so waiting for it takes no time worth naming.
    private static func open(_ path: String) -> Int32? {
        // In a folder such as /tmp the system may refuse O_CREAT on a file of somebody else (fs.protected_regular).
        let flags = O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
        var file = Foundation.open(path, flags)
        if file < 0, errno == ENOENT {
            file = Foundation.open(path, flags | O_CREAT | O_EXCL, 0o600)
            // The umask would keep other users out, whose requests count as well.
            if file >= 0 { fchmod(file, 0o666) } else if errno == EEXIST { file = Foundation.open(path, flags) }
        }
        guard file >= 0 else { return nil }
        var state = stat()
        guard fstat(file, &state) == 0, state.st_mode & S_IFMT == S_IFREG, state.st_nlink == 1, locked(file) else {
            close(file)
            return nil
        }
        return file
    }

    /// A stranger who never lets go must not stop anybody's work.
    private static func locked(_ file: Int32) -> Bool {
        for _ in 0..<50 {
            if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK || errno == EINTR else { return false }
            usleep(2000)
        }
        return false
    }

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
