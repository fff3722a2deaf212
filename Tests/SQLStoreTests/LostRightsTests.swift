import Foundation
import GRDB
import Testing

@testable import SQLStore

/// A file whose rights are away for a while: a connection that is opened meanwhile would refuse every write for ever.
@Suite struct LostRightsTests {
    private let path = NSTemporaryDirectory() + "balie-" + UUID().uuidString + ".sqlite"

    private func configuration(readonly: Bool) -> Configuration {
        var configuration = Configuration.usual(checking: SQLiteConnections.checkRights)
        // Root is stopped by no rights.
        configuration.readonly = readonly
        return configuration
    }

    private func connections(readonly: Bool) -> SQLiteConnections {
        SQLiteConnections(to: path, configuration(readonly: readonly), mostReaders: 2, reader: nil, writer: nil) {}
    }

    @Test func connectionThatCouldNeverWriteIsNotKept() async throws {
        defer { for ending in ["", "-wal", "-shm"] { unlink(path + ending) } }
        let allowed = connections(readonly: false)
        try await allowed.writing { try $0.execute(sql: "CREATE TABLE t (x)") }
        let denied = connections(readonly: true)
        for _ in 1...2 {
            let error = await #expect(throws: DatabaseError.self) { try await denied.writing { _ in } }
            #expect(error?.resultCode == .SQLITE_READONLY && denied.openWriter == nil)
        }
        await #expect(throws: DatabaseError.self) { try await denied.reading { _ in } }
        // Who had it open before goes on.
        try await allowed.writing { try $0.execute(sql: "INSERT INTO t VALUES (1)") }
        for connections in [allowed, denied] { connections.close() }
    }
}
