import Foundation
import PostgresTesting
import ProgramTesting
import Testing

extension SharedWorkTests {
    /// Two people on the database of a server.
    @Suite(.enabled(if: TestDatabase.hasServer, "There is no PostgreSQL server."))
    struct ServerDatabaseTests {
        @Test(arguments: Window.utf8)
        func whatAColleagueChangesIsToldAndNeverOverwritten(in window: Window) async throws {
            let database = try await TestDatabase.onServer()
            let home = try TemporaryHome()
            _ = try await balie(home, "demo", "--debtors", "40", "--database", database.url)
            let session = try await window.start(home, "--database", database.url)
            try await session.waitFor("DB0001", "1/40")

            try await colleague(database, "CompanyName=Bakkerij Nieuw")
            try await session.waitFor("Bakkerij Nieuw")

            try await session.press("e")
            try await session.waitFor(Shown.editing)
            try await session.fill("City", with: "Mine")
            try await colleague(database, "City=Theirs")
            try await session.press("C-s")
            try await session.waitFor("[ Go on ]", "( ) Theirs", "( ) Mine")
            #expect(try await city(database) == "Theirs")

            // Mine is kept.
            try await session.press("Right", "Enter")
            try await session.waitFor("(*) Mine")
            try await session.press("Right", "Enter")
            let review = try await session.waitFor(Shown.review, "[ Send ")
            #expect(review.shows("City", changedFrom: "Theirs", to: "Mine"), "\(review.framed)")
            try await session.send()
            try await session.waitFor("is changed")
            #expect(try await city(database) == "Mine")
        }

        private func colleague(_ database: TestDatabase, _ change: String) async throws {
            _ = try await balie(
                try TemporaryHome(), "call", "--database", database.url, "debtor", "edit", "Identifier=1", change)
        }

        private func city(_ database: TestDatabase) async throws -> String? {
            let answer = try await balie(
                try TemporaryHome(), "call", "--database", database.url, "debtor", "show", "Identifier=1")
            return answer.firstMatch(of: #/"City": *"([^"]*)"/#).map { String($0.1) }
        }

        private func balie(_ home: TemporaryHome, _ words: String...) async throws -> String {
            let outcome = try await run(Balie.path(), words, environment: home.environment)
            guard outcome.exitCode == 0 else { throw DriverError("\(words): \(outcome.output)\(outcome.errors)") }
            return outcome.output
        }
    }
}
