import BillingAPI
import BillingModel
import ConsoleTesting
import Foundation
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// How the prices of a product for periods of their own are written and read.
struct PriceTableTests {
    private static let stored = """
        [{"Periods":"12","Periodic":"m","PriceExcl":"120","PriceIncl":"145.2"},\
        {"Periods":"1","Periodic":"k","PriceExcl":"8.2645","PriceIncl":"10"},\
        {"Periods":"1","Periodic":"t","PriceExcl":"75.5","PriceIncl":"91.355"}]
        """

    private static func table() throws -> PriceTable { try #require(PriceTable(writing: stored)) }

    @Test func standUnderEachOtherInEveryLanguage() throws {
        let table = try Self.table()
        #expect(
            table.lines(Texts(.english)) == """
                12 months  120.00
                1 quarter   10.00 incl.
                two years   75.50
                """)
        #expect(
            table.lines(Texts(.dutch)) == """
                12 maanden  120,00
                1 kwartaal   10,00 incl.
                twee jaar    75,50
                """)
        #expect(table.inWords(Texts(.english)) == "12 months 120.00; 1 quarter 10.00 incl.; two years 75.50")
    }

    @Test(arguments: Language.allCases) func whatIsShownIsReadBack(_ language: Language) throws {
        let table = try Self.table()
        let reading = PriceTableReading(table.lines(Texts(language)), over: table, language)
        #expect(reading.table == table && reading.problems.isEmpty && reading.understood.isEmpty)
        // Every period there is, also where nothing like it is stored.
        for unit in PeriodUnit.allCases {
            for count in [1, 2, 3, 18, 999] {
                let row = PriceTable.Row(periods: count, unit: unit.rawValue, price: 1250, isWithTax: count == 2)
                let read = PriceTableReading(row.line(Texts(language)), over: PriceTable([]), language)
                #expect(read.table.rows == [row], "\(row.line(Texts(language)))")
            }
        }
    }

    @Test(
        arguments: [
            ("12 months 126", 12, "m", "126", false, nil), ("12 m 126,5", 12, "m", "126.5", false, nil),
            ("12 maanden: 1.234,56", 12, "m", "1234.56", false, "12 months 1,234.56"),
            ("12 months +5%", 12, "m", "126", false, "12 months 126.00"),
            ("12 months +5% incl", 12, "m", "152.46", true, "12 months 152.46 incl."),
            ("12 months -2.50", 12, "m", "117.5", false, "12 months 117.50"),
            ("12 months 7.5*12", 12, "m", "90", false, "12 months 90.00"),
            ("jaar 99 excl. btw", 1, "j", "99", false, nil), ("2 × two years 40", 2, "t", "40", false, nil),
            ("2 years 40", 2, "j", "40", false, nil), ("half jaar 40 incl. btw", 1, "h", "40", true, nil),
            ("jaar 40 incl. VAT", 1, "j", "40", true, nil), ("jaar 40 (incl. BTW)", 1, "j", "40", true, nil),
            ("jaar 40 exclusief btw.", 1, "j", "40", false, nil), ("jaar 40 incl.btw", 1, "j", "40", true, nil),
            ("jaar 1 240", 1, "j", "1240", false, "1 year 1,240.00"),
            ("3KWARTALEN 7", 3, "k", "7", false, nil), ("month 0", 1, "m", "0", false, nil),
        ] as [(String, Int, String, String, Bool, String?)])
    func lineIsUnderstood(
        _ line: String, _ periods: Int, _ unit: String, _ price: String, _ isWithTax: Bool, _ meant: String?
    ) throws {
        let reading = PriceTableReading(line, over: try Self.table(), .english)
        let row = PriceTable.Row(
            periods: periods, unit: unit, price: try #require(Decimal(vendorText: price)), isWithTax: isWithTax)
        #expect(reading.table.rows == [row])
        #expect(reading.problems.isEmpty)
        #expect(reading.understood == [meant].compactMap { $0 })
    }

    @Test(arguments: [
        "12", "months", "12 months", "12 moons 5", "12 months five", "0 months 5", "1000 months 5", "month +5%", "5",
        "12 months 5 6,7,8",
    ])
    func lineThatIsNoneIsSaid(_ line: String) throws {
        let reading = PriceTableReading(line, over: try Self.table(), .english)
        #expect(reading.table.rows.isEmpty)
        #expect(
            reading.problems.map(\.staff.english) == [
                "Prices per period: “\(line)” is not a period with a price, such as 12 months 120.00."
            ])
    }

    /// The first of such words says which price it is; a second price behind it is neither dropped nor taken for it.
    @Test(arguments: [
        ("12 months 120.00 excl. 145.20 incl.", "excl."), ("year 99 excl. (119.79 incl. btw)", "excl."),
        ("year 120 excl 5% discount", "excl"), ("year 120 incl. excl.", "incl."),
        ("year 120 (incl. btw 21%)", "(incl."),
        ("year 120 excl.145.20", "excl.145.20"), ("year 120 incl. btw btw", "incl."),
    ])
    func wordsBehindTheTaxAreSaid(_ line: String, _ word: String) throws {
        let reading = PriceTableReading(line, over: try Self.table(), .english)
        #expect(reading.table.rows.isEmpty)
        #expect(
            reading.problems.map(\.staff.english) == [
                "Prices per period: “\(line)” goes on after “\(word)”, where only the word VAT may stand."
            ])
    }

    @Test func samePeriodTwiceAndAnAmountOfTwoReadingsAreSaid() throws {
        let twice = PriceTableReading("12 m 5\n12 months 6", over: try Self.table(), .dutch)
        #expect(
            twice.problems.map(\.staff.dutch) == [
                "Prijzen per periode: “12 months 6” is een tweede prijs voor dezelfde periode."
            ])
        #expect(PriceTableReading("12 m 1.234", over: try Self.table(), .english).doubts.count == 1)
    }

    @Test func onlyThePriceThatWasGivenIsSent() throws {
        let members = try Self.table().rows.map(\.members)
        #expect(
            members == [
                ["Periods": "12", "Periodic": "m", "PriceExcl": "120"],
                ["Periods": "1", "Periodic": "k", "PriceIncl": "10"],
                ["Periods": "1", "Periodic": "t", "PriceExcl": "75.5"],
            ])
    }

    @Test(arguments: [
        (#"[{"Periods":"12","Periodic":"m","PriceExcl":"120.00"}]"#, true),
        (#"[{"Periods":"12","Periodic":"m","PriceIncl":"145.2"}]"#, true),
        (#"[{"Periods":"12","Periodic":"m","PriceExcl":"121"}]"#, false),
        (#"[{"Periods":"6","Periodic":"m","PriceExcl":"120"}]"#, false), ("", false),
    ])
    func whatASystemWorksOutItselfMakesNoDifference(_ sent: String, _ isSame: Bool) {
        let told = #"[{"Periods":"12","Periodic":"m","PriceExcl":"120","PriceIncl":"145.2"}]"#
        #expect(Product.customPrices.isSame(sent, told) == isSame)
        #expect(Product.customPrices.isSame(told, sent) == isSame)
    }

    @Test func everyPriceThatChangesHasItsLine() throws {
        let new = [
            PriceTable.Row(periods: 12, unit: "m", price: 126), PriceTable.Row(periods: 1, unit: "m", price: 11),
            PriceTable.Row(periods: 1, unit: "k", price: 10, isWithTax: true),
        ]
        let changes = Texts(.english).changes(
            of: Product.customPrices, from: Self.stored, to: PriceTable(new).writing)
        #expect(
            changes == [
                ValueChange(label: "Price, 12 months", old: "120.00", new: "126.00  +5.0 %"),
                ValueChange(label: "Price, 1 month", old: "none", new: "11.00"),
                ValueChange(label: "Price, two years", old: "75.50", new: "(goes away)"),
            ])
    }
}

/// Prices for periods in the form of a product and on its page.
@MainActor struct PriceTableFormTests {
    private let desk: DemoInstallation

    init() async throws {
        desk = try await DemoInstallation(debtors: 1)
        var edit = EditProduct()
        edit[Product.code] = "P001"
        edit[Product.hasCustomPrice] = Product.pricedByPeriod
        edit.arguments[rows: Product.customPrices] = [["Periods": "12", "Periodic": "m", "PriceExcl": "120"]]
        _ = try await desk.engine.send(edit)
    }

    private func form(
        _ service: (any BillingService)? = nil, size: Size = Size(width: 100, height: 40),
        language: Language = .english
    ) async -> ScreenDriver {
        let driver = ScreenDriver(
            service: service ?? desk.engine, size: size, language: language, clock: fixedClock)
        await driver.press(.character("2"), .character("e"))
        await driver.focus(Product.customPrices.label[language])
        return driver
    }

    private func stored() async throws -> [[String: String]] {
        Product.customPriceRows(of: try await desk.engine.send(ShowProduct(code: "P001")).record)
    }

    @Test func rowIsChangedAnotherAddedAndAllOfItTakenBack() async throws {
        let before = try await stored()
        let driver = await form()
        #expect(driver.line(with: "12 months  120.00") != nil, "\(driver.picture)")
        await driver.press(.control("u"))
        await driver.type("12 months +5%")
        await driver.press(.enter)
        await driver.type("month 11,50")
        #expect(driver.line(with: "= 12 months 126.00") != nil, "\(driver.picture)")
        await driver.press(.control("s"))
        let line = driver.lines.first { $0.contains("Price, 12 months") }
        #expect(line?.contains("- 120.00") == true, "\(driver.picture)")
        #expect(driver.line(with: "+ 126.00  +5.0 %") != nil && driver.line(with: "+ 11.50") != nil)
        #expect(driver.line(with: "PriceExcl") == nil)
        #expect(await driver.pressButton("Send"))
        let rows = try await stored()
        #expect(rows.map { $0["PriceExcl"] } == ["126", "11.5"])
        #expect(rows.map { $0["PriceIncl"] } == ["152.46", "13.915"])
        await driver.press(.character("z"))
        #expect(driver.line(with: "+ 120.00") != nil && driver.line(with: "(goes away)") != nil, "\(driver.picture)")
        #expect(await driver.pressButton("Send"))
        #expect(try await stored() == before)
    }

    /// It has more decimals than a price keeps that is worked out from one with VAT.
    @Test func smallPriceComesBackAsItWas() async throws {
        var edit = EditProduct()
        edit[Product.code] = "P001"
        edit.arguments[rows: Product.customPrices] = [["Periods": "12", "Periodic": "m", "PriceExcl": "0.12345"]]
        _ = try await desk.engine.send(edit)
        let before = try await stored()
        let driver = await form()
        await driver.press(.control("u"))
        await driver.type("12 months 0.13")
        await driver.press(.control("s"))
        #expect(await driver.pressButton("Send"), "\(driver.picture)")
        #expect(try await stored().map { $0["PriceExcl"] } == ["0.13"])
        await driver.press(.character("z"))
        #expect(driver.line(with: "+ 0.12345") != nil, "\(driver.picture)")
        #expect(await driver.pressButton("Send"))
        #expect(try await stored() == before)
    }

    @Test func rowIsTakenAway() async throws {
        let driver = await form()
        await driver.press(.control("u"), .control("s"))
        #expect(driver.line(with: "+ (goes away)") != nil, "\(driver.picture)")
        #expect(await driver.pressButton("Send"))
        #expect(try await stored().isEmpty)
    }

    @Test func pricesThatDoNotCountAreSaid() async throws {
        let driver = await form()
        await driver.press(.control("u"))
        await driver.type("12 m 99")
        #expect(driver.line(with: "count only while") == nil, "\(driver.picture)")
        await driver.focus("Own price per period")
        await driver.press(.left)
        #expect(driver.line(with: "Prices per period count only while") != nil, "\(driver.picture)")
    }

    @Test func lineThatCannotBeReadIsSaidBesideTheField() async {
        let driver = await form()
        await driver.press(.control("u"))
        await driver.type("12 moons 99")
        await driver.press(.control("s"))
        #expect(driver.line(with: "“12 moons 99” is not a period with a price") != nil, "\(driver.picture)")
        #expect(driver.isFocused("Prices per period"))
    }

    @Test func clashIsInWords() async throws {
        let driver = await form()
        await driver.press(.control("u"))
        await driver.type("12 m 99")
        var edit = EditProduct()
        edit[Product.code] = "P001"
        edit.arguments[rows: Product.customPrices] = [["Periods": "12", "Periodic": "m", "PriceExcl": "111"]]
        _ = try await desk.engine.send(edit)
        await driver.press(.control("s"))
        #expect(driver.line(with: "( ) 12 months 111.00") != nil, "\(driver.picture)")
        #expect(driver.line(with: "( ) 12 months 99.00") != nil)
    }

    @Test func pageShowsThem() async {
        let driver = ScreenDriver(service: desk.engine, size: Size(width: 100, height: 40), clock: fixedClock)
        await driver.press(.character("2"), .enter)
        #expect(driver.line(with: "120.00 per 12 months") != nil, "\(driver.picture)")
    }

    @Test func sameOverTheVendorsWire() async throws {
        let driver = await form(desk.asHostFact())
        #expect(driver.line(with: "12 months  120.00") != nil, "\(driver.picture)")
        await driver.press(.control("u"))
        await driver.type("12 m 121 incl")
        await driver.press(.control("s"))
        #expect(driver.line(with: "+ 121.00 incl.") != nil, "\(driver.picture)")
        #expect(await driver.pressButton("Send"))
        #expect(try await stored() == [["Periods": "12", "Periodic": "m", "PriceExcl": "100", "PriceIncl": "121"]])
    }

    @Test func newProductGetsThem() async throws {
        let driver = ScreenDriver(service: desk.engine, size: Size(width: 100, height: 40), clock: fixedClock)
        await driver.press(.character("2"), .character("a"))
        await driver.fill("Product code", "PNEW")
        await driver.fill("Name", "Nieuw")
        await driver.fill("Text on the invoice", "Nieuw product")
        await driver.fill("Price without VAT", "12,50")
        await driver.focus("Prices per period")
        await driver.type("year 120")
        await driver.press(.control("s"))
        #expect(driver.line(with: "Price, 1 year") != nil, "\(driver.picture)")
        #expect(await driver.pressButton("Send"), "\(driver.picture)")
        let added = try await desk.engine.send(ShowProduct(code: "PNEW")).record
        #expect(Product.customPriceRows(of: added).map { $0["PriceExcl"] } == ["120"])
    }

    @Test(arguments: [
        ("prices", Size(width: 80, height: 24), Language.english),
        ("prices-low", Size(width: 60, height: 16), .english),
        ("prices-nl-wide", Size(width: 132, height: 43), .dutch),
    ])
    func table(_ name: String, _ size: Size, _ language: Language) async {
        let driver = await form(size: size, language: language)
        await driver.press(.end, .enter)
        await driver.type(language == .dutch ? "2 jaar 1.210,00 incl" : "2 years 1,210.00 incl")
        expectPicture("\(name)-form", of: driver)
        await driver.press(.control("s"))
        expectPicture("\(name)-review", of: driver)
    }
}
