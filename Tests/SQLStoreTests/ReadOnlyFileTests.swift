import Foundation
import GRDB
import Testing

@testable import SQLStore

/// Who only reads makes nothing and misses nothing.
@Suite struct ReadOnlyFileTests {
    private static let schema = SQLSchema(
        ["CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"], applicationID: 0x5445_5354)
    private static let count = SQLQuery("SELECT count(*) FROM note")

    private final class Folder: Sendable {
        let path = NSTemporaryDirectory() + "readonly-" + UUID().uuidString
        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(atPath: path) }
        var file: String { path + "/some.sqlite" }
        func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

        func open(_ access: StoreAccess = .making, _ schema: SQLSchema = ReadOnlyFileTests.schema) throws -> SQLiteStore
        {
            try SQLiteStore(path: file, schema: schema, access: access)
        }

        /// A writer who comes, adds a row and is gone: a store that nobody holds any more is closed a moment later.
        func visit() throws {
            let visitor = try DatabaseQueue(path: file)
            try visitor.write { try $0.execute(sql: "INSERT INTO note (text) VALUES ('x')") }
            try visitor.close()
        }
    }

    @Test func nothingIsMadeBesideTheFile() async throws {
        let folder = try Folder()
        _ = try folder.open()
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.file))
        let store = try folder.open(.readOnly)
        #expect(try await store.read { try $0.integer(Self.count) } == 0)
        _ = try await store.changeCounter()
        #expect(try folder.names() == ["some.sqlite"])
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file)) == before)
    }

    @Test func whatOthersWriteMeanwhileIsSeenWithoutStartingAgain() async throws {
        let folder = try Folder()
        _ = try folder.open()
        let store = try folder.open(.readOnly)
        #expect(try await store.read { try $0.integer(Self.count) } == 0)
        var last = try await store.changeCounter()
        for expected in 1...3 {
            try folder.visit()
            let counter = try await store.changeCounter()
            #expect(counter != last)
            last = counter
            #expect(try await store.read { try $0.integer(Self.count) } == expected)
        }
        // And of one who stays.
        let writer = try folder.open(.existing)
        for expected in 4...6 {
            try await writer.write { try $0.execute(SQLQuery("INSERT INTO note (text) VALUES ('y')")) }
            #expect(try await store.read { try $0.integer(Self.count) } == expected)
        }
    }

    @Test func aFileThatWasReplacedIsReadAnew() async throws {
        let folder = try Folder()
        _ = try folder.open()
        try folder.visit()
        let store = try folder.open(.readOnly)
        #expect(try await store.read { try $0.integer(Self.count) } == 1)
        try FileManager.default.removeItem(atPath: folder.file)
        let error = await #expect(throws: StoreError.self) { try await store.read { try $0.integer(Self.count) } }
        #expect(error?.kind == .missing)
        _ = try folder.open()
        #expect(try await store.read { try $0.integer(Self.count) } == 0)
    }

    /// As `mv` puts another file in its place, while the writer keeps the old one open and its log lies there.
    @Test(arguments: [false, true])
    func aFileThatIsSharedWithAWriterAndReplacedIsReadAnew(isLogEmpty: Bool) async throws {
        let (folder, other) = (try Folder(), try Folder())
        let writer = try folder.open()
        try await writer.write { try $0.execute(SQLQuery("INSERT INTO note (text) VALUES ('old')")) }
        let store = try folder.open(.readOnly)
        #expect(try await store.read { try $0.integer(Self.count) } == 1)
        if isLogEmpty { try await writer.tidyUp() }
        let (last, kept) = (try await store.changeCounter(), folder.path + "/kept.sqlite")
        try #require(link(folder.file, kept) == 0)

        _ = try other.open()
        for _ in 0..<3 { try other.visit() }
        try #require(rename(other.file, folder.file) == 0)
        let counter = try await store.changeCounter()
        #expect(counter != last)
        #expect(try await store.read { try $0.integer(Self.count) } == 3)
        #expect(try await store.changeCounter() == counter)
        #expect(try await store.read { try $0.integer(Self.count) } == 3)
        // Nobody has to start again for the writer's sake, who may not write any more.
        await #expect(throws: StoreError.self) { try await writer.write { _ in } }
        try #require(rename(kept, folder.file) == 0)
        #expect(try await store.read { try $0.integer(Self.count) } == 1)
    }

    @Test func aFileThatIsSharedWithAWriterAndGoesAwayIsMissed() async throws {
        let folder = try Folder()
        let writer = try folder.open()
        try await writer.write { try $0.execute(SQLQuery("INSERT INTO note (text) VALUES ('old')")) }
        let store = try folder.open(.readOnly)
        #expect(try await store.read { try $0.integer(Self.count) } == 1)
        let away = folder.path + "/away.sqlite"
        try #require(rename(folder.file, away) == 0)
        let error = await #expect(throws: StoreError.self) { try await store.read { try $0.integer(Self.count) } }
        #expect(error?.kind == .missing)
        try #require(rename(away, folder.file) == 0)
        #expect(try await store.read { try $0.integer(Self.count) } == 1)
    }

    @Test(arguments: [(1, 2), (4, 5), (9, 5)])
    func whatFailsWhileTheFileIsWrittenToIsDoneAgain(writes: Int, expected: Int) throws {
        let folder = try Folder()
        _ = try folder.open()
        let file = try DatabaseFile(existing: folder.file)
        var tries = 0
        let error = #expect(throws: StoreError.self) {
            try file.evenWhileOthersWrite {
                tries += 1
                if tries <= writes { try folder.visit() }
                throw StoreError.interrupted
            }
        }
        #expect(error?.kind == .cancelled)
        #expect(tries == expected)
    }

    @Test func aVersionThatDiffersForWritersAloneIsReadAsItIs() async throws {
        let folder = try Folder()
        _ = try folder.open()
        let next = Self.schema.scripts + ["CREATE TABLE other (id INTEGER PRIMARY KEY) STRICT;"]
        let strict = SQLSchema(next, applicationID: 0x5445_5354)
        let error = #expect(throws: StoreError.self) { try folder.open(.readOnly, strict) }
        #expect(error?.kind == .older)
        let lenient = SQLSchema(next, applicationID: 0x5445_5354, readableSince: 1)
        let store = try folder.open(.readOnly, lenient)
        #expect(try await store.read { try $0.integer(Self.count) } == 0)
        let later = try folder.open(.existing, strict)
        #expect(try await later.read { try $0.integer(SQLQuery("SELECT count(*) FROM other")) } == 0)
    }

    @Test func aWriteIsRefusedInASentence() async throws {
        let folder = try Folder()
        _ = try folder.open()
        let store = try folder.open(.readOnly)
        let error = await #expect(throws: StoreError.self) {
            try await store.write { try $0.execute(SQLQuery("DELETE FROM note")) }
        }
        #expect(error?.message == "The database “\(folder.file)” was opened for reading only; nothing was changed.")
    }

    @Test func adviceToReadOnlyIsNotGivenToWhoDoes() {
        for code in [EACCES, EPERM, EROFS] {
            let told = StoreError(
                DatabaseError(resultCode: .SQLITE_CANTOPEN), path: "/x", errno: code, isReadOnly: true)
            #expect(!told.message.contains("--read-only"))
            #expect(!told.dutchMessage.contains("--read-only"))
        }
    }
}

/// A writer that cannot get a turn holds nobody up.
@Suite struct BlockedWriteTests {
    private static let schema = SQLSchema(
        ["CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"], applicationID: 0x5445_5354)

    /// More writes than the shared pool has threads wait for another program, while reads and other work go on.
    @Test func readsAndOtherWorkGoOnWhileWritesWait() async throws {
        let folder = NSTemporaryDirectory() + "blocked-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try SQLiteStore(path: "\(folder)/x.sqlite", schema: Self.schema)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let holder = try DatabaseQueue(path: "\(folder)/x.sqlite", configuration: configuration)
        try holder.unsafeReentrantWrite { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let writes = (0..<8).map { number in
            Task {
                try await store.write {
                    try $0.execute(SQLQuery("INSERT INTO note (text) VALUES (?)", [.integer(number)]))
                }
            }
        }
        for _ in 0..<200 {
            await Task.yield()
            #expect(try await store.read { try $0.integer(SQLQuery("SELECT count(*) FROM note")) } == 0)
            _ = try await store.changeCounter()
            await Task.detached { await Task.yield() }.value
        }
        try holder.unsafeReentrantWrite { try $0.execute(sql: "ROLLBACK") }
        try holder.close()
        // Who has waited too long by then says so.
        var written = 0
        for write in writes {
            do {
                try await write.value
                written += 1
            } catch let error as StoreError {
                #expect(error.kind == .busy)
                #expect(error.message.contains("is busy: another program has been writing to it for 5 s. Try again."))
            }
        }
        #expect(try await store.read { try $0.integer(SQLQuery("SELECT count(*) FROM note")) } == written)
    }

    /// The first reads of a program need one connection; what else there is, is opened when it is needed.
    @Test func aStartOpensTheFileOnce() async throws {
        let folder = NSTemporaryDirectory() + "once-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/x.sqlite"
        _ = try SQLiteStore(path: path, schema: Self.schema)
        let store = try SQLiteStore(path: path, schema: Self.schema)
        let first = try await store.changeCounter()
        _ = try await store.read { try $0.integer(SQLQuery("SELECT count(*) FROM note")) }
        #expect(try Self.descriptors(of: path) == 1)
        // What was written before anybody asked again is a change.
        let other = try SQLiteStore(path: path, schema: Self.schema)
        try await other.write { try $0.execute(SQLQuery("INSERT INTO note (text) VALUES ('x')")) }
        let second = try await store.changeCounter()
        #expect(second != first)
        #expect(try await store.changeCounter() == second)
        try await store.write { try $0.execute(SQLQuery("INSERT INTO note (text) VALUES ('y')")) }
        #expect(try await store.changeCounter() != second)
    }

    /// A console's watch may ask once more while the program ends.
    @Test func whatIsClosedOpensNothingMoreAndLeavesNothingBeside() async throws {
        let folder = NSTemporaryDirectory() + "closed-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/x.sqlite"
        for _ in 0..<30 {
            var configuration = Configuration()
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -100") }
            _ = try SQLiteStore(path: path, schema: Self.schema)
            let connections = SQLiteConnections(to: path, configuration, mostReaders: 2)
            let watch = ChangeWatch(path, configuration, from: nil)
            try await connections.reading { _ = try $0.integer(SQLQuery("SELECT count(*) FROM note")) }
            let asking = (0..<4).map { _ in
                Task {
                    _ = try? await watch.version()
                    try? await connections.writing { try $0.execute(sql: "INSERT INTO note (text) VALUES ('x')") }
                }
            }
            await Task.yield()
            watch.close()
            connections.close()
            for task in asking { await task.value }
            await #expect(throws: (any Error).self) { try await watch.version() }
            #expect(try Self.descriptors(of: path) == 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["x.sqlite"])
        }
    }

    private static func descriptors(of path: String) throws -> Int {
        #if os(Linux)
            let own = "/proc/self/fd"
            return try FileManager.default.contentsOfDirectory(atPath: own).filter { number in
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(own)/\(number)")) == path
            }.count
        #else
            return 1
        #endif
    }
}
