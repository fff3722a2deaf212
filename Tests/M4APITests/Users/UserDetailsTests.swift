import BillingAPI
import BillingModel
import M4API
import Testing

@Suite struct UserDetailsTests {
    /// The optional parameters of `user_details_update` in the order of the vendor's page.
    static let vendorOrder = """
        currency_id call_limit hidden responsible_manager_id hide_non_answered_calls blocked by bm bd \
        block_conditional_use vat_number language clientid first_name last_name accounting_number agreement_number \
        ay am ad taxation_country address city postcode county mob_phone fax direction_id phone state email \
        warning_email_active warning_email_balance warning_email_hour tax1_name tax1_value tax2_name tax2_value \
        tax2_enabled tax3_name tax3_value tax3_enabled tax4_name tax4_value tax4_enabled generate_invoice \
        enable_static_source_list static_source_list_id enable_static_list static_list_id comment
        """.split(separator: " ").map(String.init)

    @Test func theFieldsAreTheVendorsParametersInItsOrder() {
        #expect(User.details.flatMap(\.wireNames) == Self.vendorOrder)
        #expect(Self.vendorOrder.count == 51)
        #expect(UpdateUserDetails.declaration.parameters.first == User.id.declaration)
    }

    @Test func theHeadingsAreTheVendorsGroups() {
        var groups: [String] = []
        for field in User.details where groups.last != field.group.english { groups.append(field.group.english) }
        #expect(
            groups == [
                "General", "Blocking", "Details", "Address", "Warning balance", "Taxes", "Invoices",
                "Blacklist / Whitelist", "Comment",
            ])
    }

    @Test(arguments: M4Call.actions.map { $0.declaration } + [BrowseUsers.declaration, ListReferences.declaration])
    func everyDeclarationIsLabelledInBothLanguages(_ declaration: ActionDeclaration) {
        #expect(!declaration.title.english.isEmpty && !declaration.title.dutch.isEmpty)
        #expect(!declaration.source.isEmpty)
        for field in declaration.parameters {
            #expect(!field.label.english.isEmpty && !field.label.dutch.isEmpty, "\(field.name)")
            #expect(!field.help.english.isEmpty && !field.help.dutch.isEmpty, "\(field.name)")
        }
    }

    @Test(arguments: User.details) func everyDetailNamesItsSource(_ field: FieldDeclaration) {
        #expect(field.source == "Kolmisoft M4, user_details_update")
    }

    /// Parameters beside `user_id=3`, and the argument they become.
    static let accepted: [(given: [String: String], field: String, text: String)] = [
        (["blocked": "1"], "blocked", "1"), (["blocked": "2"], "blocked", "2"), (["hidden": "0"], "hidden", "0"),
        (["by": "2026", "bm": "2", "bd": "28"], "block_at", "2026-02-28"),
        (["by": "2024", "bm": "02", "bd": "09"], "block_at", "2024-02-09"),
        (["ay": "2024", "am": "2", "ad": "29"], "agreement_date", "2024-02-29"),
        (["warning_email_hour": "-1"], "warning_email_hour", "-1"),
        (["warning_email_hour": "1"], "warning_email_hour", "1"),
        (["warning_email_hour": "23"], "warning_email_hour", "23"),
        (["warning_email_balance": "-5.50"], "warning_email_balance", "-5.5"),
        (["tax2_value": "7.50"], "tax2_value", "7.5"), (["tax1_value": "100"], "tax1_value", "100"),
        (["enable_static_list": "blacklist"], "enable_static_list", "blacklist"),
        (["call_limit": "0"], "call_limit", "0"), (["city": "Köln"], "city", "Köln"), (["city": ""], "city", ""),
        (["email": ""], "email", ""), (["email": "a@b"], "email", "a@b"),
        (["comment": "a <&>\"\nb"], "comment", "a <&>\"\nb"),
        (["comment": String(repeating: "x", count: 65_535)], "comment", String(repeating: "x", count: 65_535)),
    ]

    @Test(arguments: accepted) func takes(given: [String: String], field: String, text: String) throws {
        let update = try parse(given)
        let declaration = try #require(User.details.first { $0.name == field })
        #expect(update.arguments[text: declaration] == text)
        #expect(update.arguments.names == ["user_id", field])
    }

    static let refused: [(given: [String: String], sentence: String)] = [
        (["blocked": "0"], "blocked: “0” is not one of 1, 2."),
        (["blocked": ""], "blocked cannot be empty."),
        (["hidden": "2"], "hidden: “2” is not one of 1, 0."),
        (["hidden": "yes"], "hidden: “yes” is not one of 1, 0."),
        (["by": "2026"], "by, bm, bd are one date; bm, bd is missing."),
        (["ay": "2026", "ad": "1"], "ay, am, ad are one date; am is missing."),
        (["by": "2024", "bm": "2", "bd": "30"], "by, bm, bd: “2024-2-30” is not a day of the calendar."),
        (["by": "2024", "bm": "13", "bd": "30"], "bm must be between 1 and 12"),
        (["by": "24", "bm": "1", "bd": "30"], "by must be a year of four digits."),
        (["by": "2024", "bm": "+1", "bd": "30"], "bm: “+1” is not a whole number."),
        (["by": "2024", "bm": "-1", "bd": "30"], "bm: “-1” is not a whole number."),
        (["by": "2024", "bm": "1", "bd": "99999999999999999999"], "bd: “99999999999999999999” is not a whole number."),
        (["by": "", "bm": "", "bd": ""], "by, bm, bd cannot be empty."),
        (["call_limit": "-1"], "call_limit: -1 must be between 0 and 999999999."),
        (["tax1_value": "100.01"], "tax1_value: 100.01 must be between 0 and 100."),
        (["tax4_value": "-1"], "tax4_value: -1 must be between 0 and 100."),
        (["tax3_value": "7,5"], "tax3_value: “7,5” is not a number such as 1250.75."),
        (["warning_email_balance": "1e3"], "warning_email_balance: “1e3” is not a number such as 1250.75."),
        (
            ["enable_static_source_list": "Blacklist"],
            "enable_static_source_list: “Blacklist” is not one of no, blacklist, whitelist."
        ),
        (["email": "a@b@c"], "email: “a@b@c” is not an address such as name@example.net."),
        (["email": "@b"], "email: “@b” is not an address such as name@example.net."),
        (["email": "nobody"], "email: “nobody” is not an address such as name@example.net."),
        (["city": String(repeating: "x", count: 256)], "city: is 256 characters long, at most 255 fit."),
        (
            ["email": "a@b\nc"],
            "email: has a character in it that cannot be seen (U+000A); leave it out."
        ),
        (["currency_id": "EUR"], "currency_id: “EUR” is not a whole number."),
        (["currency_id": ""], "currency_id cannot be empty."),
    ]

    @Test(arguments: refused) func refuses(given: [String: String], sentence: String) {
        #expect(throws: (any Error).self) { try parse(given) }
        do { _ = try parse(given) } catch {
            #expect(error.sentences.map(\.english) == [sentence])
        }
    }

    @Test(arguments: ["0", "24", "-2", "1.5", "05"]) func refusesAnHourOutsideTheDocumentedOnes(_ hour: String) {
        do {
            _ = try parse(["warning_email_hour": hour])
            Issue.record("\(hour) was taken")
        } catch {
            #expect(
                error.message.english.hasPrefix("Warn at: “\(hour)” is not one of -1, 1, 2, 3,"))
        }
    }

    @Test func reportsEveryProblemAtOnce() {
        do {
            _ = try parse(["hidden": "7", "tax2_value": "101", "by": "2026", "city": "Bonn"])
            Issue.record("was taken")
        } catch {
            #expect(Set(error.problems.map(\.field)) == ["hidden", "tax2_value", "block_at"])
        }
    }

    @Test(arguments: [
        ("all", true), ("3", true), ("0", true), ("ALL", false), ("-1", false), ("", false), ("3a", false),
    ])
    func aListTakesAnIdOrTheWordAll(text: String, taken: Bool) {
        let action = try? ListUsers(parsing: [RawParameter("user_id", text)])
        #expect((action != nil) == taken)
    }

    @Test func whatIsParsedCanBeSentAgain() throws {
        let update = try parse(["by": "2026", "bm": "02", "bd": "09", "blocked": "2", "comment": "a\nb", "city": ""])
        let sent = UpdateUserDetails.declaration.parameters(update.arguments)
        #expect(
            sent == [
                RawParameter("user_id", "3"), RawParameter("blocked", "2"), RawParameter("by", "2026"),
                RawParameter("bm", "2"), RawParameter("bd", "9"), RawParameter("city", ""),
                RawParameter("comment", "a\nb"),
            ])
        #expect(try UpdateUserDetails(parsing: sent).arguments == update.arguments)
    }

    @Test func aDateFromAFormThatIsNoDateIsRefused() {
        do {
            _ = try UpdateUserDetails(
                parsing: [RawParameter("user_id", "3")] + User.blockAt.declaration.parameters("2026-02-30"))
            Issue.record("was taken")
        } catch {
            #expect(error.problems.map(\.field) == ["block_at"])
        }
    }

    @Test func aUserIsCalledByCompanyElseByUserName() {
        #expect(User.displayName(of: UserAnswerTests.acme) == "ACME Telecom Wholesale")
        #expect(User.displayName(of: Record(["username": "acme"])) == "acme")
    }

    private func parse(_ given: [String: String]) throws(APIError) -> UpdateUserDetails {
        let parameters = given.sorted { $0.key < $1.key }.map { RawParameter($0.key, $0.value) }
        return try UpdateUserDetails(parsing: [RawParameter("user_id", "3")] + parameters, unknown: .refused)
    }
}
