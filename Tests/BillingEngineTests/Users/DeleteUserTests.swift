import BillingAPI
import BillingModel
import M4API
import Testing

@testable import BillingEngine

/// Source: M4 reference, 6.2 and 7.5.
@Suite struct DeleteUserTests {
    private static func page(_ error: String) -> String { "<page><error>\(error)</error></page>" }

    struct History: Sendable {
        var dids = 0
        var calls = 0
        var invoices = 0
        var payments = 0
        var words: String
    }

    static let histories = [
        History(dids: 2, words: "Cannot delete user - it has DIDs"),
        History(calls: 1250, words: "Cannot delete user - he has some calls"),
        History(invoices: 1, words: "Cannot delete User - he has Invoicess"),
        History(payments: 1, words: "Cannot delete user - he has some payments"),
        History(dids: 1, calls: 1, words: "Cannot delete user - it has DIDs"),
    ]

    @Test(arguments: histories) func whoHasAHistoryStays(_ history: History) async throws {
        let engine = try await TestEngine()
        try await engine.setHistory(
            of: 3, dids: history.dids, calls: history.calls, invoices: history.invoices, payments: history.payments)
        let before = try await engine.rows("SELECT * FROM m4_user").map(\.values)
        let outcome = await engine.m4("user_delete", ["user_id": "3"])
        #expect(outcome.xml.hasSuffix(Self.page(history.words)))
        #expect(try await engine.rows("SELECT * FROM m4_user").map(\.values) == before)
    }

    @Test func staffAreToldWhatStandsInTheWay() async throws {
        let engine = try await TestEngine()
        try await engine.setHistory(of: 3, dids: 2, payments: 1)
        let error = await engine.m4("user_delete", ["user_id": "3"]).error
        #expect(
            error?.sentences.map(\.english) == [
                "User companyx has DIDs (2) and cannot be deleted; hide the user instead.",
                "User companyx has payments (1) and cannot be deleted; hide the user instead.",
            ])
    }

    @Test func aUserWithoutHistoryIsGoneFromListsAndCounts() async throws {
        let engine = try await TestEngine(debtors: 40)
        try await engine.setHistory(of: 5)
        let name = try #require(try await engine.user(5)[User.username])
        let before = try await engine.service.send(BrowseUsers()).total ?? 0
        let outcome = await engine.m4("user_delete", ["user_id": "5"])
        #expect(outcome.xml.hasSuffix("<page><status>User deleted</status></page>"))
        #expect(try await engine.service.send(BrowseUsers()).total == before - 1)
        var search = BrowseUsers()
        search[BrowseUsers.searchFor] = name
        #expect(try await engine.service.send(search).rows.isEmpty)
        #expect(await engine.m4("user_delete", ["user_id": "5"]).xml.hasSuffix(Self.page("User was not found")))
    }

    @Test(arguments: ["0", "1", "99", "-1", "x", ""]) func onlyCustomersCanBeDeleted(user: String) async throws {
        let engine = try await TestEngine()
        let outcome = await engine.m4("user_delete", ["user_id": user])
        #expect(outcome.xml.hasSuffix(Self.page("User was not found")))
        #expect(try await engine.rows("SELECT id FROM m4_user").count == 4)
    }

    @Test(arguments: [
        "UPDATE m4_user SET responsible_manager_id = 4 WHERE id = 5", "UPDATE m4_user SET owner_id = 4 WHERE id = 5",
        "INSERT INTO m4_account (name, secret_file, manager_id, created) VALUES ('x', '/x', 4, '2026-01-01')",
    ]) func whoOthersPointAtStays(statement: String) async throws {
        let engine = try await TestEngine(debtors: 40)
        try await engine.setHistory(of: 4)
        try await engine.execute(statement)
        let error = try #require(await engine.m4("user_delete", ["user_id": "4"]).error)
        #expect(error.kind == .invalidInput)
        #expect(error.message.english.contains("cannot be deleted; hide the user instead."))
        #expect(try await engine.rows("SELECT id FROM m4_user WHERE id = 4").count == 1)
    }
}
