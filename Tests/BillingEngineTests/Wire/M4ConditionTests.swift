import BillingAPI
import BillingModel
import M4API
import SQLStore
import Testing

@testable import BillingEngine

/// The same conditions on M4's wire, with M4's documents.
@Suite struct M4ConditionTests {
    private static let key = WireHeader("Idempotency-Key", "a")
    private static let update = "user_id=3&city=Ede"

    @Test func aUserThatWasReadMayBeChangedOnce() async throws {
        let engine = try await TestEngine()
        let script = Script(engine.service)
        let read = await script.m4("user_details_raw_get", "user_id=3")
        let tag = try #require(read.tag)
        #expect(await script.m4("user_details_update", Self.update, [tag]).status == 200)
        let refused = await script.m4("user_details_update", "user_id=3&city=Breda", [tag])
        #expect(refused.status == 412)
        let document = try M4Element(parsing: refused.body)
        #expect(document.first("error")?.text == "User was not updated")
        #expect(
            document.first("message")?.text
                == "The record has been changed meanwhile; nothing was stored. Read it again before repeating.")
        #expect(try await engine.rows("SELECT city FROM m4_user WHERE id = 3").first?.text(0) == "Ede")
    }

    @Test func callsDoNotChangeTheTag() async throws {
        let engine = try await TestEngine()
        let script = Script(engine.service)
        let before = await script.m4("user_details_raw_get", "user_id=3")
        try await engine.store.write { try $0.execute(SQLQuery("UPDATE m4_user SET balance = '7' WHERE id = 3")) }
        let after = await script.m4("user_details_raw_get", "user_id=3")
        #expect(before.text != after.text)
        #expect(before.tag == after.tag)
    }

    @Test(arguments: [("users_get", "user_id=all"), ("users_get", "user_id=3"), ("user_details_update", update)])
    func otherAnswersHaveNoTag(call: String, form: String) async throws {
        #expect(await Script(try await TestEngine()).m4(call, form).tag == nil)
    }

    @Test func anUnknownUserIsInNoState() async throws {
        let script = Script(try await TestEngine())
        let answer = await script.m4("user_details_update", "user_id=99&city=Ede", [WireHeader("If-Match", "*")])
        #expect(answer.status == 412)
        #expect(try M4Element(parsing: answer.body).first("error")?.text == "User was not found")
    }

    @Test func aRepetitionHasTheSameAnswerAndDoesNothing() async throws {
        let engine = try await TestEngine()
        let script = Script(engine.service)
        let first = await script.m4("user_details_update", Self.update, [Self.key])
        _ = await script.m4("user_details_update", "user_id=3&city=Breda")
        let second = await script.m4("user_details_update", Self.update, [Self.key])
        #expect(second.text == first.text)
        #expect(second.headers["Idempotency-Replayed"] == "true")
        #expect(try await engine.rows("SELECT city FROM m4_user WHERE id = 3").first?.text(0) == "Breda")
    }

    @Test func aUserThatWasChangedMeanwhileIsNotDeleted() async throws {
        let engine = try await TestEngine()
        try await engine.setHistory(of: 3)
        let script = Script(engine.service)
        let tag = try #require(await script.m4("user_details_raw_get", "user_id=3").tag)
        _ = await script.m4("user_details_update", Self.update)
        #expect(await script.m4("user_delete", "user_id=3", [tag]).status == 412)
        let current = try #require(await script.m4("user_details_raw_get", "user_id=3").tag)
        #expect(await script.m4("user_delete", "user_id=3", [current]).text.contains("User deleted"))
    }

    @Test(arguments: [
        ("user_balance_update", "user_id=3&balance=7.5"), ("user_delete", "user_id=3"),
        ("user_logout", "u=companyx"), ("exchange_rate_update", "currency=EUR&rate=0.95"),
    ]) func everyOtherWriteIsRepeatedAlike(call: String, form: String) async throws {
        let engine = try await TestEngine()
        try await engine.setHistory(of: 3)
        let script = Script(engine.service)
        let first = await script.m4(call, form, [Self.key])
        let second = await script.m4(call, form, [Self.key])
        #expect(!first.text.contains("error") && !first.text.contains("failed"))
        #expect(second.text == first.text)
        #expect(second.headers["Idempotency-Replayed"] == "true")
    }

    @Test func theSameKeyForAnotherUserIsRefused() async throws {
        let script = Script(try await TestEngine(debtors: 100))
        _ = await script.m4("user_details_update", Self.update, [Self.key])
        let refused = await script.m4("user_details_update", "user_id=4&city=Ede", [Self.key])
        #expect(refused.status == 422)
        #expect(
            try M4Element(parsing: refused.body).first("message")?.text
                == "This Idempotency-Key was used for another request; nothing was changed. Choose a new one.")
    }

    @Test func aMalformedHeaderIsRefusedInM4sWords() async throws {
        let script = Script(try await TestEngine())
        let answer = await script.m4("user_details_update", Self.update, [WireHeader("If-Match", "x")])
        #expect(answer.status == 200)
        let document = try M4Element(parsing: answer.body)
        #expect(document.first("error")?.text == "User was not updated")
        #expect(document.first("message")?.text.hasPrefix("If-Match takes tags in double quotes") == true)
    }
}
