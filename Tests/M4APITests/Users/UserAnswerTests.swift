import BillingAPI
import M4API
import Testing

@Suite struct UserAnswerTests {
    /// The user of the reference's examples, 7.2 and 7.4.
    static let acme = Record<User>([
        "user_id": "3", "username": "acme", "first_name": "ACME Telecom", "last_name": "Wholesale", "balance": "12.5",
        "blocked": "2", "tariff_id": "4", "owner_id": "0", "usertype": "user", "user_status": "", "hidden": "0",
        "language": "en", "clientid": "HRB 1234", "agreement_number": "A-77", "agreement_date": "2024-03-26",
        "vat_number": "DE123456789", "tax1_value": "19", "county": "NRW", "city": "Köln",
    ])

    @Test func aListHasTheDocumentedElementsInOrder() {
        #expect(
            UserList([Self.acme]).element.document == """
                <?xml version="1.0" encoding="UTF-8"?>
                <page>
                  <status>
                    <users>
                      <user>
                        <id>3</id>
                        <username>acme</username>
                        <first_name>ACME Telecom</first_name>
                        <last_name>Wholesale</last_name>
                        <balance>12.5</balance>
                        <blocked>0</blocked>
                        <tariff_id>4</tariff_id>
                        <owner_id>0</owner_id>
                        <usertype>user</usertype>
                        <user_status></user_status>
                        <hidden>0</hidden>
                      </user>
                    </users>
                  </status>
                </page>
                """)
    }

    @Test func anEmptyListHasAnEmptyElement() {
        #expect(
            UserList([]).element.document
                == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<page><status><users></users></status></page>")
    }

    @Test func detailsHaveTheDocumentedElementsInOrder() {
        let view = UserView(Self.acme, currency: "USD", taxationCountry: "Germany", country: "Germany")
        #expect(
            view.element.document == """
                <?xml version="1.0" encoding="UTF-8"?>
                <page>
                  <pagename>Personal_details</pagename>
                  <language>en</language>
                  <userid>3</userid>
                  <details>
                    <main_detail>
                      <account>Postpaid</account>
                      <balance>12.5000 USD</balance>
                      <balance_number>12.5000</balance_number>
                      <balance_currency>USD</balance_currency>
                      <credit>Unlimited</credit>
                    </main_detail>
                    <other_details>
                      <username>acme</username>
                      <first_name>ACME Telecom</first_name>
                      <surname>Wholesale</surname>
                      <personalid>HRB 1234</personalid>
                      <agreement_number>A-77</agreement_number>
                      <agreement_date>2024-03-26</agreement_date>
                      <taxation_country>Germany</taxation_country>
                      <vat_reg_number>DE123456789</vat_reg_number>
                      <vat_percent>19.0</vat_percent>
                    </other_details>
                    <registration>
                      <reg_address></reg_address>
                      <reg_postcode></reg_postcode>
                      <reg_city>Köln</reg_city>
                      <reg_country>NRW</reg_country>
                      <reg_state></reg_state>
                      <reg_direction>Germany</reg_direction>
                      <reg_phone></reg_phone>
                      <reg_mobile></reg_mobile>
                      <reg_fax></reg_fax>
                      <reg_email></reg_email>
                    </registration>
                  </details>
                </page>
                """)
    }

    @Test func aPrepaidUserWithCreditIsShownSo() {
        var user = Self.acme
        user[User.isPostpaid] = false
        user[User.credit] = 250
        user[text: User.balance.declaration] = "-3.123456"
        let document = UserView(user, currency: "EUR", taxationCountry: "", country: "").element.document
        #expect(document.contains("<account>Prepaid</account>"))
        #expect(document.contains("<credit>250.0000 EUR</credit>"))
        #expect(document.contains("<balance>-3.123456 EUR</balance>"))
    }

    /// Source: M4 reference, 7.3.
    static let rawColumns = """
        id username usertype logged first_name last_name calltime_normative show_in_realtime_stats balance \
        frozen_balance lcr_id postpaid blocked tariff_id month_plan_perc month_plan_updated sales_this_month \
        sales_this_month_planned show_billing_info primary_device_id credit clientid agreement_number \
        agreement_date language taxation_country vat_number accounting_number owner_id hidden currency_id \
        call_limit responsible_manager_id hide_non_answered_calls block_at block_at_conditional \
        block_conditional_use warning_email_active warning_email_balance warning_email_hour generate_invoice \
        enable_static_source_list static_source_list_id enable_static_list static_list_id comment user_status \
        address city postcode county state direction_id phone mob_phone fax email tax1_name tax1_value tax2_name \
        tax2_value tax2_enabled tax3_name tax3_value tax3_enabled tax4_name tax4_value tax4_enabled
        """.split(separator: " ").map(String.init)

    @Test func theRawRecordHasEveryColumnInOrder() throws {
        let user = try #require(rawUser(Self.acme))
        #expect(user.map(\.name) == Self.rawColumns)
    }

    @Test func everyDetailCanBeReadBack() throws {
        var filled = Record<User>(["user_id": "3"])
        for field in User.details { filled[text: field] = "<\(field.name)>" }
        let columns = try #require(rawUser(filled))
        for field in User.details {
            let column = columns.first { $0.name == field.name }
            #expect(column?.content == .text("<\(field.name)>"), "\(field.name)")
        }
    }

    @Test(arguments: [("1", "1"), ("2", "0"), ("0", "0"), ("", "")])
    func blockedIsAnsweredAsTheDatabaseFlag(stored: String, answered: String) throws {
        var user = Self.acme
        user[text: User.isBlocked.declaration] = stored
        let column = try #require(rawUser(user)).first { $0.name == "blocked" }
        #expect(column?.content == .text(answered))
    }

    private func rawUser(_ record: Record<User>) -> [M4Element]? {
        guard case .elements(let page) = UserRecord(record).element.content, page.first?.name == "status",
            case .elements(let status)? = page.first?.content, status.first?.name == "user",
            case .elements(let user)? = status.first?.content
        else { return nil }
        return user
    }
}
