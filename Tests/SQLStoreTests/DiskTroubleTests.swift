import Foundation
import GRDB
import Testing

@testable import SQLStore

/// An error of the disk tells its cause and what would do, in both languages.
@Suite struct DiskTroubleTests {
    private static let causes: [(code: Int32, english: String, dutch: String)] = [
        (ENOSPC, "Free some space", "Maak ruimte"), (EDQUOT, "larger quota", "groter quotum"),
        (EROFS, "Mount it for writing", "Koppel het schrijfbaar aan"),
        (EACCES, "Check the rights", "Controleer de rechten"),
        (ENOENT, "was removed or moved", "verwijderd of verplaatst"),
        (EIO, "check the disk", "controleer dan de schijf"),
        (EFBIG, "ulimit -f", "ulimit -f"), (EMFILE, "ulimit -n", "ulimit -n"),
    ]

    @Test(arguments: causes)
    func theCauseIsTold(cause: (code: Int32, english: String, dutch: String)) {
        for code in [ResultCode.SQLITE_IOERR, .SQLITE_IOERR_WRITE, .SQLITE_CANTOPEN] {
            let error = DatabaseError(resultCode: code, message: "disk I/O error")
            let told = StoreError(error, path: "/srv/x.sqlite", errno: cause.code)
            #expect(told.message.contains(cause.english), "\(told.message)")
            #expect(told.dutchMessage.contains(cause.dutch), "\(told.dutchMessage)")
            for text in [told.message, told.dutchMessage] {
                #expect(text.contains("“/srv/x.sqlite”"))
                #expect(text.hasSuffix(".") && !text.contains("disk I/O error"))
            }
        }
    }

    @Test func aFileThatIsGoneIsNoticedWithoutAReason() {
        let told = StoreError(DatabaseError(resultCode: .SQLITE_IOERR), path: "/nowhere/x.sqlite")
        #expect(told.message.contains("was removed or moved"))
    }

    #if os(Linux)
        /// Where nothing can be written, and no room is free, the reason why reading failed is another.
        @Test func whoReadsIsNotToldWhyNothingCanBeWritten() {
            for code in [ResultCode.SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY] {
                let error = DatabaseError(resultCode: code)
                let writing = StoreError(error, path: "/proc/version")
                #expect(writing.kind == .full || writing.kind == .noPermission)
                let reading = StoreError(error, path: "/proc/version", isReadOnly: true)
                #expect(reading.message.contains("the disk reported an error"), "\(reading.message)")
            }
        }
    #endif

    @Test func noErrorIsToldAsAValue() {
        struct Strange: Error { var secret = "inside" }
        let told = StoreError(Strange(), path: "x")
        #expect(told.message == "The database “x” failed (Strange); nothing was changed. Try again.")
        let other = StoreError(DatabaseError(resultCode: .SQLITE_MISUSE, message: "odd", sql: "SELECT 1"), path: "x")
        #expect(other.message == "The database “x” failed (odd); nothing was changed. Try again.")
    }
}
