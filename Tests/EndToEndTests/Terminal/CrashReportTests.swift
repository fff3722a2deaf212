import Foundation
import ProgramTesting
import Testing

extension TerminalTests {
    /// What a fault leaves: where it was, and nothing of what was in memory.
    @Suite struct CrashReportTests {
        private static let unlimited = #"ulimit -c unlimited; exec "$@""#
        /// Swift's own backtrace would print what is in memory.
        private static let surroundings = ["SWIFT_BACKTRACE": "enable=no"]

        private func crash(_ home: TemporaryHome, by signal: Int32) async throws -> TmuxSession {
            let session = try await TmuxSession(
                ["/bin/sh", "-c", Self.unlimited, "shell", Balie.path()], home: home, environment: Self.surroundings)
            try await session.waitFor("DB0001", "1/500")
            try await session.press("Enter")
            try await session.waitFor("Keizersgracht 100")
            try await session.signal(signal)
            #expect(try await session.waitForExit() == 128 + Int(signal))
            return session
        }

        @Test(arguments: [(SIGSEGV, "SIGSEGV"), (SIGTRAP, "SIGTRAP"), (SIGABRT, "SIGABRT"), (SIGBUS, "SIGBUS")])
        func consoleSaysWhereItWasAndNothingElse(_ signal: Int32, _ name: String) async throws {
            let home = try await TemporaryHome.withDemoData()
            let session = try await crash(home, by: signal)
            try await session.waitFor("Balie met a fault and has ended.", "crash-1.txt")
            #expect(try session.hasRestoredTheTerminal())
            #expect(try await session.isOnAlternateScreen() == false)
            #expect(try home.mode(of: Self.folder) == 0o700)
            #expect(try home.mode(of: "\(Self.folder)/crash-1.txt") == 0o600)
            try expectReport(try home.text(of: "\(Self.folder)/crash-1.txt"), of: "balie", name)
            // Whatever was to be done with cores, there is none.
            let left = try FileManager.default.contentsOfDirectory(atPath: home.path)
            #expect(!left.contains { $0.hasPrefix("core") }, "\(left)")
        }

        /// A name, a signal, a time and addresses: every line is one of these.
        private func expectReport(_ report: String, of program: String, _ signal: String) throws {
            let lines = report.split(separator: "\n").map(String.init)
            #expect(lines.first?.wholeMatch(of: try Regex("\(program) [0-9.]+")) != nil, "\(report)")
            #expect(lines.contains("Signal: \(signal)"))
            #expect(
                lines.contains { $0.wholeMatch(of: #/Time: 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/#) != nil }, "\(report)")
            let calls = lines.drop { $0 != "Calls, the last first:" }.dropFirst()
            #expect(
                !calls.isEmpty && calls.allSatisfy { $0.wholeMatch(of: #/  (elsewhere )?0x[0-9a-f]+/#) != nil },
                "\(report)")
            #expect(lines.count - calls.count <= 5, "\(report)")
        }

        @Test func noMoreThanTwentyAreKept() async throws {
            let home = try await TemporaryHome.withDemoData()
            try FileManager.default.createDirectory(
                atPath: home / Self.folder, withIntermediateDirectories: true)
            for number in 1...20 {
                try "old".write(
                    toFile: home / "\(Self.folder)/crash-\(number).txt", atomically: false, encoding: .utf8)
            }
            _ = try await crash(home, by: SIGSEGV)
            let reports = try FileManager.default.contentsOfDirectory(atPath: home / Self.folder)
            let new = try reports.filter { try home.text(of: "\(Self.folder)/\($0)") != "old" }
            #expect(reports.count == 20 && new.count == 1, "\(reports)")
            try expectReport(try home.text(of: "\(Self.folder)/\(new.first ?? "")"), of: "balie", "SIGSEGV")
        }

        /// A link that somebody put there leads the report nowhere else.
        @Test func aReportFollowsNoLink() async throws {
            let home = try await TemporaryHome.withDemoData()
            try FileManager.default.createDirectory(
                atPath: home / Self.folder, withIntermediateDirectories: true)
            try "precious".write(toFile: home / "precious", atomically: false, encoding: .utf8)
            try FileManager.default.createSymbolicLink(
                atPath: home / "\(Self.folder)/crash-1.txt", withDestinationPath: home / "precious")
            _ = try await crash(home, by: SIGSEGV)
            #expect(try home.text(of: "precious") == "precious")
            try expectReport(try home.text(of: "\(Self.folder)/crash-2.txt"), of: "balie", "SIGSEGV")
        }

        @Test func whereNoReportCanBeWrittenTheTerminalIsRestoredAllTheSame() async throws {
            let home = try await TemporaryHome.withDemoData()
            let session = try await TmuxSession.balie(
                home: home, environment: Self.surroundings.merging(["XDG_STATE_HOME": "/proc/nowhere"]) { $1 })
            try await session.waitFor("DB0001", "1/500")
            try await session.signal(SIGSEGV)
            #expect(try await session.waitForExit() == 128 + Int(SIGSEGV))
            #expect(try session.hasRestoredTheTerminal())
        }

        @Test func serverSaysWhereItWas() async throws {
            let home = try await TemporaryHome.withDemoData()
            let server = try await DemoServer(over: home.defaultDatabase.path, in: home)
            let end = try await server.program.stop(SIGSEGV)
            #expect(end.exitCode == 128 + SIGSEGV)
            #expect(end.errors.contains("Balie met a fault and has ended."))
            try expectReport(try home.text(of: "\(Self.folder)/crash-1.txt"), of: "balied", "SIGSEGV")
        }

        /// Neither leaves a core, wherever the kernel would take it.
        @Test(.enabled(if: FileManager.default.isReadableFile(atPath: "/proc/self/limits")))
        func memoryOfBothProgramsGoesToNoDisk() async throws {
            let home = try await TemporaryHome.withDemoData()
            let server = try await DemoServer(over: home.defaultDatabase.path, in: home)
            let session = try await TmuxSession(
                ["/bin/sh", "-c", Self.unlimited, "shell", Balie.path()], home: home)
            try await session.waitFor("DB0001", "1/500")
            for id in [try await session.processID(), server.program.processID] {
                let limits = try String(contentsOfFile: "/proc/\(id)/limits", encoding: .utf8)
                let line = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
                #expect(line?.split(separator: " ").suffix(3) == ["0", "0", "bytes"], "\(limits)")
                // What may not be dumped belongs to root, so that nobody else looks into it.
                #expect(
                    try FileManager.default.attributesOfItem(atPath: "/proc/\(id)/mem")[.ownerAccountID] as? Int == 0)
            }
        }

        private static let folder = "state/balie/crashes"
    }
}

extension TemporaryHome {
    func mode(of name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: self / name)[.posixPermissions] as? Int
    }
}
