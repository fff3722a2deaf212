import Foundation
import ProgramTesting
import Testing

/// What the built programs do where their answers cannot be printed.
@Suite struct OutputTests {
    /// Where an answer goes that nobody gets.
    enum Place: String, CaseIterable {
        case closed = ">&-"
        case full = ">/dev/full"
        /// A pipe whose reader is gone before the first byte.
        case gone = "| true"

        var reason: String {
            switch self {
            case .closed: "Bad file descriptor"
            case .full: "No space left on device"
            case .gone: "Broken pipe"
            }
        }
    }

    static let printing: [[String]] = [
        ["--help"], ["--version"], ["call", "--help"], ["actions"], ["actions", "--markdown"], ["theme", "list"],
        ["call", "debtor", "show", "Identifier=1"], ["call", "m4", "users_get", "user_id=3"], ["mail", "list"],
        ["profile", "list"], ["profile", "check", "here"],
        ["print", "keys"], ["print", "service", "1"],
    ]

    @Test(arguments: printing, Place.allCases)
    func sayingNothingIsNotDone(words: [String], place: Place) async throws {
        let home = try TemporaryHome()
        try home.keepProfile()
        let outcome = try await home.printing(Balie.path(), words, to: place)
        try expectUnprinted(outcome, place)
        #expect(!outcome.errors.contains("was done"))
    }

    @Test(arguments: Place.allCases)
    func aWriteIsDoneAndSaysSo(place: Place) async throws {
        let home = try TemporaryHome()
        let words = ["call", "product", "edit", "Identifier=1", "PriceExcl=50.75"]
        let outcome = try await home.printing(Balie.path(), words, to: place)
        try expectUnprinted(outcome, place)
        #expect(outcome.errors.contains("What was asked was done"))
        let shown = try await runBalie("call", "product", "show", "Identifier=1", home: home)
        #expect(shown.output.contains("50.75"))
    }

    @Test func aRefusalStaysOne() async throws {
        let home = try TemporaryHome()
        let outcome = try await home.printing(
            Balie.path(), ["call", "product", "edit", "Identifier=999", "PriceExcl=1"], to: .full)
        #expect(outcome.exitCode == 1)
        #expect(outcome.errors.contains("Ongeldig kenmerk voor product"))
        #expect(outcome.errors.contains("could not be printed"))
        #expect(!outcome.errors.contains("was done"))
    }

    @Test func theReasonIsToldInDutch() async throws {
        let home = try TemporaryHome()
        let words = ["call", "debtor", "show", "Identifier=1", "--language", "nl"]
        let outcome = try await home.printing(Balie.path(), words, to: .full)
        #expect(outcome.errors.hasPrefix("Het antwoord kon niet worden getoond: geen ruimte meer op de schijf."))
    }

    @Test func noOtherFileTakesTheAnswer() async throws {
        // With the other streams closed as well, the next file that is opened would get their numbers.
        let home = try TemporaryHome()
        try home.keepProfile()
        let outcome = try await run(
            "/bin/sh", ["-c", #""$0" "$@" <&- >&- 2>&-"#, Balie.path(), "profile", "list"],
            environment: home.environment)
        #expect(outcome.exitCode == 5)
        #expect(try home.text(of: "config/balie/config.toml") == TemporaryHome.profile)
    }

    @Test(arguments: [["--help"], ["--version"], ["key", "list"], ["m4", "account", "list"]], Place.allCases)
    func theServersCommandsSaySoToo(words: [String], place: Place) async throws {
        let home = try TemporaryHome()
        let url = "sqlite:\(home / "x.sqlite")"
        try "secret\n".write(toFile: home / "secret", atomically: true, encoding: .utf8)
        chmod(home / "secret", 0o600)
        for setUp in [["key", "add", "desk"], ["m4", "account", "add", "admin", "--secret-file", home / "secret"]] {
            let made = try await run(Balied.path(), setUp + ["--database", url], environment: home.environment)
            try #require(made.exitCode == 0, "\(made.errors)")
        }
        let database = words[0].hasPrefix("-") ? [] : ["--database", url]
        try expectUnprinted(try await home.printing(Balied.path(), words + database, to: place), place)
    }

    @Test(arguments: Place.allCases)
    func aKeyThatNobodySawOpensNothing(place: Place) async throws {
        let home = try TemporaryHome()
        let database = ["--database", "sqlite:\(home / "x.sqlite")"]
        let outcome = try await home.printing(Balied.path(), ["key", "add", "desk"] + database, to: place)
        #expect(outcome.exitCode == 5)
        #expect(outcome.errors.contains("The key “desk” could not be printed and was revoked."))
        let list = try await run(Balied.path(), ["key", "list"] + database, environment: home.environment)
        #expect(list.output.contains(", revoked "))
        // The name is free for the next try.
        let again = try await run(Balied.path(), ["key", "add", "desk"] + database, environment: home.environment)
        #expect(again.exitCode == 0)
    }

    /// Everything that is printed passes the one way in which a failure is noticed.
    @Test func nothingPrintsPastIt() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources")
        let past = #/(?:^|[^\w.])(?:print|debugPrint|puts|fputs|printf|dump)\(|FileHandle\.standard/#
        var seen = 0
        for folder in ["balie", "balied"] {
            let files = FileManager.default.enumerator(atPath: sources.appendingPathComponent(folder).path)
            for case let file as String in files ?? .init() where file.hasSuffix(".swift") {
                let text = try String(
                    contentsOf: sources.appendingPathComponent("\(folder)/\(file)"), encoding: .utf8)
                seen += 1
                for line in text.split(separator: "\n") where line.contains(past) {
                    Issue.record("\(folder)/\(file) prints past Output: \(line)")
                }
            }
        }
        #expect(seen > 20)
    }

    private func expectUnprinted(
        _ outcome: ProgramEnd, _ place: Place, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(outcome.exitCode == 5, "\(outcome.errors)", sourceLocation: sourceLocation)
        #expect(
            outcome.errors.contains("could not be printed: \(place.reason)."), "\(outcome.errors)",
            sourceLocation: sourceLocation)
    }
}

extension TemporaryHome {
    static let profile = "default = \"here\"\n\n[profile.here]\nkind = \"embedded\"\n"

    func keepProfile() throws {
        try FileManager.default.createDirectory(atPath: self / "config/balie", withIntermediateDirectories: true)
        try Self.profile.write(toFile: self / "config/balie/config.toml", atomically: true, encoding: .utf8)
    }

    /// Runs a program with standard output going elsewhere; the exit code is the program's own.
    func printing(_ program: String, _ words: [String], to place: OutputTests.Place) async throws -> ProgramEnd {
        let line =
            place == .gone
            // The reader has ended when the program starts to write.
            ? #"{ read -r start < ready; "$0" "$@"; echo $? > code; } | { exec <&-; echo > ready; }; exit $(cat code)"#
            : #""$0" "$@" \#(place.rawValue)"#
        return try await run(
            "/bin/sh", ["-c", "cd '\(path)' && { mkfifo ready 2>/dev/null; \(line); }", program] + words,
            environment: environment)
    }
}
