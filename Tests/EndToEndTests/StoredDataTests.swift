import GRDB
import ProgramTesting
import Testing

extension EndToEndTests {
    @Suite struct StoredDataTests {
        @Test func readsWhatAnotherConnectionHasWritten() throws {
            let home = try TemporaryHome()
            let data = StoredData(path: home / "some.sqlite")
            let writer = try DatabasePool(path: data.path)
            try writer.write { database in
                try database.execute(sql: "CREATE TABLE town (id INTEGER, name TEXT, note TEXT)")
                try database.execute(sql: "INSERT INTO town VALUES (1, 'Bonn', NULL), (2, 'Kyoto 京都', 'far')")
            }
            #expect(try data.count(of: "town") == 2)
            #expect(try data.rows("SELECT * FROM town WHERE id = ?", 1) == [["id": "1", "name": "Bonn"]])
            #expect(try data.value("SELECT name FROM town WHERE id = ?", 2) == "Kyoto 京都")
            #expect(try data.value("SELECT note FROM town WHERE id = 1") == nil)
        }
    }
}
