import BillingModel
import Foundation

/// The file of an SQLite database: customers' data, so nobody else may read it.
struct DatabaseFile {
    let path: String
    /// Folders and the file that did not exist before, the outermost first.
    private var made: [String] = []

    /// The file that is there.
    ///
    /// - Throws: `.missing` where there is none, `.noPermission` for what is no file or may not be read.
    init(existing path: String) throws(StoreError) {
        self.path = path
        var state = stat()
        guard stat(path, &state) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { throw Self.missing(path) }
            throw Self.refusal(path, errno)
        }
        // A pipe would wait here for a writer.
        guard state.st_mode & S_IFMT == S_IFREG else {
            throw Self.refusal(path, state.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
        }
        guard access(path, R_OK) == 0 else { throw Self.refusal(path, errno) }
    }

    /// The file, made empty with mode 0600 in a folder of mode 0700 where there is none yet.
    init(making path: String) throws(StoreError) {
        let made = access(path, F_OK) == 0 ? [] : try Self.make(path)
        try self.init(existing: path)
        self.made = made
    }

    private static func make(_ path: String) throws(StoreError) -> [String] {
        var made: [String] = []
        var code: Int32 = 0
        let folder = (path as NSString).deletingLastPathComponent
        if folder.isEmpty || makeFolder(folder, &made) {
            // Only ever opened when it did not exist: closing a second descriptor would drop the locks of the first.
            let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            code = descriptor < 0 && errno != EEXIST ? errno : 0
            if descriptor >= 0 {
                close(descriptor)
                made.append(path)
            }
        } else {
            code = errno
        }
        guard code == 0 else {
            withdraw(made, path)
            throw notMade(path, code)
        }
        return made
    }

    /// - Returns: False where it could not be made, with the reason in `errno`.
    private static func makeFolder(_ folder: String, _ made: inout [String]) -> Bool {
        if access(folder, F_OK) == 0 { return true }
        let parent = (folder as NSString).deletingLastPathComponent
        if !parent.isEmpty, parent != folder, !makeFolder(parent, &made) { return false }
        if mkdir(folder, 0o700) == 0 {
            made.append(folder)
            return true
        }
        return errno == EEXIST
    }

    /// Whether the file was not there before.
    var isMade: Bool { made.last == path }

    /// Takes away again what was made for a database that then could not be.
    func withdraw() { Self.withdraw(made, path) }

    private static func withdraw(_ made: [String], _ path: String) {
        for place in made.reversed() {
            guard place == path else {
                rmdir(place)
                continue
            }
            for name in [path, path + "-wal", path + "-shm", path + "-journal"] { unlink(name) }
        }
    }

    /// Whether changes wait beside the file to be taken into it.
    var hasPendingChanges: Bool { Self.state(path + "-wal").map { $0.st_size > 0 } ?? false }

    /// The file as it is now; nil where it is gone.
    var mark: Mark? {
        guard let state = Self.state(path) else { return nil }
        #if os(Linux)
            let modified = state.st_mtim
        #else
            let modified = state.st_mtimespec
        #endif
        return Mark(
            identity: Identity(state), size: Int(state.st_size),
            seconds: modified.tv_sec, nanoseconds: modified.tv_nsec, hasPendingChanges: hasPendingChanges)
    }

    /// Does work that reads the file without locks, again where it fails and the file is not what it was before: what
    /// somebody is writing just then is neither the old nor the new.
    func evenWhileOthersWrite<T>(_ work: () throws -> T) throws -> T {
        var tries = 1
        while true {
            let mark = mark
            do {
                return try work()
            } catch  where self.mark != mark && tries < Self.mostTries {
                tries += 1
            }
        }
    }

    private static let mostTries = 5

    /// Which file has the name now; nil where there is none.
    var identity: Identity? { Self.state(path).map(Identity.init) }

    /// The log beside the file; nil where there is none.
    var log: Identity? { Self.state(path + "-wal").map(Identity.init) }

    /// What tells a file from every other, whatever its name.
    struct Identity: Equatable {
        private var device: Int
        private var number: UInt64

        fileprivate init(_ state: stat) {
            device = Int(state.st_dev)
            number = UInt64(state.st_ino)
        }
    }

    /// What tells one state of a file from another.
    struct Mark: Equatable {
        fileprivate(set) var identity: Identity
        fileprivate var size: Int
        fileprivate var seconds: Int
        fileprivate var nanoseconds: Int
        fileprivate var hasPendingChanges: Bool

        /// Whether the name still leads to the same file, whatever is in it.
        func isSameFile(as other: Mark) -> Bool { identity == other.identity }
    }

    /// A name of the file for SQLite by which it is read as it stands: no lock, and no file beside it.
    var unchanging: String { name("mode=ro&immutable=1") }

    /// Whether programs have the file open that write to it, or may: they agree by a file beside it.
    var isInUse: Bool { access(path + "-shm", F_OK) == 0 }

    /// Why what others have written beside the file cannot be read; 0 where it can.
    var obstacleToSharing: Int32 {
        for name in [path + "-wal", path + "-shm"] where access(name, R_OK) != 0 && errno != ENOENT { return errno }
        return 0
    }

    /// Why changes cannot be written; 0 where they can. They are collected beside the file first.
    var obstacleToWriting: Int32 {
        let parent = (path as NSString).deletingLastPathComponent
        for place in [path, parent.isEmpty ? "." : parent] where access(place, W_OK) != 0 { return errno }
        return 0
    }

    /// A name of the file for SQLite by which it is read along with others, and never made.
    var readOnly: String { name("mode=ro") }

    /// A name of the file for SQLite by which it is never made.
    var asItIs: String { name("mode=rw") }

    private func name(_ options: String) -> String {
        var allowed = CharacterSet.urlPathAllowed
        allowed.remove(charactersIn: "?#%;")
        let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
        return "file:\(path.hasPrefix("/") ? "//" : "")\(escaped)?\(options)"
    }

    /// Nil for what is not there.
    private static func state(_ path: String) -> stat? {
        var state = stat()
        return stat(path, &state) == 0 ? state : nil
    }

    private static func missing(_ path: String) -> StoreError {
        StoreError(
            .missing,
            "There is no database “\(path)”. Check the name; to make a new one, run: balie --database sqlite:\(path)",
            "Er is geen database “\(path)”. Controleer de naam; voer voor een nieuwe uit: balie --database sqlite:\(path)"
        )
    }

    private static func notMade(_ path: String, _ code: Int32) -> StoreError {
        let reason = LocalizedText(errno: code)
        return StoreError(
            code == ENOSPC || code == EDQUOT ? .full : .noPermission,
            "The database “\(path)” cannot be created: \(reason.english). Choose another place with --database sqlite:PATH.",
            "De database “\(path)” kan niet worden gemaakt: \(reason.dutch). Kies een andere plek met --database sqlite:PAD."
        )
    }

    private static func refusal(_ path: String, _ code: Int32) -> StoreError {
        let reason =
            code == EINVAL
            ? LocalizedText("it is not a regular file", "het is geen gewoon bestand") : LocalizedText(errno: code)
        let remedy =
            code == EINVAL || code == EISDIR
            ? LocalizedText("Name a file", "Noem een bestand")
            : LocalizedText(
                "Check the rights of the file and its folder", "Controleer de rechten van het bestand en de map")
        return StoreError(
            .noPermission, "The database “\(path)” cannot be opened: \(reason.english). \(remedy.english).",
            "De database “\(path)” kan niet worden geopend: \(reason.dutch). \(remedy.dutch).")
    }
}
