import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// A sum on a price for a period stays the amount that was understood, whatever a colleague makes of that price.
struct SettledPriceTests {
    private static func stored(_ price: String, _ withTax: String) -> String {
        Product.customPriceText([
            ["Periods": "12", "Periodic": "m", "PriceExcl": price, "PriceIncl": withTax]
        ])
    }

    private static func field(_ typed: String) -> FormField {
        var field = FormField(Product.customPrices, stored: stored("120", "145.2"), language: .english)
        field.set("", language: .english)
        _ = field.paste(typed, today: nil)
        return field
    }

    @Test(arguments: [
        ("12 months +5%", "12 months  126.00"),
        ("12 months +5% incl", "12 months  152.46 incl."),
        ("12 months +5%\nmonth 11", "12 months  126.00\n1 month     11.00"),
        // Where no amount depends on what was stored, every letter stays.
        ("12 m 126\nmonth 11", "12 m 126\nmonth 11"),
        // What is not understood keeps its text beside what is.
        ("12 months +5%\n12 moons 9\n1 m 11", "12 months 126.00\n12 moons 9\n1 m 11"),
        ("12 m 99\n12 months +5%", "12 m 99\n12 months 126.00"), ("12 moons 9\n\n1 m 11", "12 moons 9\n\n1 m 11"),
    ])
    func sumOnAnOldPriceStaysThatAmount(_ typed: String, _ kept: String) {
        var field = Self.field(typed)
        if field.rowReading(of: typed).table.rows.isEmpty { Issue.record("nothing of it is read") }
        let value = field.value
        // Beside the field it stands in its notes alone.
        #expect(field.understood(Texts(.english)) == nil)
        let rebased = field.rebased(on: Self.stored("130", "157.3"), language: .english)
        #expect(rebased.typedText == kept)
        #expect(rebased.value == value)
        #expect(rebased.isChanged)
        field.setAside(saying: { $0 }, Texts(.english))
        var taken = field.rebased(on: Self.stored("130", "157.3"), language: .english)
        #expect(taken.asideValue == value)
        #expect(taken.bringBack() && taken.typedText == kept)
        #expect(taken.value == value)
    }

    /// As a draft keeps it.
    @Test func sumBesideALineThatIsNoneIsKeptAsItsAmount() {
        var field = FormField(Product.customPrices, stored: Self.stored("130", "157.3"), language: .english)
        field.set(Self.field("12 months +5%\n12 moons 9").value, language: .english)
        #expect(field.typedText == "12 months 126.00\n12 moons 9")
    }

    @Test func samePriceOfAColleagueLeavesNothingToSend() {
        let rebased = Self.field("12 months +5%").rebased(on: Self.stored("126", "152.46"), language: .english)
        #expect(!rebased.isChanged && !rebased.isTyped)
        #expect(rebased.typedText == "12 months  126.00")
    }
}

/// The same through the form, its review and the page where staff decide.
@MainActor struct SharedPriceTableTests {
    private let desk: DemoInstallation
    private let texts = Texts(.english)

    init() async throws {
        desk = try await DemoInstallation(debtors: 1)
        try await store("120")
    }

    private func store(_ price: String) async throws {
        var edit = EditProduct()
        edit[Product.code] = "P001"
        edit[Product.hasCustomPrice] = Product.pricedByPeriod
        edit.arguments[rows: Product.customPrices] = [["Periods": "12", "Periodic": "m", "PriceExcl": price]]
        _ = try await desk.engine.send(edit)
    }

    private func stored() async throws -> [String?] {
        Product.customPriceRows(of: try await desk.engine.send(ShowProduct(code: "P001")).record)
            .map { $0["PriceExcl"] }
    }

    /// Five percent more is typed, and a colleague stores another price.
    private func form(whileAColleagueStores price: String) async throws -> ScreenDriver {
        let driver = ScreenDriver(service: desk.engine, size: Size(width: 100, height: 40), clock: fixedClock)
        await driver.press(.character("2"), .character("e"))
        await driver.focus(Product.customPrices.label.english)
        await driver.press(.control("u"))
        await driver.type("12 months +5%")
        #expect(driver.line(with: "= 12 months 126.00") != nil, "\(driver.picture)")
        try await store(price)
        await driver.press(.control("s"))
        return driver
    }

    @Test func mineIsTheAmountThatWasShown() async throws {
        let driver = try await form(whileAColleagueStores: "130")
        #expect(driver.line(with: "( ) 12 months 126.00") != nil, "\(driver.picture)")
        await driver.decide(.right)
        await driver.press(.right, .enter)
        #expect(driver.line(with: "- 130.00") != nil && driver.line(with: "+ 126.00") != nil, "\(driver.picture)")
        #expect(await driver.pressButton("Send"))
        #expect(try await stored() == ["126"])
    }

    @Test func theirsLeavesThatAmountBeside() async throws {
        let driver = try await form(whileAColleagueStores: "130")
        await driver.decide(.left)
        await driver.press(.right, .enter)
        if driver.line(with: texts.reviewTitle) != nil { await driver.press(.escape) }
        await driver.focus(Product.customPrices.label.english)
        #expect(driver.picture.contains("you typed “12 months 126.00”"), "\(driver.picture)")
        await driver.press(.control("r"))
        #expect(driver.line(with: "12 months  126.00") != nil, "\(driver.picture)")
        await driver.press(.control("s"))
        #expect(driver.line(with: "+ 126.00") != nil, "\(driver.picture)")
        #expect(await driver.pressButton("Send"))
        #expect(try await stored() == ["126"])
    }

    @Test func samePriceOfBothIsNotRaisedAgain() async throws {
        let driver = try await form(whileAColleagueStores: "126")
        #expect(!driver.picture.contains("132.30"), "\(driver.picture)")
        #expect(driver.line(with: texts.reviewTitle) == nil && driver.line(with: "( )") == nil, "\(driver.picture)")
        #expect(driver.line(with: texts.hasChangedSince) != nil, "\(driver.picture)")
        #expect(try await stored() == ["126"])
    }
}
