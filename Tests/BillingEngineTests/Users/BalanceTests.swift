import BillingAPI
import BillingModel
import Foundation
import M4API
import Testing

@testable import BillingEngine

/// Source: M4 reference, 9.1 to 9.3 and 10.1.
@Suite struct BalanceTests {
    private static let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"

    /// The demo's user has 12.50 USD and euros for currency, of which a dollar is worth 0.92.
    @Test(arguments: [
        ([:], "<page><balance>12.5</balance></page>"), (["currency": "EUR"], "<page><balance>11.5</balance></page>"),
        (["currency": "USD"], "<page><balance>12.5</balance></page>"),
        (["currency": "USER"], "<page><balance>11.5</balance></page>"),
        (["user_currency": "0", "currency": "TRY"], "<page><balance>518.75</balance></page>"),
        (
            ["user_currency": "1", "currency": "TRY"],
            "<page>\n  <balance>11.5</balance>\n  <currency>EUR</currency>\n</page>"
        ),
        (["currency": "eur"], "<page><error>currency: there is no currency “eur”.</error></page>"),
        (["username": "nobody"], "<page><error>User was not found</error></page>"),
        (["username": "admin"], "<page><error>User was not found</error></page>"),
    ]) func aBalanceIsReadInTheCurrencyAskedFor(given: [String: String], body: String) async throws {
        let engine = try await TestEngine()
        let outcome = await engine.m4("user_balance_get", given.merging(["username": "companyx"]) { own, _ in own })
        #expect(outcome.xml == Self.declaration + body)
    }

    @Test(arguments: [
        (["id": "3"], "12.5"), (["id": "3", "currency": "EUR"], "11.5"),
        (["id": "99"], declaration + "<page><error>User was not found</error></page>"),
        (["id": "0"], declaration + "<page><error>User was not found</error></page>"),
        (["id": "f00d"], declaration + "<page><error>User was not found</error></page>"),
    ]) func aSimpleBalanceHasNoTags(given: [String: String], body: String) async throws {
        #expect(await (try await TestEngine()).m4("user_simple_balance_get", given).xml == body)
    }

    @Test func readingCanBeSwitchedOff() async throws {
        let engine = try await TestEngine()
        let calls = [("user_balance_get", ["username": "companyx"]), ("user_simple_balance_get", ["id": "3"])]
        for (value, isOn) in [("1", true), ("0", false)] {
            try await engine.execute(
                """
                INSERT INTO installation (name, value) VALUES ('allow_balance_reading', '\(value)')
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """)
            for (call, parameters) in calls {
                let outcome = await engine.m4(call, parameters)
                #expect((outcome.error == nil) == isOn, "\(call)")
                if isOn { continue }
                #expect(outcome.xml == Self.declaration + "<page><error>Feature disabled</error></page>")
            }
        }
    }

    @Test(arguments: [("100", "100"), ("-7.250", "-7.25"), ("0", "0")])
    func theBalanceGivenIsTheNewOne(given: String, stored: String) async throws {
        let engine = try await TestEngine()
        let outcome = await engine.m4("user_balance_update", ["user_id": "3", "balance": given])
        #expect(
            outcome.xml == Self.declaration + """
                <page>
                  <page>
                    <status>User balance updated</status>
                    <user>
                      <username>companyx</username>
                      <id>3</id>
                      <balance>\(stored)</balance>
                    </user>
                  </page>
                </page>
                """)
        #expect(try await engine.user().text(User.balance) == stored)
    }

    @Test(arguments: ["", "12,5", "1e3", "9999999999", "x"])
    func whatIsNoBalanceChangesNothing(given: String) async throws {
        let engine = try await TestEngine()
        let outcome = await engine.m4("user_balance_update", ["user_id": "3", "balance": given])
        #expect(outcome.xml.contains("<error>User balance not updated</error>\n  <message>balance"))
        #expect(try await engine.user().text(User.balance) == "12.5")
    }

    @Test(arguments: ["0", "1", "99"]) func onlyCustomersHaveABalanceToChange(user: String) async throws {
        let outcome = await (try await TestEngine()).m4("user_balance_update", ["user_id": user, "balance": "1"])
        #expect(outcome.xml == Self.declaration + "<page><error>User was not found</error></page>")
    }

    // MARK: exchange_rate_update

    @Test func aNewRateHoldsAtOnce() async throws {
        let engine = try await TestEngine()
        let outcome = await engine.m4("exchange_rate_update", ["currency": "EUR", "rate": "0.5"])
        #expect(
            outcome.xml == Self.declaration
                + "<page><status><success>Currency successfully updated</success></status></page>")
        let balance = await engine.m4("user_balance_get", ["username": "companyx", "currency": "EUR"])
        #expect(balance.xml.contains("<balance>6.25</balance>"))
    }

    @Test(arguments: [
        ("AMD", "45.5", "Currency was not found"), ("eur", "2", "Currency was not found"),
        ("", "2", "Currency was not found"), ("EUR", "0", "Exchange rate is invalid"),
        ("EUR", "0.00", "Exchange rate is invalid"), ("EUR", "-1", "Exchange rate is invalid"),
        ("EUR", "x", "Exchange rate is invalid"), ("USD", "2", "Exchange rate is invalid"),
    ]) func whatIsNoRateChangesNothing(currency: String, rate: String, words: String) async throws {
        let engine = try await TestEngine()
        let before = try await engine.rows("SELECT * FROM m4_currency").map(\.values)
        let outcome = await engine.m4("exchange_rate_update", ["currency": currency, "rate": rate])
        #expect(outcome.xml == Self.declaration + "<page><status><error>\(words)</error></status></page>")
        #expect(try await engine.rows("SELECT * FROM m4_currency").map(\.values) == before)
    }

    // MARK: number_pools_get

    @Test func numberPoolsAreListedByTheirId() async throws {
        let engine = try await TestEngine()
        let all = try await engine.service.send(ListNumberPools()).pools
        #expect(all.map(\.id) == [1, 2, 3])
        #expect(all.first == NumberPool(id: 1, name: "Blocked callers"))
        let one = await engine.m4("number_pools_get", ["number_pool_id": "2"]).xml
        #expect(
            one == Self.declaration + """
                <page>
                  <status>
                    <number_pools>
                      <number_pool>
                        <id>2</id>
                        <name>Premium numbers</name>
                        <comment></comment>
                        <owner_id>0</owner_id>
                      </number_pool>
                    </number_pools>
                  </status>
                </page>
                """)
        let none = await engine.m4("number_pools_get", ["number_pool_id": "99"]).xml
        #expect(none == Self.declaration + "<page><status><number_pools></number_pools></status></page>")
    }
}
