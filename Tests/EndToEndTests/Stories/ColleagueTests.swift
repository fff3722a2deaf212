import Foundation
import ProgramTesting
import Testing

extension SharedWorkTests {
    /// Two people on one record, and a line that takes an answer with it.
    @Suite struct ColleagueTests {
        @Test(arguments: Setting.all([.embedded, .hostFact, .weFact]))
        func aStaleFormShowsWhatAColleagueChanged(in setting: Setting) async throws {
            let office = try await setting.open()
            let (session, data) = (office.session, office.data)
            try await session.press("e")
            try await session.waitFor(Shown.editing)
            try await session.fill("City", with: "Mine")
            try await office.colleague("debtor", "edit", "Identifier=1", "City=Theirs")
            try await session.press("C-s")
            let page = try await session.waitFor("[ Go on ]", "( ) Theirs", "( ) Mine")
            #expect(page.line(with: "Changed by ", ": City")?.contains("@") == true, "\(page.framed)")
            #expect(try data.value("SELECT City FROM debtor WHERE Identifier = 1") == "Theirs")

            // Mine is kept.
            try await session.press("Right", "Enter")
            try await session.waitFor("(*) Mine")
            try await session.press("Right", "Enter")
            let review = try await session.waitFor(Shown.review, "[ Send ")
            #expect(review.shows("City", changedFrom: "Theirs", to: "Mine"), "\(review.framed)")
            try await session.send()
            try await session.waitUntil("the change in the database") { _ in
                (try? data.value("SELECT City FROM debtor WHERE Identifier = 1")) == "Mine"
            }
        }

        @Test(arguments: Setting.all([.embedded, .m4]))
        func aStaleUserFormShowsWhatAColleagueChanged(in setting: Setting) async throws {
            let office = try await setting.open()
            let (session, data) = (office.session, office.data)
            try await office.showUsers()
            let id = try #require(
                try data.value("SELECT id FROM m4_user ORDER BY username LIMIT 1"))
            try await session.press("e")
            try await session.waitFor(Shown.editing)
            try await session.fill("City", with: "Mine")
            try await office.colleague("m4", "user_details_update", "user_id=\(id)", "city=Theirs")
            try await session.press("C-s")
            try await session.waitFor("[ Go on ]", "( ) Theirs", "( ) Mine")
        }

        /// Two consoles on one file, each of a person of their own.
        @Test(arguments: Window.all) func twoAtOneFormSeeEachOther(in window: Window) async throws {
            let home = try await TemporaryHome.withDemoData()
            let (anna, data) = (try await window.open(home), home.defaultDatabase)
            let bob = try await window.start(try TemporaryHome(), "--database", data.url)
            try await bob.waitFor("DB0001", "1/500")
            try await anna.press("e")
            try await anna.waitFor(Shown.editing)
            try await anna.fill("Website", with: "https://mine.example")
            try await bob.press("e")
            try await bob.waitFor(Shown.editing, "has this open since")
            try await anna.waitFor("has this open since")

            try await bob.fill("City", with: "Theirs")
            try await bob.review()
            try await bob.send()
            let seen = try await anna.waitFor("Changed by ", ": City")
            #expect(seen.line(with: "Changed by ")?.contains("@") == true, "\(seen.framed)")
            try await anna.waitUntilGone("has this open since")
            #expect(try await anna.screen().contains("https://mine.example"))
        }

        /// The server is stopped before the write and wakes after its time: the answer is lost, the change is not.
        @Test(arguments: Setting.all([.hostFact, .weFact]))
        func aLostAnswerIsNoRefusalAndIsReadAgain(in setting: Setting) async throws {
            let office = try await setting.open(timeout: 4)
            let (session, server) = (office.session, try #require(office.server))
            try await session.press("e")
            try await session.waitFor(Shown.editing)
            try await session.fill("City", with: "Leiden")
            try await session.review()
            kill(server.program.processID, SIGSTOP)
            defer { kill(server.program.processID, SIGCONT) }
            try await session.press("Right", "Enter")
            try await session.waitFor("It is unknown whether this took effect", "[ Read again ]")

            kill(server.program.processID, SIGCONT)
            try await session.waitUntil("the change in the database") { _ in
                (try? office.data.value("SELECT City FROM debtor WHERE Identifier = 1")) == "Leiden"
            }
            try await session.press("Right", "Enter")
            try await session.waitFor("It took effect")
        }
    }
}
