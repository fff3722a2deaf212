import BillingAPI
import M4API
import Testing

/// The vectors of the M4 reference, 5.3 and 5.4, by their numbers.
@Suite struct M4HashTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        var name: String
        var values: [String]
        var key: String
        var hash: String
        var testDescription: String { name }

        init(_ name: String, _ values: [String], _ key: String, _ hash: String) {
            (self.name, self.values, self.key, self.hash) = (name, values, key, hash)
        }
    }

    static let reproduced = [
        Vector("V1", ["admin", "5"], "secret", "80ea571b1932bfecb937013966849154cb995e05"),
        Vector("V3", ["admin", "admin1"], "secret", "c420ef706a02e6449994b7575b25ef5f74cc722b"),
        Vector("V5", ["123"], "456789", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"),
        Vector("V9", [], "123456789", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"),
        Vector("V10", ["123", "100"], "456789", "b1bef44691c237b574263e09b2838ad1e658e507"),
        Vector("V11", ["AMD", "45.5"], "secret", "cd4e5e92a0fe326d6f5c1d40a7952bb4442e1b5d"),
        Vector("V12", ["2"], "456789", "d674ef6e3ceb3145e825709ac2233c710db15af8"),
        Vector("V13", [], "secret", "e5e9fa1ba31ecd1ae84f75caaa474f3a663f05f4"),
        Vector(
            "V14", ["123", "1252454580", "answered"], "Very Sercet Key",
            "b93c35d5c6183288322122561a3da7e09abb63b7"),
        Vector("V15", ["6"], "456789", "67df827dec80a7241fb3fc4de22a90e62c5e8d93"),
        Vector("V16", ["3"], "1", "632667547e7cd3e0466547863e1207a8c0c0c549"),
        Vector("V17", ["100"], "456789", "71516eea4850f7e0300ac86adf9fb64bca845aa7"),
        Vector("C1", ["admin", "3"], "secret", "09574460be862d62efd300117fcee3328a10b48a"),
        Vector("C2", ["admin", "all"], "secret", "e5b3518a732c844213f982e8c633f4707a087aee"),
        Vector("C3", ["manager", "42"], "secret", "accd062e181836c5556b215c7d0e6caf69a7edc8"),
        Vector("C4", ["12"], "456789", "6be22b17ab152c8f94350f08c0389fc303bc872c"),
        Vector("C5", ["username"], "456789", "17ab579bbc0618f886ffa513310439562dbe6a61"),
        Vector("C6", ["123", "username"], "456789", "d5b0cf9d3719b5c1fd926ede81c4da86463912f1"),
        Vector("C7", ["USERNAME"], "secret", "092a5ce23f76cfe5c72802cfbc75542de437c94e"),
        Vector("C8", ["USERNAME", "EUR"], "secret", "e7348761041b19de46d9c63aa281a817364fcada"),
        Vector("C9", ["2", "96", "USD"], "456789", "b03b6daebfe471303e8f89b73881a22662ad25b6"),
        Vector("C10", ["username", "password"], "456789", "f20acdd669f004fdcdd11f4390173af8b372479c"),
        Vector("C11", [], "456789", "df2983700ffecb52e6649f0cb3981b66537083a4"),
        Vector("C12", ["jürgen", "päss wörd+&%"], "secret", "ebdad53220b282b0d2ea1d8596198a28c33ffbcf"),
        Vector("C13 first", ["admin", "15"], "secret", "3cfc1772c923f7dd60f5d692c8595fef51bd5275"),
        Vector("C13 second", ["admin1", "5"], "secret", "3cfc1772c923f7dd60f5d692c8595fef51bd5275"),
    ]

    /// Printed beside a request that they do not belong to.
    static let stale = [
        Vector("V2", ["admin", "3"], "secret", "80ea571b1932bfecb937013966849154cb995e05"),
        Vector("V4", ["admin", "all"], "secret", "c420ef706a02e6449994b7575b25ef5f74cc722b"),
        Vector("V6 name", ["username"], "456789", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"),
        Vector("V6 both", ["123", "username"], "456789", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"),
        Vector("V7", ["12"], "456789", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"),
        Vector("V9 key", [], "456789", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"),
        Vector("V17 caller", ["admin"], "456789", "71516eea4850f7e0300ac86adf9fb64bca845aa7"),
    ]

    @Test(arguments: reproduced) func reproducesTheVector(_ vector: Vector) {
        #expect(M4Hash.hash(vector.values, key: vector.key) == vector.hash)
    }

    @Test(arguments: stale) func doesNotMatchTheStaleSample(_ vector: Vector) {
        #expect(!M4Hash.matches(vector.hash, M4Hash.hash(vector.values, key: vector.key)))
    }

    @Test func anUpdateHashesCallerAndUserButNoDetail() {
        var update = UpdateUserDetails(3)
        update[User.isHidden] = true
        #expect(
            M4Hash.hash(of: update, caller: "admin", key: "secret") == "09574460be862d62efd300117fcee3328a10b48a")
    }

    @Test func aListHashesTheWordAll() {
        var list = ListUsers()
        list[ListUsers.user] = ListUsers.all
        #expect(M4Hash.hash(of: list, caller: "admin", key: "secret") == "e5b3518a732c844213f982e8c633f4707a087aee")
    }

    @Test func readingAUserHashesLikeTheVendorsSample() {
        #expect(
            M4Hash.hash(of: ReadUser(5), caller: "admin", key: "secret")
                == "80ea571b1932bfecb937013966849154cb995e05")
    }

    @Test func detailsHashWhatIsSentButNotTheCaller() {
        var show = ShowUser()
        show[User.username] = "username"
        #expect(M4Hash.hash(of: show, caller: "admin", key: "456789") == "17ab579bbc0618f886ffa513310439562dbe6a61")
        show[User.id] = 123
        #expect(M4Hash.hash(of: show, caller: "admin", key: "456789") == "d5b0cf9d3719b5c1fd926ede81c4da86463912f1")
    }

    @Test func arrivedParametersAreHashedAsTheyStandInAnyOrder() {
        let parameters = [
            RawParameter("hidden", "1"), RawParameter("user_id", "03"), RawParameter("test", "1"),
            RawParameter("u", "admin"),
        ]
        #expect(
            M4Hash.hash(of: UpdateUserDetails.self, parameters: parameters, key: "secret")
                == M4Hash.hash(["admin", "03"], key: "secret"))
    }

    @Test(arguments: [
        ("09574460be862d62efd300117fcee3328a10b48a", true), ("09574460BE862D62EFD300117FCEE3328A10B48A", true),
        ("09574460be862d62efd300117fcee3328a10b48b", false), ("09574460be862d62efd300117fcee3328a10b48", false),
        ("", false), ("09574460be862d62efd300117fcee3328a10b48a0", false),
        ("é9574460be862d62efd300117fcee3328a10b48", false),
    ]) func comparesWholeHashesInEitherCase(given: String, matches: Bool) {
        #expect(M4Hash.matches(given, "09574460be862d62efd300117fcee3328a10b48a") == matches)
    }
}
