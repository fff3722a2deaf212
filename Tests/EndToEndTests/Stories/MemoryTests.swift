import Foundation
import ProgramTesting
import Testing

extension EndToEndTests {
    /// What the console takes on a host where many people work.
    @Suite(.enabled(if: memoryIsGivenByNeed(), "This system gives more memory than is asked for."))
    struct MemoryTests {
        @Test func aSessionTakesBoundedMemory() async throws {
            let session = try await TmuxSession.balie(columns: 120, rows: 40, home: try await .withDemoData())
            try await session.waitFor("DB0001", " 1/500")
            try await session.ask(["send-keys", "-N", "200", "j"])
            try await session.waitFor(" 201/500")
            try await session.press("/")
            try await session.type("visser")
            try await session.waitFor("Visser", " 1/")
            try await session.press("Enter", "Enter")
            try await session.waitFor("[Services ")

            let id = try await session.processID()
            let status = try String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
            let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") })
            let kilobytes = try #require(
                line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) })
            // A quarter more than it was when this was written down, in a build that is not optimised. Only what the
            // program keeps itself: how much is mapped of the file that it is, beside what it needs, is up to the system.
            #expect(kilobytes <= 8_500)
            #expect(try Self.pools(of: id).isEmpty)
        }

        /// Each page that is touched for the first time is a trap into the kernel: what a start costs, where a clock tells of
        /// everything else on the machine too.
        @Test func aStartAndALineTouchFewPages() async throws {
            let session = try await TmuxSession.balie(columns: 120, rows: 40, home: try await .withDemoData())
            try await session.waitFor("DB0001", " 1/500")
            let id = try await session.processID()
            let start = try Self.faults(of: id)
            try await session.ask(["send-keys", "-N", "200", "j"])
            try await session.waitFor(" 201/500")
            let lines = try Self.faults(of: id) - start
            // A fifth more than it was when these were written down, 2 160 and 200, in a build that is not as it is shipped.
            #expect(start <= 2_600)
            #expect(lines <= 260)
        }

        /// How many pages a process has touched that were in memory already. Source: proc(5), `minflt`.
        private static func faults(of id: Int32) throws -> Int {
            let stat = try String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
            // Behind the name, which may have blanks in it.
            let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
            return try #require(fields.count > 7 ? Int(fields[7]) : nil)
        }

        /// Where memory is that glibc keeps for single threads: its pools begin at multiples of 64 MiB, and what they may
        /// still grow by stands behind each. Source: glibc, malloc/arena.c, HEAP_MAX_SIZE.
        private static func pools(of id: Int32) throws -> [Substring] {
            let maps = try String(contentsOfFile: "/proc/\(id)/maps", encoding: .utf8).split(separator: "\n")
            return zip(maps, maps.dropFirst()).filter { pool, rest in
                let words = pool.split(separator: " ")
                guard words.count == 5, words[1] == "rw-p", rest.contains("---p") else { return false }
                return UInt64(words[0].prefix { $0 != "-" }, radix: 16).map { $0 % (64 << 20) == 0 } ?? false
            }.map(\.0)
        }
    }
}

/// Where every page is a huge one, a byte counts for two megabytes.
private func memoryIsGivenByNeed() -> Bool {
    let pages = try? String(contentsOfFile: "/sys/kernel/mm/transparent_hugepage/enabled", encoding: .utf8)
    guard pages?.contains("[always]") != true else { return false }
    return FileManager.default.isReadableFile(atPath: "/proc/self/status")
}
