import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// What a bulk change comes to for one record.
@MainActor struct BulkChangeTests {
    private let setting = ScreenStates.setting { _ in nil }

    @Test(
        arguments: [
            ("+5%", "10", "10.5"), ("-2.50", "10", "7.5"), ("-2,50", "10", "7.5"), ("+5 %", "50.75", "53.29"),
            ("12.50", "10", "12.5"), ("7.5*1.05", "10", "7.88"), ("-5%", "0.075", "0.071"), ("-20", "10", nil),
            ("+5%", "", nil), ("+5%", "0", nil), ("free", "10", nil), ("", "10", nil),
        ] as [(String, String, String?)])
    func priceGoesFromWhatEachHolds(_ typed: String, _ stored: String, _ expected: String?) {
        #expect(BulkPrice(typed).price(from: stored)?.vendorText == expected)
    }

    @Test(arguments: ["", "free", "+", "5%", "1,234", "--5"]) func whatIsNoPriceIsSaid(_ typed: String) {
        #expect(BulkPrice(typed).problem(setting.texts) != nil)
    }

    private enum Came: Equatable {
        case change([String: String], BulkMoney?)
        case same
        case refused(String)
    }

    private func came(_ change: BulkChange, _ read: any RecordAnswer, _ kind: BulkKind) -> Came {
        switch change.proposal(for: read, of: kind, setting) {
        case .same: .same
        case .refused(let reason): .refused(reason)
        case .change(let action, let money): .change(changed(action, read), money)
        }
    }

    private func changed<Change: WritingAction>(_ action: Change, _ read: any RecordAnswer) -> [String: String] {
        let changes = action.changes(from: read).filter { $0.before != $0.after }
        return Dictionary(uniqueKeysWithValues: changes.map { ($0.field, $0.after ?? "") })
    }

    private func service(_ more: [String: String] = [:]) -> Found<Subscription> {
        Found(Sample.service(1, "Site one", more))
    }

    @Test func priceOfAServiceSaysWhatItMakesAYear() {
        let came = came(.price(BulkPrice("+5%")), service(), .services)
        #expect(
            came
                == .change(
                    ["Subscription[PriceExcl]": "10.5"],
                    BulkMoney(before: Decimal(string: "145.2") ?? 0, after: Decimal(string: "152.52") ?? 0)))
    }

    @Test func whatASystemSaysThatTheOldPriceComesToIsNotTakenForTheNewOne() {
        guard case .change(_, let money) = came(.price(BulkPrice("20")), service(["AmountIncl": "12.10"]), .services)
        else { return #expect(Bool(false)) }
        #expect(money?.after == Decimal(string: "290.4"))
    }

    @Test func endedServiceKeepsItsPrice() {
        let ended = service(["Status": Termination.terminated, "TerminationDate": "2026-01-31"])
        #expect(came(.price(BulkPrice("+5%")), ended, .services) == .refused("it has ended"))
        #expect(came(.price(BulkPrice("10.00")), service(), .services) == .same)
    }

    @Test func servicesFollowTheirProductUnlessTheirPriceIsTheirOwn() {
        let old = Sample.product(1, "P001", "Hosting small")
        let new = Sample.product(1, "P001", "Hosting small", price: "12")
        let change = BulkChange.productPrice(old: old, new: new)
        guard case .change(let fields, _) = came(change, service(), .services) else { return #expect(Bool(false)) }
        #expect(fields == ["Subscription[PriceExcl]": "12"])
        #expect(came(change, service(["PriceExcl": "9"]), .services) == .refused("it has a price of its own"))
    }

    @Test func priceForAPeriodOfItsOwnStays() {
        let rows = #"[{"Periods":"1","Periodic":"m","PriceExcl":"10"}]"#
        let own = ["HasCustomPrice": "period", "CustomPrices": rows]
        func product(_ price: String) -> Record<Product> {
            var product = Sample.product(1, "P001", "Hosting small", price: price)
            for (name, text) in own { product[member: name] = text }
            return product
        }
        #expect(
            came(.productPrice(old: product("10"), new: product("12")), service(), .services) == .same)
    }

    @Test func eachServiceEndsOnTheDayThatItsContractAllows() {
        guard case .change(let fields, let money) = came(.ending(nil, reason: "Moved"), service(), .services) else {
            return #expect(Bool(false))
        }
        #expect(fields == ["Date": "2026-05-01", "Reason": "Moved"])
        #expect(money?.after == 0)
        let day = CalendarDate("2026-12-31")
        let planned = service(["TerminationDate": "2026-12-31"])
        #expect(came(.ending(day, reason: ""), planned, .services) == .same)
        let ended = service(["Status": Termination.terminated, "TerminationDate": "2026-01-31"])
        guard case .refused = came(.ending(day, reason: ""), ended, .services) else { return #expect(Bool(false)) }
    }

    @Test func usersAreBlockedAtOnceOrOnADay() {
        let user = UserRecord(Sample.user(3, "companyx"))
        #expect(came(.block(nil), user, .users) == .change(["blocked": "1"], nil))
        let day = CalendarDate("2026-04-01")
        #expect(came(.block(day), user, .users) == .change(["block_at": "2026-04-01"], nil))
        #expect(came(.block(nil), UserRecord(Sample.user(3, "x", ["blocked": "1"])), .users) == .same)
    }

    @Test func oneTextForAllAndOneGroupMore() {
        let debtor = Found(Sample.debtors[0])
        #expect(
            came(.field(Debtor.city.declaration, "Leiden"), debtor, .debtors) == .change(["City": "Leiden"], nil))
        #expect(came(.field(Debtor.city.declaration, "Delft"), debtor, .debtors) == .same)
        #expect(came(.group(7, name: "Winkels"), debtor, .debtors) == .change(["Groups": "4,7"], nil))
        #expect(came(.group(4, name: "Hosting"), debtor, .debtors) == .same)
    }

    @Test func mailGoesToTheAddressThatIsShown() {
        var record = Sample.debtors[0]
        record[Debtor.emailAddress] = "a@voorbeeld.example"
        let mail = BulkChange.mail(BulkMail(template: 3, message: "Hallo"))
        #expect(
            came(mail, Found(record), .debtors)
                == .change(
                    ["TemplateID": "3", "Message": "Hallo", "Recipient": "a@voorbeeld.example"], nil))
        record[Debtor.emailAddress] = " "
        #expect(came(mail, Found(record), .debtors) == .refused("has no e-mail address"))
    }

    @Test func whoTakesNoMailingsGetsNone() {
        var record = Sample.debtors[0]
        record[Debtor.emailAddress] = "a@voorbeeld.example"
        record[Debtor.mailing] = false
        let mail = BulkChange.mail(BulkMail(template: 3, message: ""))
        #expect(came(mail, Found(record), .debtors) == .refused("takes no mailings"))
        record[Debtor.mailing] = true
        guard case .change = came(mail, Found(record), .debtors) else { return #expect(Bool(false)) }
    }

    @Test(
        arguments: [
            ("3", "", BulkMail(template: 3, message: "")), (" 3 ", "Hi", BulkMail(template: 3, message: "Hi")),
            ("", "Hi", BulkMail(template: nil, message: "Hi")), ("", " \n", nil), ("", "", nil), ("three", "Hi", nil),
            ("0", "Hi", nil), ("-1", "Hi", nil),
        ] as [(String, String, BulkMail?)])
    func mailNeedsATemplateOrAMessage(_ template: String, _ message: String, _ expected: BulkMail?) {
        let read = BulkMail.read(setting.texts) { $0 == SendEmail.template.name ? template : message }
        #expect((try? read.get()) == expected)
    }

    @Test func whatAFieldDoesNotTakeIsRefused() {
        let code = came(.field(Debtor.code.declaration, ""), Found(Sample.debtors[0]), .debtors)
        guard case .refused(let reason) = code else { return #expect(Bool(false)) }
        #expect(!reason.isEmpty)
    }
}
