import Foundation
import ProgramTesting
import Testing

extension UnsentWorkTests {
    /// What is typed outlives the console, however that ends.
    @Suite struct DraftTests {
        enum Death: String, CaseIterable, Sendable {
            case killed, told, lineIsLost

            func come(to session: TmuxSession) async throws {
                switch self {
                case .killed: try await session.signal(SIGKILL)
                case .told: try await session.signal(SIGTERM)
                case .lineIsLost: try await session.hangUp()
                }
                try await session.waitForExit()
            }
        }

        @Test(arguments: Death.allCases, [Window.all[0]])
        func textIsOfferedByTheNextConsoleAndGoesWhenItWasSent(_ death: Death, _ window: Window) async throws {
            let home = try await TemporaryHome.withDemoData()
            let session = try await window.open(home)
            try await session.press("e")
            try await session.waitFor(Shown.debtorForm)
            try await session.fill("City", with: "Breda")
            try await session.waitUntil("the text") { $0.line(with: "*City", "Breda") != nil }
            // Nothing warns a console that is killed.
            if death == .killed { try await home.waitForDraft(holding: "\"City\" : \"Breda\"") }
            try await death.come(to: session)
            #expect(try home.drafts().map { $0.contains("\"City\" : \"Breda\"") } == [true])
            #expect(try home.modeOfDrafts() == 0o700)

            let next = try await window.start(home)
            try await next.waitFor("One form was left with text that was not sent")
            try await next.press("e")
            try await next.waitFor("Typed here and not sent", "+ Breda", "[ Go on with it ]")
            try await next.press("Enter")
            try await next.waitUntilGone("[ Go on with it ]")
            try await next.focus("City")
            try await next.waitUntil("the text") { $0.line(with: "*City", "Breda") != nil }
            try await next.review()
            try await next.send()
            try await next.waitFor("is changed")
            #expect(try home.defaultDatabase.value("SELECT City FROM debtor WHERE Identifier = 1") == "Breda")
            try await home.waitForDrafts(0)
            try await next.press("q")
            #expect(try await next.waitForExit() == 0)
        }

        @Test func secretIsInNoFileThatAConsoleLeaves() async throws {
            let home = try await TemporaryHome.withDemoData()
            let session = try await Window.all[0].openFirstDebtor(home)
            try await session.press("p")
            try await session.waitFor(Shown.passwordDialog)
            try await session.fill("New user name", with: "otter")
            try await session.fill(Shown.temporaryPassword, with: "sunny-otter-42")
            try await session.waitUntil("the password") {
                $0.line(with: "*Temporary password", String(repeating: "•", count: 14)) != nil
            }
            try await session.signal(SIGTERM)
            try await session.waitForExit()
            let drafts = try home.drafts()
            #expect(drafts.count == 1 && drafts.allSatisfy { $0.contains("\"otter\"") && !$0.contains("sunny") })
            for case let name as String in try #require(FileManager.default.enumerator(atPath: home / "state")) {
                let content = FileManager.default.contents(atPath: "\(home / "state")/\(name)") ?? Data()
                #expect(content.range(of: Data("sunny-otter".utf8)) == nil, "\(name)")
            }
        }

        /// Where nothing can be written work goes on, and whoever would lose something is asked.
        @Test func consoleThatCanKeepNothingSaysSoOnceAndWorksOn() async throws {
            let home = try await TemporaryHome.withDemoData()
            let session = try await TmuxSession.balie(
                home: home, environment: ["XDG_STATE_HOME": "/proc/nowhere", "TERM": "screen-256color"])
            try await session.waitFor("DB0001", "1/500")
            try await session.press("e")
            try await session.waitFor(Shown.debtorForm)
            try await session.fill("City", with: "Breda")
            try await session.waitFor("What you type is kept until Balie is left")
            try await session.press("Escape")
            try await session.waitUntilGone(Shown.debtorForm)
            try await session.press("q")
            try await session.waitFor("typed and not sent")
            try await session.press("Enter")
            try await session.waitUntilGone("It is lost when you leave")
            try await session.press("e")
            try await session.waitFor(Shown.debtorForm)
            try await session.focus("City")
            try await session.waitUntil("the text") { $0.line(with: "*City", "Breda") != nil }
            try await session.review()
            try await session.send()
            try await session.waitFor("is changed")
            try await session.press("q")
            #expect(try await session.waitForExit() == 0)
        }
    }
}

extension TemporaryHome {
    private var draftFolder: String { self / "state/balie/drafts" }

    /// The drafts' files, as they are written.
    func drafts() throws -> [String] {
        guard FileManager.default.fileExists(atPath: draftFolder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: draftFolder).filter { $0.hasSuffix(".json") }
            .compactMap { try? String(contentsOfFile: "\(draftFolder)/\($0)", encoding: .utf8) }
    }

    fileprivate func modeOfDrafts() throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: draftFolder)[.posixPermissions] as? Int
    }

    func waitForDraft(holding text: String) async throws {
        try await wait("a draft with \(text)") { try drafts().contains { $0.contains(text) } }
    }

    fileprivate func waitForDrafts(_ count: Int) async throws {
        try await wait("\(count) drafts") { try drafts().count == count }
    }

    private func wait(_ what: String, until isReached: () throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(180)
        while try !isReached() {
            guard .now < end else { throw DriverError("\(what) did not come: \(try drafts())") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
