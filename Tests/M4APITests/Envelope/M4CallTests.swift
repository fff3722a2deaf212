import BillingAPI
import BillingModel
import M4API
import Testing

/// Answers every action with the same result.
private struct FixedService: BillingService {
    var answers: [any Sendable] = []
    var error: APIError?

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        if let error { throw error }
        for case let answer as Action.Answer in answers { return answer }
        throw APIError(.failure, LocalizedText(verbatim: "No answer was prepared."))
    }
}

@Suite struct M4CallTests {
    private static let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"

    private func call(
        _ name: String, _ parameters: [String: String], unknown: UnknownParameters = .refused,
        service: FixedService = FixedService(answers: [UserUpdated()])
    ) async -> M4Call.Answered {
        let raw = parameters.sorted { $0.key < $1.key }.map { RawParameter($0.key, $0.value) }
        return await M4Call(name, raw, unknown: unknown).answer(from: service)
    }

    @Test func theSeedsRequestSucceeds() async {
        let outcome = await call(
            "user_details_update",
            ["u": "admin", "user_id": "3", "hidden": "1", "hash": "80ea571b1932bfecb937013966849154cb995e05"])
        #expect(outcome.error == nil)
        #expect(
            outcome.xml == Self.declaration
                + "<page><status><success>User was updated successfully</success></status></page>")
    }

    @Test func anUnknownCallIsNamed() async {
        let outcome = await call("user_fly", [:])
        #expect(
            outcome.error?.message.english
                == "Balie does not have the M4 call “user_fly”; it has users_get, user_details_get, user_details_raw_get, "
                + "user_details_update, user_delete, user_balance_get, user_simple_balance_get, user_balance_update, "
                + "user_login, user_logout, number_pools_get, exchange_rate_update."
        )
        #expect(outcome.xml.hasPrefix(Self.declaration + "<status><error>Balie does not have the M4 call “user_fly”;"))
    }

    /// Source: M4 reference, 1.1.
    static let names: [(older: String, call: String)] = [
        ("user_details", "user_details_get"), ("user_balance_change", "user_balance_update"),
        ("change_user_balance", "user_balance_update"),
        ("balance", "user_balance_get"), ("simple_balance", "user_simple_balance_get"), ("login", "user_login"),
        ("logout", "user_logout"),
    ]

    @Test(arguments: names) func anOlderNameIsUnderstood(older: String, call: String) {
        #expect(M4Call.action(named: older)?.call == call)
        #expect(M4Call.action(named: older.uppercased()) == nil)
    }

    @Test func noNameMeansTwoCalls() {
        let names = M4Call.actions.flatMap { [$0.call] + $0.aliases }
        #expect(Set(names).count == names.count)
    }

    static let refusals: [(parameters: [String: String], body: String)] = [
        (["user_id": "x"], "<page><status><error>User was not found</error></status></page>"),
        ([:], "<page><status><error>User was not found</error></status></page>"),
        (
            ["user_id": "3", "bm": "13", "by": "2026", "bd": "1"],
            """
            <page>
              <status>
                <error>User was not updated</error>
                <message>bm must be between 1 and 12</message>
              </status>
            </page>
            """
        ),
        (
            ["user_id": "3", "bm": "13", "by": "2026", "bd": "1", "blocked": "0"],
            """
            <page>
              <status>
                <error>User was not updated</error>
                <message>blocked: “0” is not one of 1, 2. bm must be between 1 and 12.</message>
              </status>
            </page>
            """
        ),
        (
            ["user_id": "3", "responsible_manager_id": "x"],
            """
            <page>
              <status>
                <error>Manager is invalid</error>
                <message>responsible_manager_id: “x” is not a whole number.</message>
              </status>
            </page>
            """
        ),
        (
            ["user_id": "3", "block_at": "2026-01-01"],
            """
            <page>
              <status>
                <error>User was not updated</error>
                <message>m4 user_details_update has no parameter “block_at” (did you mean by, bm, bd?).</message>
              </status>
            </page>
            """
        ),
    ]

    @Test(arguments: refusals) func refusedUpdatesSayWhy(parameters: [String: String], body: String) async {
        let outcome = await call("user_details_update", parameters)
        #expect(outcome.xml == Self.declaration + body)
        #expect(outcome.error?.kind == .invalidInput)
    }

    @Test func unknownParametersAreIgnoredAsOnTheWire() async {
        let outcome = await call("user_details_update", ["user_id": "3", "test": "1"], unknown: .ignored)
        #expect(outcome.error == nil)
    }

    static let shapes: [(call: String, body: String)] = [
        ("users_get", "<page><status><error>User was not found</error></status></page>"),
        ("user_details_raw_get", "<page><status><error>User was not found</error></status></page>"),
        ("user_details_update", "<page><status><error>User was not found</error></status></page>"),
        ("user_details_get", "<page><error>User was not found</error></page>"),
        ("user_delete", "<page><error>User was not found</error></page>"),
    ]

    @Test(arguments: shapes) func aMissingUserIsToldInTheCallsShape(name: String, body: String) async {
        let missing = APIError(.notFound, LocalizedText("There is no user 99.", "Er is geen gebruiker 99."))
        let outcome = await call(name, ["user_id": "99"], service: FixedService(error: missing))
        #expect(outcome.xml == Self.declaration + body)
        #expect(outcome.error == missing)
    }

    @Test func readOnlyIsAGateError() async throws {
        let service = ReadOnlyService(FixedService(answers: [UserUpdated()]))
        let outcome = await M4Call("user_details_update", [RawParameter("user_id", "3")]).answer(from: service)
        #expect(outcome.error?.kind == .readOnly)
        #expect(
            outcome.xml.hasPrefix(
                Self.declaration
                    + "<status>\n  <error>Access Denied</error>\n  <message>Edit user (m4 user_details_update)"))
    }

    /// Requests that are wrong before anybody is asked, with the vendor's words. Source: M4 reference, 6.2 and 9.
    static let ownWords: [(call: String, parameters: [String: String], body: String)] = [
        ("user_delete", ["user_id": "x"], "<page><error>User was not found</error></page>"),
        ("user_balance_get", [:], "<page><error>User was not found</error></page>"),
        ("user_simple_balance_get", [:], "<page><error>User was not found</error></page>"),
        ("user_balance_update", ["balance": "5"], "<page><error>User was not found</error></page>"),
        (
            "user_balance_update", ["user_id": "3", "balance": "5,50"],
            """
            <page>
              <error>User balance not updated</error>
              <message>balance: “5,50” is not a number such as 1250.75.</message>
            </page>
            """
        ),
        (
            "user_balance_update", ["user_id": "3"],
            """
            <page>
              <error>User balance not updated</error>
              <message>balance is required.</message>
            </page>
            """
        ),
        (
            "exchange_rate_update", ["currency": "EUR", "rate": "0"],
            "<page><status><error>Exchange rate is invalid</error></status></page>"
        ),
        (
            "exchange_rate_update", ["rate": "1.1"],
            "<page><status><error>Currency was not found</error></status></page>"
        ),
    ]

    @Test(arguments: ownWords) func eachCallRefusesInItsOwnWords(
        name: String, parameters: [String: String], body: String
    ) async {
        let outcome = await call(name, parameters)
        #expect(outcome.xml == Self.declaration + body)
    }

    @Test func aFailedStoreIsNoSuccess() async {
        let failure = APIError(.failure, LocalizedText("The disk is full.", "De schijf is vol."))
        let update = await call("user_details_update", ["user_id": "3"], service: FixedService(error: failure))
        #expect(update.xml.contains("<error>User was not updated</error>"))
        #expect(update.xml.contains("<message>The disk is full.</message>"))
        let list = await call("users_get", ["user_id": "all"], service: FixedService(error: failure))
        #expect(list.xml == Self.declaration + "<page><status><error>The disk is full.</error></status></page>")
    }
}
