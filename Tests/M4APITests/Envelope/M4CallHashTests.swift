import BillingAPI
import M4API
import Testing

/// The vectors of the M4 reference, 5.3 and 5.4, as the hashes of declared calls.
@Suite struct M4CallHashTests {
    static let vectors: [(name: String, call: String, parameters: [String: String], key: String, hash: String)] = [
        ("V8", "user_details_get", ["user_id": "123"], "456789", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"),
        (
            "V10", "user_balance_update", ["user_id": "123", "balance": "100", "u": "admin"], "456789",
            "b1bef44691c237b574263e09b2838ad1e658e507"
        ),
        (
            "V11", "exchange_rate_update", ["currency": "AMD", "rate": "45.5", "u": "admin"], "secret",
            "cd4e5e92a0fe326d6f5c1d40a7952bb4442e1b5d"
        ),
        ("V13", "number_pools_get", ["u": "admin"], "secret", "e5e9fa1ba31ecd1ae84f75caaa474f3a663f05f4"),
        (
            "C1", "user_details_update", ["u": "admin", "user_id": "3"], "secret",
            "09574460be862d62efd300117fcee3328a10b48a"
        ),
        ("C2", "users_get", ["u": "admin", "user_id": "all"], "secret", "e5b3518a732c844213f982e8c633f4707a087aee"),
        (
            "C3", "user_details_update", ["u": "manager", "user_id": "42"], "secret",
            "accd062e181836c5556b215c7d0e6caf69a7edc8"
        ),
        ("C4", "user_delete", ["user_id": "12", "u": "admin"], "456789", "6be22b17ab152c8f94350f08c0389fc303bc872c"),
        ("C5", "user_details_get", ["username": "username"], "456789", "17ab579bbc0618f886ffa513310439562dbe6a61"),
        (
            "C6", "user_details_get", ["user_id": "123", "username": "username"], "456789",
            "d5b0cf9d3719b5c1fd926ede81c4da86463912f1"
        ),
        ("C7", "user_balance_get", ["username": "USERNAME"], "secret", "092a5ce23f76cfe5c72802cfbc75542de437c94e"),
        (
            "C8", "user_balance_get", ["username": "USERNAME", "currency": "EUR", "user_currency": "1"], "secret",
            "e7348761041b19de46d9c63aa281a817364fcada"
        ),
        (
            "C10", "user_login", ["u": "username", "p": "password"], "456789",
            "f20acdd669f004fdcdd11f4390173af8b372479c"
        ),
        ("C11", "user_logout", ["u": "username"], "456789", "df2983700ffecb52e6649f0cb3981b66537083a4"),
        (
            "C12", "user_login", ["u": "jürgen", "p": "päss wörd+&%"], "secret",
            "ebdad53220b282b0d2ea1d8596198a28c33ffbcf"
        ),
        ("C13", "users_get", ["u": "admin", "user_id": "15"], "secret", "3cfc1772c923f7dd60f5d692c8595fef51bd5275"),
        ("C13", "users_get", ["u": "admin1", "user_id": "5"], "secret", "3cfc1772c923f7dd60f5d692c8595fef51bd5275"),
    ]

    @Test(arguments: vectors) func aCallHasItsDocumentedHash(
        name: String, call: String, parameters: [String: String], key: String, hash: String
    ) throws {
        let type = try #require(M4Call.action(named: call))
        let raw = parameters.sorted { $0.key > $1.key }.map { RawParameter($0.key, $0.value) }
        #expect(M4Hash.hash(of: type, parameters: raw, key: key) == hash, "\(name)")
        #expect(try sent(type, raw, key) == hash, "\(name)")
    }

    /// The hash as a client computes it, from checked arguments.
    private func sent<Action: M4Action>(_ type: Action.Type, _ raw: [RawParameter], _ key: String) throws -> String {
        var caller = ""
        for parameter in raw where parameter.name == "u" {
            if case .text(let text) = parameter.value { caller = text }
        }
        return M4Hash.hash(of: try Action(parsing: raw), caller: caller, key: key)
    }
}
