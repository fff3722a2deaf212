import BillingAPI
import BillingModel
import Foundation
import PrivateFiles
import Synchronization

/// Drafts on a disk: a file for each, which only its owner can read, and which is whole whenever anything ends.
///
/// Everything here waits for the disk, so it is not for a thread of the shared pool.
public final class DraftFolder: Sendable {
    public let path: String
    private let disk: Disk
    /// The open files of drafts that forms of this program are writing. The lock on them tells other programs, and
    /// goes with the program however that ends.
    private let held = Mutex<[String: Int32]>([:])

    public convenience init(_ path: String) { self.init(path, disk: .system) }

    init(_ path: String, disk: Disk) {
        self.path = path
        self.disk = disk
    }

    deinit { held.withLock { $0.values.forEach { close($0) } } }

    // MARK: Writing

    /// Writes a draft whole, in the place of what its form wrote before; it is this program's until it is released.
    ///
    /// - Throws: Why it is not on the disk; what was there before still is.
    public func keep(_ kept: KeptDraft) throws(APIError) {
        let bytes = try DraftFormat.bytes(of: kept)
        let folder = try OwnFolder.made(path)
        guard let file = FreshFile(".\(kept.id).new", in: folder.descriptor, disk: disk) else { throw failure(errno) }
        // Locked before it has its name, so that there is no moment at which another program takes it for a left one.
        // A disk that knows no locks has none: there only two consoles at once could offer one draft.
        _ = FileLock.take(file.descriptor)
        let descriptor = file.descriptor
        guard file.write(bytes), file.place(Self.name(kept.id), keepsOpen: true) else { throw failure(errno) }
        hold(descriptor, of: kept.id)
        guard disk.syncFolder(folder.descriptor) else { throw failure(errno) }
    }

    /// Its form is closed: from now on any program of this user may recall it.
    public func release(_ id: String) { hold(nil, of: id) }

    /// Takes a draft away.
    ///
    /// - Throws: `.notFound` where there is none, `.forbidden` while a form of another program writes it.
    public func drop(_ id: String) throws(APIError) {
        guard KeptDraft.isID(id), let folder = try OwnFolder(path) else { throw Self.missing(id) }
        let isOurs = held.withLock { $0[id] != nil }
        guard isOurs || !isWritten(id, in: folder) else { throw Self.inUse(id) }
        let result = disk.remove(Self.name(id), folder.descriptor)
        let code = errno
        let isErased = result != 0 && code != ENOENT && erase(id)
        hold(nil, of: id)
        if isErased { return }
        guard result == 0 else { throw code == ENOENT ? Self.missing(id) : failure(code) }
        guard disk.syncFolder(folder.descriptor) else { throw failure(errno) }
    }

    /// Where nothing may be taken away from the folder, what this program has open can still lose its text: else a change
    /// that was carried out would be offered once more.
    private func erase(_ id: String) -> Bool {
        guard let file = held.withLock({ $0[id] }), ftruncate(file, 0) == 0 else { return false }
        return pwrite(file, Self.dropped, Self.dropped.count, 0) == Self.dropped.count && disk.sync(file) == 0
    }

    /// What stands there then: an empty file may be what a disk kept of one that was never synced.
    private static let dropped = Array("dropped\n".utf8)

    private func hold(_ file: Int32?, of id: String) {
        let old = held.withLock { held in
            defer { held[id] = file }
            return held[id]
        }
        if let old { FileLock.close(old) }
    }

    // MARK: Reading

    /// Everything that lies here; nothing where there is no folder.
    public func find() throws(APIError) -> FoundDrafts {
        guard let folder = try OwnFolder(path) else { return FoundDrafts() }
        var found = FoundDrafts()
        for name in try names() {
            guard name.hasSuffix(Self.ending) else {
                removeOldRemains(name, in: folder)
                continue
            }
            let id = String(name.dropLast(Self.ending.count))
            guard KeptDraft.isID(id) else { continue }
            do throws(APIError) {
                guard let (bytes, isInUse) = try read(id, in: folder) else { continue }
                // It was to go when nothing could be taken away from here.
                guard bytes != Self.dropped else {
                    _ = disk.remove(name, folder.descriptor)
                    continue
                }
                found.drafts.append(try DraftFormat.draft(bytes, id: id))
                if isInUse { found.inUse.insert(id) }
            } catch {
                found.strange.append(FoundDrafts.Strange(id: id, reason: error.message))
            }
        }
        // Of one second, what was recalled from another is the newer one.
        found.drafts.sort { ($0.saved, $0.replaces.count, $0.id) < ($1.saved, $1.replaces.count, $1.id) }
        found.strange.sort { $0.id < $1.id }
        return found
    }

    private func names() throws(APIError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw OwnFolder.unusable(path, EIO)
        }
    }

    /// A file's bytes, and whether a form somewhere writes it; nil where it went meanwhile.
    private func read(_ id: String, in folder: OwnFolder) throws(APIError) -> (bytes: [UInt8], isInUse: Bool)? {
        // Without O_NONBLOCK a pipe would wait here for a writer.
        let file = openat(folder.descriptor, Self.name(id), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw errno == ELOOP ? Self.unsafe(id) : failure(errno)
        }
        defer { close(file) }
        var state = stat()
        guard fstat(file, &state) == 0 else { throw failure(errno) }
        guard state.st_mode & S_IFMT == S_IFREG, state.st_uid == geteuid(), state.st_mode & 0o077 == 0 else {
            throw Self.unsafe(id)
        }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 16_384)
        while bytes.count <= DraftFormat.mostBytes {
            let count = part.withUnsafeMutableBytes { Foundation.read(file, $0.baseAddress, $0.count) }
            if count == 0 { return (bytes, Self.isLocked(file)) }
            if count > 0 { bytes += part[..<count] } else if errno != EINTR { throw failure(errno) }
        }
        throw Self.unsafe(id)
    }

    private func isWritten(_ id: String, in folder: OwnFolder) -> Bool {
        let file = openat(folder.descriptor, Self.name(id), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        return Self.isLocked(file)
    }

    private static func isLocked(_ file: Int32) -> Bool { FileLock.take(file, .shared) == .held }

    /// What a program that was killed while writing has left: half a copy of what lies beside it.
    private func removeOldRemains(_ name: String, in folder: OwnFolder) {
        let id = String(name.dropFirst().dropLast(".new".count))
        guard name == ".\(id).new", KeptDraft.isID(id) else { return }
        var state = stat()
        guard fstatat(folder.descriptor, name, &state, AT_SYMLINK_NOFOLLOW) == 0 else { return }
        let day = 86_400
        if time(nil) - state.st_mtim.tv_sec > day { unlinkat(folder.descriptor, name, 0) }
    }

    private static let ending = ".json"

    private static func name(_ id: String) -> String { id + ending }

    // MARK: Sentences

    private func failure(_ code: Int32) -> APIError { OwnFolder.unusable(path, code) }

    static func missing(_ id: String) -> APIError {
        APIError(
            .notFound, LocalizedText("There is no draft “\(id)”.", "Er is geen concept “\(id)”."))
    }

    private static func inUse(_ id: String) -> APIError {
        APIError(
            .forbidden,
            LocalizedText(
                "Draft “\(id)” was not dropped: it is being typed in a console that is open.",
                "Concept “\(id)” is niet verwijderd: er wordt aan getypt in een console die open staat."))
    }

    private static func unsafe(_ id: String) -> APIError {
        APIError(
            .failure,
            LocalizedText(
                "“\(id)” is no file of yours alone (a link, another's, or open to others), and is not read.",
                "“\(id)” is geen bestand van u alleen (een link, van een ander, of open voor anderen) en wordt niet gelezen."
            ))
    }
}
