import Foundation
import PrivateFiles

/// The open folder of a journal, with a file for each month; closed at the end of its life, which also unlocks it.
final class JournalFolder {
    enum Use {
        case writing
        case reading
    }

    let path: String
    private let descriptor: Int32
    private let lock: Int32

    /// Waits until no other program writes, for the patience at most: not for a thread of the shared pool.
    ///
    /// - Returns: Nil where there is no folder and nothing is to be written.
    init?(_ path: String, for use: Use, patience: Duration) throws(JournalTrouble) {
        self.path = path
        if use == .writing { PrivateFolder.make(path) }
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else {
            if use == .reading, errno == ENOENT { return nil }
            throw use == .writing ? .unwritten(path, errno) : .unread(path, errno)
        }
        // Of its own, since some network disks lock nothing but files that are open for writing.
        let flags = use == .writing ? O_RDWR | O_CREAT : O_RDONLY
        let file = openat(folder, ".lock", flags | O_NOFOLLOW | O_CLOEXEC, 0o600)
        let problem = errno
        (descriptor, lock) = (folder, file)
        if use == .writing {
            guard file >= 0 else { throw .unwritten("\(path)/.lock", problem) }
            var state = stat()
            guard fstat(folder, &state) == 0, state.st_uid == geteuid() else { throw .foreign(path) }
            guard state.st_mode & 0o022 == 0 else { throw .open(path) }
        }
        // Who only reads may have no right to the lock: whatever is being written then is the last line.
        // Where nothing can be locked nothing is written either: two would spoil each other's chain.
        if file >= 0, FileLock.take(file, use == .writing ? .alone : .shared, within: patience) != .taken {
            throw .held("\(path)/.lock")
        }
    }

    deinit {
        FileLock.close(lock)
        close(descriptor)
    }

    /// The names of the months' files, the oldest first.
    func months() throws(JournalTrouble) -> [String] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw .unread(path, EIO)
        }
        return names.filter(Self.isMonth).sorted()
    }

    /// `2026-11.jsonl`.
    static func isMonth(_ name: String) -> Bool {
        let digits = Array(name.utf8)
        return name.hasSuffix(".jsonl") && digits.count == 13 && digits[4] == UInt8(ascii: "-")
            && (digits[..<4] + digits[5..<7]).allSatisfy { (48...57).contains($0) }
    }

    func reading(_ name: String) throws(JournalTrouble) -> JournalFile {
        try JournalFile(openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK), "\(path)/\(name)")
    }

    func appending(_ name: String) throws(JournalTrouble) -> JournalFile {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
        let opened = openat(descriptor, name, flags, 0o600)
        let problem = errno
        guard opened >= 0 else {
            throw problem == ELOOP ? .foreign("\(path)/\(name)") : .unwritten("\(path)/\(name)", problem)
        }
        let file = try JournalFile(opened, "\(path)/\(name)")
        try file.keepToOneself()
        return file
    }

    /// A new file is there after a loss of power only when its folder is on the disk too.
    func synchronize() throws(JournalTrouble) {
        guard fsync(descriptor) == 0 else { throw .unwritten(path, errno) }
    }
}
