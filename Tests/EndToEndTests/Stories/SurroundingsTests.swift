import ProgramTesting
import Testing

extension EndToEndTests {
    /// The console in windows, terminals and sessions of every kind.
    @Suite struct SurroundingsTests {
        @Test func saysOnAFirstStartWhereItsDataAre() async throws {
            let session = try await TmuxSession.balie(columns: 132, rows: 43)
            try await session.waitFor("DEMO", "demo data", "DB0001")
            #expect(try session.home.defaultDatabase.count(of: "debtor") == 500)
        }

        @Test func waitsForALargerWindow() async throws {
            let session = try await Window.all[0].open(.withDemoData())
            try await session.resize(columns: 50, rows: 10)
            try await session.waitFor(Shown.tooSmall, "60x16")
            // A key whose effect nobody could see does nothing.
            try await session.press("Down", "2")
            try await session.resize(columns: 80, rows: 24)
            try await session.waitFor("DB0001", "1/500", "[1 ")
        }

        @Test func startsInAWindowThatIsTooSmall() async throws {
            let session = try await TmuxSession.balie(columns: 50, rows: 10, home: .withDemoData())
            try await session.waitFor(Shown.tooSmall)
            try await session.press("q")
            #expect(try await session.waitForExit() == 0)
        }

        @Test func showsServicesInTheSmallestWindow() async throws {
            let session = try await TmuxSession.balie(columns: 60, rows: 16, home: .withDemoData())
            try await session.waitFor("DB0001", "1/500")
            try await session.press("Enter")
            let page = try await session.waitFor("Keizersgracht 100", "Services 1", "1/1")
            #expect(page.contains("Default product"))
        }

        @Test func keepsWhatIsTypedWhileTheWindowChanges() async throws {
            let session = try await Window.all[0].openFirstDebtor(.withDemoData())
            try await session.press("p")
            try await session.waitFor(Shown.passwordDialog)
            try await session.fill("New user name", with: "jackson")
            try await session.resize(columns: 50, rows: 10)
            try await session.waitFor(Shown.tooSmall)
            try await session.resize(columns: 100, rows: 30)
            try await session.waitUntil("the name typed before") { $0.line(with: "New user name", "jackson") != nil }
        }

        @Test(arguments: Window.all)
        func showsItsKeys(in window: Window) async throws {
            let session = try await window.open(.withDemoData())
            try await session.press("?")
            try await session.waitFor("Keys", "Esc", "Edit")
            try await session.press("?")
            try await session.waitFor("DB0001")
        }

        @Test(arguments: [["NO_COLOR": "1"], ["TERM": "vt100"]])
        func needsNoColors(environment: [String: String]) async throws {
            let session = try await TmuxSession.balie(home: .withDemoData(), environment: environment)
            try await session.waitFor("DEMO", "DB0001", "[1 Debtors]")
            let colors = try await session.styledScreen().text.matches(
                of: /\u{1B}\[(?:[0-9]+;)*(?:[34][0-8]|9[0-7]|10[0-7])[;m]/)
            #expect(colors.isEmpty)
            try await session.press("2")
            try await session.waitFor("P002", "[2 Products]")
        }

        @Test func showsColorsWhereThereAreSome() async throws {
            let session = try await Window.all[0].open(.withDemoData())
            let colors = try await session.styledScreen().text.matches(
                of: /\u{1B}\[(?:[0-9]+;)*(?:[34][0-8]|9[0-7]|10[0-7])[;m]/)
            #expect(!colors.isEmpty)
        }

        @Test func takesNoPasteForKeys() async throws {
            let session = try await Window.all[0].open(.withDemoData())
            try await session.paste("jj2q\n")
            try await session.press("Down")
            try await session.waitFor(" 2/500", "[1 Debtors]")
        }

        @Test func pastesIntoAFilter() async throws {
            let session = try await Window.all[0].open(.withDemoData())
            try await session.press("/")
            try await session.paste("DB0143")
            try await session.waitUntil("one row") { $0.contains("DB0143") && !$0.contains("DB0001") }
        }

        @Test(arguments: ["e", "p", "a"])
        func givesTheReasonInAReadOnlySession(key: String) async throws {
            let home = try await TemporaryHome.withDemoData()
            let before = try home.defaultDatabase.snapshot()
            let session = try await TmuxSession.balie("--read-only", home: home)
            try await session.waitFor("READ-ONLY", "DB0001")
            try await session.press(key)
            try await session.waitFor(Shown.readOnlyReason, "DB0001")
            #expect(try home.defaultDatabase.snapshot() == before)
        }

        @Test func showsWhatAnotherConsoleChanged() async throws {
            let home = try await TemporaryHome.withDemoData()
            let watching = try await Window.all[0].open(home)
            try await watching.press("2")
            try await watching.waitUntil("the old price") { $0.line(with: "P002", "7.50") != nil }
            let working = try await Window.all[0].open(home)
            try await working.changePriceOfP002()
            try await watching.waitUntil("the new price") { $0.line(with: "P002", "50.75") != nil }
        }

        @Test func showsWhatACallChanged() async throws {
            let home = try await TemporaryHome.withDemoData()
            let watching = try await Window.all[0].open(home)
            try await watching.press("2")
            try await watching.waitUntil("the old price") { $0.line(with: "P002", "7.50") != nil }
            let answer = try await Answer.to(SeedCalls.editProduct, home: home)
            #expect(answer.outcome.exitCode == 0)
            try await watching.waitUntil("the new price") { $0.line(with: "P002", "50.75") != nil }
        }

        @Test func speaksDutch() async throws {
            let session = try await TmuxSession.balie("--language", "nl", home: .withDemoData())
            try await session.waitFor("DEMO  vol", "1 Debiteuren", "2 Produc", "3 Dienst", "4 Gebrui")
            try await session.press("2")
            // Dutch amounts have a comma.
            try await session.waitUntil("the price") { $0.line(with: "P002", "7,50") != nil }
            try await session.press("?")
            try await session.waitFor("Toetsen", "Product bewerken")
        }

        @Test func speaksDutchWhereTheLocaleDoes() async throws {
            let session = try await TmuxSession.balie(
                home: .withDemoData(), environment: ["LC_ALL": "", "LC_MESSAGES": "nl_NL.UTF-8"])
            try await session.waitFor("1 Debiteuren")
        }
    }
}
