import GRDB

extension StoreError {
    /// What an error of SQLite means to whoever works with the database at `path`.
    init(_ error: any Error, path: String) {
        if let error = error as? StoreError {
            self = error
        } else if error is CancellationError {
            self = .interrupted
        } else if let error = error as? DatabaseError {
            self.init(error, path)
        } else {
            self.init(.failure, "The database “\(path)” failed: \(error).", "De database “\(path)” faalde: \(error).")
        }
    }

    static let interrupted = StoreError(.cancelled, "The query was cancelled.", "De zoekopdracht is afgebroken.")

    private init(_ error: DatabaseError, _ path: String) {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .busy, "The database “\(path)” is busy: another program has been writing to it for 5 s. Try again.",
                "De database “\(path)” is bezet: een ander programma schrijft er al 5 s in. Probeer het opnieuw.")
        case .SQLITE_FULL:
            self.init(
                .full,
                "The disk of the database “\(path)” is full; nothing was changed. Free some space and try again.",
                "De schijf van de database “\(path)” is vol; er is niets gewijzigd. Maak ruimte en probeer het opnieuw."
            )
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            self.init(
                .notADatabase,
                "The file “\(path)” is not a usable database. Restore a copy or choose another with --database.",
                "Het bestand “\(path)” is geen bruikbare database. Zet een kopie terug of kies een andere met --database."
            )
        case .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_AUTH:
            self.init(
                .noPermission,
                "The database “\(path)” cannot be opened for writing. Check the rights of the file and its directory.",
                "De database “\(path)” kan niet worden beschreven. Controleer de rechten van het bestand en de map.")
        case .SQLITE_INTERRUPT, .SQLITE_ABORT:
            self = .interrupted
        case .SQLITE_CONSTRAINT:
            let reason = error.message ?? "a rule of the tables"
            self.init(
                .constraint, "The database refused the change (\(reason)); nothing was changed.",
                "De database weigerde de wijziging (\(reason)); er is niets gewijzigd.")
        default:
            let reason = error.message ?? "\(error.resultCode)"
            self.init(
                .failure, "The database “\(path)” failed: \(reason).", "De database “\(path)” faalde: \(reason).")
        }
    }
}
