import GRDB
import GRDBSQLite

/// What the first bytes of a database file say. Source: SQLite, Database File Format, 1.3.
struct DatabaseHeader: Equatable {
    let applicationID: Int
    let version: Int
    /// Changes are collected in a file beside it, so that readers and a writer do not wait for each other.
    let isWriteAhead: Bool

    /// Reads them as they stand on the disk: no lock, and no file beside it. Nil of a file without a header.
    init?(of database: Database) {
        var file: UnsafeMutablePointer<sqlite3_file>?
        let code = sqlite3_file_control(database.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
        guard code == SQLITE_OK, let file, let read = file.pointee.pMethods?.pointee.xRead else { return nil }
        var bytes = [UInt8](repeating: 0, count: 100)
        guard read(file, &bytes, Int32(bytes.count), 0) == SQLITE_OK else { return nil }
        func number(at place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        applicationID = number(at: 68)
        version = number(at: 60)
        isWriteAhead = bytes[18] == 2 && bytes[19] == 2
    }
}
