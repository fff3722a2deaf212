import BillingAPI
import BillingModel
import Foundation
import PrivateFiles
import Synchronization

/// Bulk runs on a disk: a file for each, which only its owner can read, and to which is added what becomes of its rows.
///
/// Everything here waits for the disk, so it is not for a thread of the shared pool.
public final class BulkFolder: Sendable {
    public let path: String
    private let disk: Disk
    /// The open files of runs that this program carries out. The lock on them tells other programs, and goes with the
    /// program however that ends.
    private let held = Mutex<[BulkRun.ID: Int32]>([:])

    public convenience init(_ path: String) { self.init(path, disk: .system) }

    init(_ path: String, disk: Disk) {
        self.path = path
        self.disk = disk
    }

    deinit { held.withLock { $0.values.forEach { close($0) } } }

    // MARK: Writing

    /// Writes a new run whole; it is this program's until it is released.
    public func keep(_ run: BulkRun) throws(APIError) {
        let bytes = try BulkFormat.bytes(of: run)
        let folder = try OwnFolder.made(path)
        let file = openat(
            folder.descriptor, Self.name(run.id), O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(errno) }
        _ = flock(file, LOCK_EX | LOCK_NB)
        guard disk.store(bytes, in: file), disk.syncFolder(folder.descriptor) else {
            let code = errno
            unlinkat(folder.descriptor, Self.name(run.id), 0)
            close(file)
            throw failure(code)
        }
        hold(file, of: run.id)
    }

    /// Makes one that an earlier program left this program's.
    ///
    /// - Throws: `.forbidden` where another program carries it out, `.notFound` where it is gone.
    public func take(_ id: BulkRun.ID) throws(APIError) {
        guard held.withLock({ $0[id] }) == nil else { return }
        guard KeptDraft.isID(id), let folder = try OwnFolder(path) else { throw Self.missing(id) }
        let file = openat(folder.descriptor, Self.name(id), O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw errno == ENOENT ? Self.missing(id) : failure(errno) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
            close(file)
            throw Self.inUse(id)
        }
        do throws(APIError) {
            try cutRemainder(of: file)
        } catch {
            close(file)
            throw error
        }
        hold(file, of: id)
    }

    /// A line that was being written when its program ended would spoil the next one.
    private func cutRemainder(of file: Int32) throws(APIError) {
        let bytes = try content(of: file)
        let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        guard end < bytes.count else { return }
        guard ftruncate(file, off_t(end)) == 0 else { throw failure(errno) }
    }

    /// Adds what became of rows; it lies on the disk when this returns.
    public func note(_ notes: [BulkNote], of id: BulkRun.ID) throws(APIError) {
        guard let file = held.withLock({ $0[id] }) else { throw Self.missing(id) }
        let bytes = try BulkFormat.bytes(of: notes)
        let size = lseek(file, 0, SEEK_END)
        guard disk.store(bytes, in: file) else {
            let code = errno
            // Half a line would spoil the next one.
            if size >= 0 { ftruncate(file, size) }
            throw failure(code)
        }
    }

    /// From now on any program of this user may go on with it.
    public func release(_ id: BulkRun.ID) { hold(nil, of: id) }

    /// Takes one away; one that is gone already is what was wanted.
    public func drop(_ id: BulkRun.ID) throws(APIError) {
        guard KeptDraft.isID(id), let folder = try OwnFolder(path) else { return }
        do throws(APIError) {
            try take(id)
        } catch {
            guard error.kind == .notFound else { throw error }
        }
        let result = unlinkat(folder.descriptor, Self.name(id), 0)
        let code = errno
        hold(nil, of: id)
        guard result == 0 || code == ENOENT else { throw failure(code) }
        guard disk.syncFolder(folder.descriptor) else { throw failure(errno) }
    }

    private func hold(_ file: Int32?, of id: BulkRun.ID) {
        let old = held.withLock { held in
            defer { held[id] = file }
            return held[id]
        }
        guard let old else { return }
        // A program that is just being started has a copy of the descriptor, which would keep the lock for a moment.
        flock(old, LOCK_UN)
        close(old)
    }

    // MARK: Reading

    /// Those with something left to do that no program carries out, the newest last; nothing where there is no folder. What
    /// cannot be read stays as it is.
    public func find() throws(APIError) -> [BulkRun] {
        guard let folder = try OwnFolder(path) else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        var runs: [BulkRun] = []
        for name in names where name.hasSuffix(Self.ending) {
            let id = String(name.dropLast(Self.ending.count))
            guard KeptDraft.isID(id), held.withLock({ $0[id] }) == nil,
                let run = try? read(id, in: folder), run.isOpen
            else { continue }
            runs.append(run)
        }
        return runs.sorted { ($0.begun, $0.id) < ($1.begun, $1.id) }
    }

    /// Nil of one that another program carries out, or that is not whole.
    private func read(_ id: BulkRun.ID, in folder: OwnFolder) throws(APIError) -> BulkRun? {
        // Without O_NONBLOCK a pipe would wait here for a writer.
        let file = openat(folder.descriptor, Self.name(id), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw failure(errno) }
        defer { close(file) }
        var state = stat()
        guard fstat(file, &state) == 0, state.st_mode & S_IFMT == S_IFREG, state.st_uid == geteuid(),
            state.st_mode & 0o077 == 0
        else { return nil }
        while flock(file, LOCK_SH | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return nil }
            guard errno == EINTR else { break }
        }
        return try BulkFormat.run(try content(of: file), id: id)
    }

    private func content(of file: Int32) throws(APIError) -> [UInt8] {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        var place: off_t = 0
        while bytes.count <= BulkFormat.mostBytes {
            let count = part.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, place) }
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(errno)
            }
            bytes += part[..<count]
            place += off_t(count)
        }
        throw failure(EFBIG)
    }

    private static let ending = ".bulk"

    private static func name(_ id: BulkRun.ID) -> String { id + ending }

    // MARK: Sentences

    private func failure(_ code: Int32) -> APIError { OwnFolder.unusable(path, code) }

    private static func missing(_ id: BulkRun.ID) -> APIError {
        APIError(.notFound, LocalizedText("There is no bulk run “\(id)”.", "Er is geen bulkronde “\(id)”."))
    }

    private static func inUse(_ id: BulkRun.ID) -> APIError {
        APIError(
            .forbidden,
            LocalizedText(
                "This bulk run is carried out by a console that is open.",
                "Deze bulkronde wordt uitgevoerd door een console die open staat."))
    }
}
