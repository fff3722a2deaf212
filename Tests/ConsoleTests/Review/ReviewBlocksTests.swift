import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// A review says first whose record it is and where, then what changes, then what else happens.
@MainActor struct ReviewBlocksTests {
    struct Scene: Sendable, CustomTestStringConvertible {
        var name: String
        var size = Size(width: 80, height: 24)
        var language = Language.english

        var testDescription: String { name }
    }

    nonisolated static let scenes = [
        Scene(name: "review-blocks"), Scene(name: "review-blocks-low", size: Size(width: 60, height: 16)),
        Scene(name: "review-blocks-wide-nl", size: Size(width: 132, height: 43), language: .dutch),
        Scene(name: "review-blocks-low-nl", size: Size(width: 60, height: 16), language: .dutch),
    ]

    private static let customer = Sample.debtor(
        1, "Tandartspraktijk Claes", ["Initials": "Mathéo", "SurName": "Claes", "City": "Gent", "PhoneNumber": "09 1"])

    private func form(_ stub: StubService, _ scene: Scene = scenes[0], isProduction: Bool = false) -> ScreenDriver {
        ScreenDriver(
            FormScreen(DebtorPlans.edit(Self.customer), language: scene.language), service: stub, size: scene.size,
            language: scene.language, clock: fixedClock, isProduction: isProduction)
    }

    private func review(_ driver: ScreenDriver, _ language: Language = .english) async {
        await driver.fill(Debtor.city.declaration.label[language], "Delft")
        await driver.fill(Debtor.phoneNumber.declaration.label[language], "09 223 34 44")
        await driver.press(.control("s"))
    }

    @Test(arguments: scenes) func reviewIsAsItsPictureKeptIt(_ scene: Scene) async {
        let driver = form(await StubService.office(debtors: [Self.customer]), scene)
        await review(driver, scene.language)
        expectPicture(scene.name, of: driver)
    }

    @Test func whoseItIsStandsOutAlone() async throws {
        let driver = form(await StubService.office(debtors: [Self.customer]))
        await review(driver)
        let whose = "DB0001 Tandartspraktijk Claes · Mathéo Claes · Gent"
        #expect(driver.role(of: whose) == .title, "\(driver.picture)")
        let page = 1..<(driver.lines.count - 2)
        let bold = page.filter { row in
            (0..<80).contains { driver.terminal.shown[$0, row].role == .title }
        }
        #expect(bold.count == 1)
    }

    @Test(arguments: [(false, "in test.sqlite, full"), (true, "in test.sqlite, PRODUCTION, full")])
    func placeSaysWhatIsAtStake(_ isProduction: Bool, _ words: String) async {
        let driver = form(await StubService.office(debtors: [Self.customer]), isProduction: isProduction)
        await review(driver)
        #expect(driver.line(with: words) != nil, "\(driver.picture)")
    }

    @Test func fieldsAreCounted() async {
        let driver = form(await StubService.office(debtors: [Self.customer]))
        await review(driver)
        #expect(driver.line(with: "WHAT CHANGES")?.hasSuffix("2 fields") == true, "\(driver.picture)")
        #expect(driver.role(of: "[ Send 2 changes ]") == .buttonFocused, "\(driver.picture)")
    }

    @Test func whatAddsSomethingSendsNoNumberOfChanges() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(
            FormScreen(AddingPlans.debtor(), language: .english), service: stub, clock: fixedClock)
        await driver.fill("Company", "Nieuw")
        await driver.press(.control("s"))
        #expect(driver.line(with: "[ Send ]") != nil, "\(driver.picture)")
    }

    @Test func whatElseHappensStandsUnderTheWordForIt() async {
        let driver = form(await StubService.office(debtors: [Self.customer]))
        await review(driver)
        let texts = Texts(.english)
        #expect(driver.line(with: "mail   \(texts.customerIsNotTold)") != nil, "\(driver.picture)")
        #expect(driver.line(with: "rest   \(texts.onlyChangesAreSent)") != nil, "\(driver.picture)")
        #expect(driver.line(with: "back   z takes it back afterwards.") != nil, "\(driver.picture)")
    }

    @Test func anothersChangeHasALoudHeadOfItsOwn() async {
        let stub = await StubService.office(debtors: [Self.customer])
        let driver = form(stub)
        await driver.fill("City", "Delft")
        await stub.show(debtors: [
            Sample.debtor(
                1, "Tandartspraktijk Claes",
                ["Initials": "Mathéo", "SurName": "Claes", "City": "Gent", "Address": "Andere weg 1"])
        ])
        await driver.press(.control("s"))
        #expect(driver.role(of: "! CHANGED BY ANOTHER SINCE YOU OPENED THIS FORM") == .warning, "\(driver.picture)")
        #expect(driver.line(with: "now Andere weg 1") != nil, "\(driver.picture)")
        // What another changed is not sent.
        #expect(driver.line(with: "WHAT CHANGES")?.hasSuffix("1 field") == true, "\(driver.picture)")
    }

    /// However small the window, every sentence comes into view by scrolling, and the button stays.
    @Test(arguments: Language.allCases, [Size(width: 60, height: 16), Size(width: 80, height: 24)])
    func nothingThatHappensStaysOutOfSight(_ language: Language, _ size: Size) async throws {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, size: size, language: language, clock: fixedClock)
        await driver.press(.character("3"), .character("t"), .control("s"))
        let texts = Texts(language)
        let day = try #require(CalendarDate("2026-05-01"))
        let wanted = [
            texts.staysActiveUntil(day), texts.customerIsNotTold, texts.canBeTakenBack(by: "z"),
            texts.isWithdrawn(until: day.adding(days: -1), by: "T"),
        ]
        var seen: Set<String> = []
        for _ in 0..<20 {
            let words = driver.lines.map { $0.filter { !"│┌┐└┘─".contains($0) } }.joined(separator: " ")
                .split(separator: " ").joined(separator: " ")
            seen.formUnion(wanted.filter { words.contains($0) })
            #expect(words.contains("[ \(texts.title(.back))"), "\(driver.picture)")
            await driver.press(.down)
        }
        #expect(seen == Set(wanted), "\(driver.picture)")
    }
}
