import Foundation
import Synchronization
import Testing

@testable import SQLStore

/// What wakes an idle program, by a file that is looked at when the test says so.
@Suite struct FileNewsTests {
    /// Sleeps until the test tells what is seen, and tells the test how long it would have slept.
    private final class TestEyes: FileEyes, Sendable {
        enum Call: Equatable, Sendable {
            case sleep(Duration)
            case rest(Duration)
        }

        let canSee: Bool
        private let calls: AsyncStream<Call>.Continuation
        private let sights = Mutex<[FileSight]>([])
        private let isSeen = DispatchSemaphore(value: 0)

        init(canSee: Bool, calls: AsyncStream<Call>.Continuation) {
            self.canSee = canSee
            self.calls = calls
        }

        func see(_ sight: FileSight) {
            sights.withLock { $0.append(sight) }
            isSeen.signal()
        }

        func sleep(atMost longest: Duration) -> FileSight {
            calls.yield(.sleep(longest))
            isSeen.wait()
            return sights.withLock { $0.removeFirst() }
        }

        func rest(_ duration: Duration) { if duration > .zero { calls.yield(.rest(duration)) } }
    }

    private final class File: Sendable {
        let news: FileNews
        let eyes: TestEyes
        let calls: AsyncStream<TestEyes.Call>
        private let content: Content

        final class Content: Sendable {
            let counter = Mutex<Int64>(1)
            let looks = Mutex(0)
        }

        var looks: Int { content.looks.withLock { $0 } }

        init(canSee: Bool = true) {
            let (calls, continuation) = AsyncStream<TestEyes.Call>.makeStream()
            let eyes = TestEyes(canSee: canSee, calls: continuation)
            let content = Content()
            (self.calls, self.eyes, self.content) = (calls, eyes, content)
            news = FileNews(eyes: { _ in eyes }) {
                content.looks.withLock { $0 += 1 }
                return content.counter.withLock { $0 }
            }
            news.know(1)
        }

        func change() { content.counter.withLock { $0 += 1 } }
    }

    @Test func aQuietFileIsLookedAtOnceAMinute() async {
        let file = File()
        var calls = file.calls.makeAsyncIterator()
        async let told: Void = file.news.wait()
        for looks in 1...30 {
            #expect(await calls.next() == .sleep(.seconds(60)))
            #expect(file.looks == looks)
            if looks == 30 { file.change() }
            file.eyes.see(.nothing)
        }
        await told
        #expect(file.looks == 31)
    }

    @Test func whatIsNotSeenIsLookedForOnceASecond() async {
        let file = File(canSee: false)
        var calls = file.calls.makeAsyncIterator()
        async let told: Void = file.news.wait()
        for _ in 1...30 {
            #expect(await calls.next() == .sleep(.seconds(1)))
            file.eyes.see(.nothing)
        }
        #expect(await calls.next() == .sleep(.seconds(1)))
        file.change()
        file.eyes.see(.nothing)
        await told
    }

    /// A change counts when it is on the disk, which is after it was written.
    @Test func aChangeThatIsSeenBeforeItCountsIsWaitedFor() async {
        let file = File()
        var calls = file.calls.makeAsyncIterator()
        async let told: Void = file.news.wait()
        #expect(await calls.next() == .sleep(.seconds(60)))
        file.eyes.see(.written)
        #expect(await calls.next() == .rest(.milliseconds(100)))
        for _ in 1...9 {
            #expect(await calls.next() == .sleep(.seconds(1)))
            file.eyes.see(.nothing)
        }
        #expect(await calls.next() == .sleep(.seconds(60)))
        file.change()
        file.eyes.see(.nothing)
        await told
    }

    @Test func whatChangedBeforeAnybodyWaitedIsToldAtOnce() async {
        let file = File()
        file.change()
        await file.news.wait()
        #expect(file.looks == 1)
    }

    @Test func whatIsToldTogetherIsAtMostOnceASecond() async throws {
        let file = File()
        var calls = file.calls.makeAsyncIterator()
        file.change()
        await file.news.wait()
        await file.news.wait()
        guard case .rest(let pause)? = await calls.next() else { throw Untold() }
        #expect(pause > .zero && pause <= .seconds(1))
    }

    private struct Untold: Error {}

    @Test func whoeverIsCancelledWaitsNoMore() async {
        let file = File()
        var calls = file.calls.makeAsyncIterator()
        let first = Task { await file.news.wait() }
        #expect(await calls.next() == .sleep(.seconds(60)))
        let second = Task { await file.news.wait() }
        first.cancel()
        await first.value
        file.eyes.see(.woken)
        second.cancel()
        await second.value
        let cancelled = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            await file.news.wait()
        }
        await cancelled.value
        file.eyes.see(.woken)
    }

    @Test func nobodyWaitsForAFileThatIsClosed() async {
        let file = File()
        var calls = file.calls.makeAsyncIterator()
        async let told: Void = file.news.wait()
        #expect(await calls.next() == .sleep(.seconds(60)))
        file.news.close()
        await told
        file.eyes.see(.woken)
        await file.news.wait()
    }
}

/// The file itself, and what the system tells of it.
@Suite struct SystemEyesTests {
    private final class Folder: Sendable {
        let path = NSTemporaryDirectory() + "eyes-" + UUID().uuidString
        var file: String { path + "/a.sqlite" }

        init() throws {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try write("", to: "a.sqlite")
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func write(_ text: String, to name: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
        }

        /// Without anything being made.
        func append(_ text: String, to name: String) throws {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path + "/" + name))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
        }
    }

    private static let long = Duration.seconds(60)
    private static let short = Duration.milliseconds(1)

    @Test func seeTheFileAndItsLogAndNothingElse() throws {
        let folder = try Folder()
        let waker = try #require(Waker())
        let eyes = SystemEyes(folder.file, waker)
        #expect(eyes.canSee)
        #expect(eyes.sleep(atMost: Self.short) == .nothing)
        try folder.append("x", to: "a.sqlite")
        #expect(eyes.sleep(atMost: Self.long) == .written)
        #expect(eyes.sleep(atMost: Self.short) == .nothing)
        try folder.write("x", to: "b.sqlite")
        #expect(eyes.sleep(atMost: Self.short) == .nothing)
        // It was not there when watching began.
        try folder.write("x", to: "a.sqlite-wal")
        #expect(eyes.sleep(atMost: Self.long) == .written)
        while eyes.sleep(atMost: Self.short) == .written {}
        try folder.append("x", to: "a.sqlite-wal")
        #expect(eyes.sleep(atMost: Self.long) == .written)
    }

    @Test func seeThatAnotherFileHasTheName() throws {
        let folder = try Folder()
        let waker = try #require(Waker())
        let eyes = SystemEyes(folder.file, waker)
        try folder.write("y", to: "c")
        #expect(eyes.sleep(atMost: Self.short) == .nothing)
        #expect(rename(folder.path + "/c", folder.file) == 0)
        #expect(eyes.sleep(atMost: Self.long) == .written)
        while eyes.sleep(atMost: Self.short) == .written {}
        try folder.append("y", to: "a.sqlite")
        #expect(eyes.sleep(atMost: Self.long) == .written)
    }

    @Test func seeWhatALinkLeadsTo() throws {
        let folder = try Folder()
        let link = folder.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.file)
        let waker = try #require(Waker())
        let eyes = SystemEyes(link, waker)
        try folder.write("x", to: "a.sqlite-wal")
        #expect(eyes.sleep(atMost: Self.long) == .written)
    }

    @Test func areWoken() throws {
        let folder = try Folder()
        let waker = try #require(Waker())
        let eyes = SystemEyes(folder.file, waker)
        for _ in 0..<1000 { waker.wake() }
        #expect(eyes.sleep(atMost: Self.long) == .woken)
        while eyes.sleep(atMost: Self.short) == .woken {}
        #expect(eyes.sleep(atMost: Self.short) == .nothing)
    }

    private static let schema = SQLSchema(["CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"])
    private static let addition = SQLQuery("INSERT INTO note (text) VALUES ('a')")

    @Test(arguments: [StoreAccess.existing, .readOnly])
    func aStoreHearsWhatAnotherOneWrote(access: StoreAccess) async throws {
        let folder = try Folder()
        let path = folder.path + "/store.sqlite"
        let writing = try SQLiteStore(path: path, schema: Self.schema)
        let listening = try SQLiteStore(path: path, schema: Self.schema, access: access)
        var counter = try await listening.changeCounter()
        for _ in 0..<3 {
            async let told: Void = listening.news()
            try await writing.write { try $0.execute(Self.addition) }
            await told
            let next = try await listening.changeCounter()
            #expect(next != counter)
            // A file that is only read is opened anew by whoever reads.
            _ = try await listening.read { try $0.integer(SQLQuery("SELECT count(*) FROM note")) }
            counter = try await listening.changeCounter()
        }
    }

    @Test func aStoreHearsThatItsFileWasReplaced() async throws {
        let folder = try Folder()
        let path = folder.path + "/store.sqlite"
        let store = try SQLiteStore(path: path, schema: Self.schema)
        _ = try await store.changeCounter()
        async let told: Void = store.news()
        try folder.write("", to: "other")
        #expect(rename(folder.path + "/other", path) == 0)
        await told
        await #expect(throws: StoreError.self) { try await store.changeCounter() }
    }
}
