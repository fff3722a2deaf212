import Foundation
import GRDB
import HostileTesting
import ProgramTesting
import Testing

extension TerminalTests {
    /// The bytes themselves that reach a terminal, of the console and of the commands, over a database full of hostile
    /// texts.
    @Suite struct HostileBytesTests {
        private let home: TemporaryHome

        init() async throws {
            home = try await TemporaryHome.withDemoData()
            try home.defaultDatabase.fillWithHostileTexts()
        }

        /// Each with what is shown there and not on the page before.
        private static let pages: [(key: String, shows: String)] = [
            ("Enter", "Services 1"), ("Enter", "Price excl."), ("Escape", "Services 1"), ("t", "Terminate service"),
            ("C-s", Shown.review), ("Escape", "renewed every"), ("Escape", "Services 1"), ("Escape", list),
            ("e", "Identity"), ("F1", "Review and send"), ("Escape", "Identity"), ("Escape", list),
            ("p", Shown.passwordDialog), ("Escape", "1/500"), ("2", "P002"), ("e", Shown.editing), ("Escape", "P002"),
            ("3", "[3 Services]"), ("Enter", "Price excl."), ("Escape", list), ("4", "[4 Users]"),
            ("Enter", "User name  "), ("Escape", list), ("x", "What can be done here"),
        ]

        private static let list = "/ searches"

        @Test(arguments: ["C.UTF-8", "C"])
        func nothingButBaliesOwnSequencesReachesTheTerminal(locale: String) async throws {
            let session = try await TmuxSession(
                ["/bin/sh", "-i"], columns: 132, rows: 43, home: home,
                environment: ["LANG": locale, "LC_ALL": locale, "PS1": "ready "])
            try await session.waitFor("ready")
            try await session.ask(["pipe-pane", "cat > '\(home / "bytes")'"])
            try await session.type("\(Balie.path())")
            try await session.press("Enter")
            try await session.waitFor("DB0001", "1/500")
            for (key, shown) in Self.pages {
                try await session.press(key)
                try await session.waitFor(shown)
            }
            try await session.press("Escape")
            try await session.waitUntilGone("What can be done here")
            try await session.press("q")
            try await session.waitUntilGone("[4 Users]")
            try await session.type("exit 7")
            try await session.press("Enter")
            #expect(try await session.waitForExit() == 7)
            let all = try #require(FileManager.default.contents(atPath: home / "bytes"))
            // What comes behind is not of the console.
            let end = try #require(all.range(of: Data("exit 7".utf8), options: .backwards)).lowerBound
            let bytes = Array(all[..<end])
            let sent = TerminalBytes(bytes)
            #expect(sent.objections.isEmpty, "\(sent.objections.prefix(20))")
            if locale == "C" {
                #expect(bytes.allSatisfy { $0 < 0x7F })
            } else {
                #expect(sent.text.contains(HostileCorpus.seen))
            }
        }

        /// What a system said last, for whoever still reads it when the console has gone.
        @Test func whatIsSaidAfterTheEndIsOnlyText() async throws {
            let (local, server) = (try TemporaryHome(), try await DemoServer(over: home.defaultDatabase.path, in: home))
            try local.configure(.hostFact, at: server)
            let session = try await Window.all[0].start(local, "--profile", TemporaryHome.profile)
            try await session.waitFor("DB0001", " 1/500")
            defer { kill(server.program.processID, SIGCONT) }
            try await session.sendCity("Breda", stopping: server.program.processID)
            try await session.signal(SIGTERM)
            try await session.waitFor("Balie was told to end.")
            try await session.ask(["pipe-pane", "cat > '\(home / "bytes")'"])
            kill(server.program.processID, SIGCONT)
            try await session.waitForExit()
            try await session.waitFor("is bewerkt")
            let bytes = Array(try #require(FileManager.default.contents(atPath: home / "bytes")))
            let words = bytes.split(separator: UInt8(ascii: "\n")).last {
                String(decoding: $0, as: UTF8.self).contains("bewerkt")
            }
            #expect(TerminalBytes(Array(words ?? [])).objections.isEmpty)
        }

        private static let commands = [
            ["call", "debtor", "show", "Identifier=1"], ["call", "debtor", "list"], ["call", "product", "list"],
            ["call", "m4", "user_details_get", "user_id=3"], ["call", "m4", "users_get", "user_id=all"],
            ["call", "debtor", "show", "DebtorCode=\u{1B}]0;x\u{7}\u{202E}"], ["call", "\u{1B}[2J", "\u{9B}2J"],
            ["call", "debtor", "edit", "Identifier=1", "\u{1B}[2J\u{202E}=x"], ["call", "debtor", "show", "\u{1B}c"],
            ["print", "service", "1"], ["print", "service", "1", "--json"], ["print", "keys", "\u{1B}[2J\u{202E}"],
            ["mail", "list"], ["mail", "show", "1"], ["journal", "--since", "\u{1B}[2J"],
            ["journal", "--record", "\u{9B}"],
            ["draft", "show", "\u{1B}[2J"], ["profile", "check", "\u{1B}]2;x\u{7}"],
            ["theme", "check", "\u{1B}[2J\u{202E}"],
            ["\u{1B}[2J"], ["--database", "sqlite:/nowhere/\u{1B}[2J"], ["profile", "list", "--language", "\u{1B}c"],
            ["copy", "--from", "sqlite:/\u{1B}[2J", "--to", "sqlite:/\u{9B}"], ["outbox", "settle", "\u{1B}"],
        ]

        @Test func noCommandPrintsWhatDrivesATerminal() async throws {
            let mailed = try await runBalie(
                "call", "debtor", "sendemail", "Identifier=1", "Recipient=a@x.example",
                "Message=a\rb\u{1B}[2J\u{202E}c",
                home: home)
            #expect(mailed.output.contains("success"), "\(mailed.output)\(mailed.errors)")
            for words in Self.commands {
                let end = try await run(Balie.path(), words, environment: home.environment)
                #expect(end.output.harmfulScalars == [] && end.errors.harmfulScalars == [], "\(words)")
                #expect(!(end.output + end.errors).isEmpty, "\(words)")
            }
        }
    }
}

extension StoredData {
    /// Puts hostile texts where names and sentences are, as another program may have done.
    fileprivate func fillWithHostileTexts() throws {
        let places = [
            "debtor": ["CompanyName", "SurName", "Initials", "Address", "City", "EmailAddress", "Comment"],
            "product": ["ProductName", "ProductKeyPhrase", "ProductDescription"],
            "service": ["Description"],
            "m4_user": ["first_name", "last_name", "address", "city", "comment", "email"],
        ]
        try DatabaseQueue(path: path).write { database in
            for (table, columns) in places {
                let key = table == "m4_user" ? "id" : "Identifier"
                for (place, text) in HostileCorpus.all.enumerated() {
                    for (offset, column) in columns.enumerated() {
                        // Each text comes into every column, and the first records have those that drive terminals.
                        try database.execute(
                            sql: "UPDATE OR IGNORE \(table) SET \(column) = ? WHERE \(key) % ? = ?",
                            arguments: [
                                text.text, HostileCorpus.all.count, (place + offset + 1) % HostileCorpus.all.count,
                            ])
                    }
                }
            }
            // What no text can be, and a text that C takes for two.
            for (column, bytes, id) in [("City", "C0AF9B324A1B63FFEDA080", 1), ("Address", "61001B62", 2)] {
                try database.execute(
                    sql: "UPDATE debtor SET \(column) = CAST(X'\(bytes)' AS TEXT) WHERE Identifier = \(id)")
            }
        }
    }
}
