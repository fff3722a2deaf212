import BillingModel
import Foundation
import GRDB

extension StoreError {
    /// What an error of SQLite means to whoever works with the database at `path`.
    ///
    /// - Parameter errno: The operating system's reason, as SQLite keeps it with errors of files; 0 is unknown.
    /// - Parameter isReadOnly: Whether nothing but reading was meant, so that this is no advice to give.
    init(_ error: any Error, path: String, errno: Int32 = 0, isReadOnly: Bool = false) {
        if let error = error as? StoreError {
            self = error
        } else if error is CancellationError {
            self = .interrupted
        } else if let error = error as? DatabaseError {
            self.init(error, path, errno, isReadOnly)
        } else {
            self = .unforeseen(error, path)
        }
    }

    static let interrupted = StoreError(.cancelled, "The query was cancelled.", "De zoekopdracht is afgebroken.")

    private init(_ error: DatabaseError, _ path: String, _ errno: Int32, _ isReadOnly: Bool) {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .busy, "The database “\(path)” is busy: another program has been writing to it for 5 s. Try again.",
                "De database “\(path)” is bezet: een ander programma schrijft er al 5 s in. Probeer het opnieuw.")
        case .SQLITE_FULL: self = .full(path)
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            self.init(
                .notADatabase,
                "The file “\(path)” is not a usable database. Restore a copy or choose another with --database.",
                "Het bestand “\(path)” is geen bruikbare database. Zet een kopie terug of kies een andere met --database."
            )
        case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self = DiskTrouble(error, path: path, errno: errno, isReadOnly: isReadOnly).sentence
        case .SQLITE_INTERRUPT, .SQLITE_ABORT:
            self = .interrupted
        case .SQLITE_CONSTRAINT: self = .constraint(error.message ?? "a rule of the tables")
        default: self = .unforeseen(error, path)
        }
    }

    /// What nobody has a sentence for: SQLite's own words, or the kind of error.
    private static func unforeseen(_ error: any Error, _ path: String) -> StoreError {
        let reason = (error as? DatabaseError).map { $0.message ?? "SQLite \($0.resultCode.rawValue)" }
        let words = reason ?? String(describing: type(of: error))
        return StoreError(
            .failure, "The database “\(path)” failed (\(words)); nothing was changed. Try again.",
            "De database “\(path)” faalde (\(words)); er is niets gewijzigd. Probeer het opnieuw.")
    }
}

/// An error of the disk, the file or its rights: what lies behind it, and what would do.
struct DiskTrouble {
    private let path: String
    /// The system's reason; 0 where none was found.
    private let code: Int32
    private let isReadOnly: Bool

    /// - Parameter errno: As SQLite kept it; where it kept none, the file and its disk are looked at.
    init(_ error: DatabaseError, path: String, errno: Int32, isReadOnly: Bool = false) {
        self.path = path
        self.isReadOnly = isReadOnly
        let isOfFiles = error.resultCode == .SQLITE_IOERR || error.resultCode == .SQLITE_CANTOPEN
        code = isOfFiles && errno != 0 ? errno : Self.reason(path, isReadOnly)
    }

    init(path: String, errno: Int32, isReadOnly: Bool = false) {
        self.path = path
        self.isReadOnly = isReadOnly
        code = errno
    }

    var sentence: StoreError {
        switch code {
        case ENOSPC: .full(path)
        case EDQUOT:
            told(
                .full, LocalizedText(errno: code),
                "Remove files of your own or ask for a larger quota",
                "Verwijder eigen bestanden of vraag een groter quotum")
        case EFBIG:
            told(.full, LocalizedText(errno: code), "Raise the limit (ulimit -f)", "Verhoog de grens (ulimit -f)")
        case ENOENT, ENOTDIR, ESTALE:
            told(
                .failure, LocalizedText("the file was removed or moved", "het bestand is verwijderd of verplaatst"),
                "Put it back, or start again", "Zet het terug of begin opnieuw")
        case EROFS where isReadOnly:
            told(
                .noPermission, LocalizedText(errno: code),
                "Mount it for writing, or open a copy in a folder of your own",
                "Koppel het schrijfbaar aan of open een kopie in een eigen map")
        case EROFS:
            told(
                .noPermission, LocalizedText(errno: code), "Mount it for writing, or work with --read-only",
                "Koppel het schrijfbaar aan of werk met --read-only")
        case EACCES where isReadOnly, EPERM where isReadOnly:
            told(
                .noPermission, LocalizedText(errno: code), "Check the rights of the file and its folder",
                "Controleer de rechten van het bestand en de map")
        case EACCES, EPERM:
            told(
                .noPermission, LocalizedText(errno: code),
                "Check the rights of the file and its folder, or work with --read-only",
                "Controleer de rechten van het bestand en de map of werk met --read-only")
        case EISDIR: told(.noPermission, LocalizedText(errno: code), "Name a file", "Noem een bestand")
        case EMFILE, ENFILE:
            told(.failure, LocalizedText(errno: code), "Raise the limit (ulimit -n)", "Verhoog de grens (ulimit -n)")
        case 0:
            told(
                .failure, LocalizedText("the disk reported an error", "de schijf meldde een fout"),
                "Try again; if it stays, check the disk", "Probeer het opnieuw; blijft het, controleer dan de schijf")
        default:
            told(
                .failure, LocalizedText(errno: code), "Try again; if it stays, check the disk",
                "Probeer het opnieuw; blijft het, controleer dan de schijf")
        }
    }

    private func told(
        _ kind: StoreError.Kind, _ reason: LocalizedText, _ remedy: String, _ dutchRemedy: String
    ) -> StoreError {
        StoreError(
            kind, "The database “\(path)” cannot be used: \(reason.english); nothing was changed. \(remedy).",
            "De database “\(path)” is niet te gebruiken: \(reason.dutch); er is niets gewijzigd. \(dutchRemedy).")
    }

    /// What a look at the file and its disk tells.
    private static func reason(_ path: String, _ isReadOnly: Bool) -> Int32 {
        guard access(path, F_OK) == 0 else { return errno }
        // Whether more could be written is nothing to whoever reads.
        if isReadOnly { return access(path, R_OK) == 0 ? 0 : errno }
        let parent = (path as NSString).deletingLastPathComponent
        let folder = parent.isEmpty ? "." : parent
        var disk = statvfs()
        if statvfs(folder, &disk) == 0 {
            if disk.f_flag & UInt(ST_RDONLY) != 0 { return EROFS }
            // Less than SQLite needs for the smallest of its files.
            if UInt(disk.f_bavail) * UInt(disk.f_frsize) < 65_536 { return ENOSPC }
        }
        for place in [path, folder] where access(place, W_OK) != 0 { return errno }
        return 0
    }
}
