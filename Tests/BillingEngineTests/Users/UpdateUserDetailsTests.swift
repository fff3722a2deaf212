import BillingAPI
import BillingModel
import M4API
import Testing

@testable import BillingEngine

extension TestEngine {
    /// Calls M4 by names, as a vendor's client does.
    func m4(_ call: String, _ parameters: [String: String]) async -> M4Call.Answered {
        let raw = parameters.sorted { $0.key < $1.key }.map { RawParameter($0.key, $0.value) }
        return await M4Call(call, raw, unknown: .refused).answer(from: service)
    }

    /// Updates user 3 and gives the refusal's words; nil when it was done.
    func update(_ parameters: [String: String], user: String = "3") async -> String? {
        await m4("user_details_update", parameters.merging(["user_id": user]) { own, _ in own }).error?.sentences
            .map(\.english).joined(separator: " ")
    }

    func user(_ id: Int = 3) async throws(APIError) -> Record<User> { try await service.send(ReadUser(id)).user }
}

/// The rules of the M4 reference, section 8, and the engine's part of its test list, section 13.
@Suite struct UpdateUserDetailsTests {
    private static let success =
        #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
        + "<page><status><success>User was updated successfully</success></status></page>"

    @Test func theSeedsExampleRunsAsPrinted() async throws {
        let engine = try await TestEngine()
        let outcome = await engine.m4(
            "user_details_update",
            ["u": "admin", "user_id": "3", "hidden": "1", "hash": "80ea571b1932bfecb937013966849154cb995e05"])
        #expect(outcome.xml == Self.success)
        #expect(await engine.m4("users_get", ["user_id": "3"]).xml.contains("<hidden>1</hidden>"))
    }

    /// A valid value for each field, none of them the one it has.
    private static let everything: [String: String] = [
        "currency_id": "3", "call_limit": "30", "hidden": "1", "responsible_manager_id": "2",
        "hide_non_answered_calls": "1", "blocked": "1", "by": "2027", "bm": "3", "bd": "31",
        "block_conditional_use": "1", "vat_number": "DE1", "language": "de", "clientid": "HRB 1",
        "first_name": "ACME", "last_name": "Telecom", "accounting_number": "A1", "agreement_number": "B2",
        "ay": "2024", "am": "2", "ad": "29", "taxation_country": "3", "address": "Domkloster 4", "city": "Köln",
        "postcode": "50667", "county": "Köln, Stadt", "mob_phone": "1", "fax": "2", "direction_id": "3", "phone": "3",
        "state": "NRW", "email": "a@acme.example", "warning_email_active": "1", "warning_email_balance": "-2.5",
        "warning_email_hour": "7", "tax1_name": "MwSt", "tax1_value": "19", "tax2_name": "b", "tax2_value": "2",
        "tax2_enabled": "1", "tax3_name": "c", "tax3_value": "3.5", "tax3_enabled": "1", "tax4_name": "d",
        "tax4_value": "4", "tax4_enabled": "1", "generate_invoice": "0", "enable_static_source_list": "whitelist",
        "static_source_list_id": "2", "enable_static_list": "blacklist", "static_list_id": "1",
        "comment": "a <&>\"'\nb",
    ]

    @Test func everyDetailIsStoredAndReadBack() async throws {
        let engine = try await TestEngine()
        let before = try await engine.user()
        #expect(await engine.update(Self.everything) == nil)
        let after = try await engine.user()
        for field in User.details {
            let text = try #require(after[text: field])
            let sent = field.parameters(text)
            let names = field.wireNames
            #expect(names.map { Self.everything[$0] } == sent.map { .some(Self.text($0)) }, "\(field.name)")
            #expect(text != before[text: field], "\(field.name)")
        }
    }

    private static func text(_ parameter: RawParameter) -> String {
        if case .text(let text) = parameter.value { text } else { "" }
    }

    @Test func onlyWhatIsSentChanges() async throws {
        let engine = try await TestEngine()
        var expected = try await engine.user()
        #expect(await engine.update(["city": "Bonn"]) == nil)
        expected[User.city] = "Bonn"
        #expect(try await engine.user() == expected)
    }

    @Test func aRequestWithoutDetailsSucceedsAndChangesNothing() async throws {
        let engine = try await TestEngine()
        let before = try await engine.user()
        #expect(await engine.update([:]) == nil)
        #expect(try await engine.user() == before)
    }

    @Test func aTextIsClearedByAnEmptyValue() async throws {
        let engine = try await TestEngine()
        #expect(await engine.update(["city": "", "email": "", "comment": ""]) == nil)
        let user = try await engine.user()
        #expect([User.city, User.email, User.comment].map(user.text) == ["", "", ""])
    }

    @Test func oneBlocksAndTwoUnblocks() async throws {
        let engine = try await TestEngine()
        #expect(await engine.update(["blocked": "1"]) == nil)
        #expect(try await engine.user()[User.isBlocked] == true)
        #expect(await engine.m4("users_get", ["user_id": "3"]).xml.contains("<blocked>1</blocked>"))
        #expect(await engine.update(["blocked": "2"]) == nil)
        #expect(try await engine.user()[User.isBlocked] == false)
        #expect(await engine.m4("users_get", ["user_id": "3"]).xml.contains("<blocked>0</blocked>"))
    }

    static let refused: [(given: [String: String], sentence: String)] = [
        (["blocked": "0"], "blocked: “0” is not one of 1, 2."),
        (["by": "2026"], "by, bm, bd are one date; bm, bd is missing."),
        (["by": "2024", "bm": "2", "bd": "30"], "by, bm, bd: “2024-2-30” is not a day of the calendar."),
        (["tax1_value": "100.5"], "tax1_value: 100.5 must be between 0 and 100."),
        (["currency_id": "99"], "currency_id: there is no currency 99."),
        (["currency_id": "0"], "currency_id: there is no currency 0."),
        (["direction_id": "99"], "direction_id: there is no direction 99."),
        (["taxation_country": "99"], "taxation_country: there is no direction 99."),
        (["static_list_id": "99"], "static_list_id: there is no number pool 99."),
        (
            ["enable_static_list": "blacklist"],
            "enable_static_list: “blacklist” needs a number pool; give its id in static_list_id."
        ),
        (
            ["enable_static_source_list": "whitelist", "static_list_id": "1"],
            "enable_static_source_list: “whitelist” needs a number pool; give its id in static_source_list_id."
        ),
        (
            ["enable_static_list": "blacklist", "static_list_id": "99"],
            "static_list_id: there is no number pool 99."
        ),
        (["responsible_manager_id": "3"], "responsible_manager_id: there is no manager 3."),
        (["responsible_manager_id": "0"], "responsible_manager_id: there is no manager 0."),
        (["responsible_manager_id": "99"], "responsible_manager_id: there is no manager 99."),
    ]

    @Test(arguments: refused) func refusesAndChangesNothing(given: [String: String], sentence: String) async throws {
        let engine = try await TestEngine()
        let before = try await engine.user()
        let wrong = given.merging(["city": "Bonn", "hidden": "1"]) { own, _ in own }
        #expect(await engine.update(wrong) == sentence)
        #expect(try await engine.user() == before)
    }

    @Test(arguments: [("-1", true), ("1", true), ("23", true), ("0", false), ("24", false)])
    func theWarningHourHasItsBounds(hour: String, taken: Bool) async throws {
        let engine = try await TestEngine()
        #expect((await engine.update(["warning_email_hour": hour]) == nil) == taken)
        #expect(try await engine.user().text(User.warningHour) == (taken ? hour : "-1"))
    }

    @Test func everyProblemIsReportedAtOnce() async throws {
        let engine = try await TestEngine()
        #expect(
            await engine.update(["currency_id": "99", "direction_id": "98", "enable_static_list": "whitelist"])
                == "currency_id: there is no currency 99. direction_id: there is no direction 98. "
                + "enable_static_list: “whitelist” needs a number pool; give its id in static_list_id.")
    }

    @Test func aWrongManagerIsToldInTheVendorsWords() async throws {
        let engine = try await TestEngine()
        let outcome = await engine.m4("user_details_update", ["user_id": "3", "responsible_manager_id": "3"])
        #expect(outcome.xml.contains("<error>Manager is invalid</error>"))
        #expect(
            outcome.xml.contains("<message>responsible_manager_id: there is no manager 3.</message>"))
    }

    @Test func aRuleKeepsItsPoolWhileItIsOff() async throws {
        let engine = try await TestEngine()
        #expect(await engine.update(["enable_static_list": "blacklist", "static_list_id": "2"]) == nil)
        #expect(await engine.update(["enable_static_list": "no"]) == nil)
        #expect(try await engine.user()[User.destinationRule.pool] == 2)
        #expect(await engine.update(["enable_static_list": "whitelist"]) == nil)
        let user = try await engine.user()
        #expect(user[User.destinationRule.mode] == "whitelist")
        #expect(user[User.sourceRule.mode] == "no")
    }

    @Test(arguments: ["0", "1", "99", "-1", "x", ""])
    func onlyCustomersCanBeChanged(user: String) async throws {
        let engine = try await TestEngine()
        let outcome = await engine.m4("user_details_update", ["user_id": user, "hidden": "1"])
        #expect(outcome.xml.contains("<error>User was not found</error>"))
        let changed = try await engine.rows("SELECT id FROM m4_user WHERE hidden = '1'")
        #expect(changed.isEmpty)
    }

    @Test func hostileTextIsStoredAsItIs() async throws {
        let engine = try await TestEngine()
        let text = "Robert'); DROP TABLE m4_user;-- \u{202E}\u{7}"
        #expect(await engine.update(["city": text]) == nil)
        #expect(try await engine.user().text(User.city) == text)
    }

    @Test func aNewNameIsFound() async throws {
        let engine = try await TestEngine()
        #expect(await engine.update(["first_name": "Zürcher Telefon"]) == nil)
        var search = BrowseUsers()
        search[BrowseUsers.searchFor] = "zurcher"
        #expect(try await engine.service.send(search).rows.map { $0[User.id] } == [3])
        #expect(await engine.update(["first_name": "Company X"]) == nil)
        #expect(try await engine.service.send(search).rows.isEmpty)
    }

    @Test func aTypedActionIsCheckedLikeAParsedOne() async throws {
        let engine = try await TestEngine()
        var update = UpdateUserDetails(3)
        update.arguments[text: User.isBlocked.declaration] = ""
        let sentences = await refusal { () async throws(APIError) in _ = try await engine.service.send(update) }
        #expect(sentences == ["blocked mag niet leeg zijn."])
    }
}
