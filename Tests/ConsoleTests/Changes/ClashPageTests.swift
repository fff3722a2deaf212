import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// What stands side by side where two people changed one field, and what becomes of what was typed.
@MainActor struct ClashPageTests {
    private static let note =
        "Wants to be called after five only. Speaks Dutch and German. Pays by bank, on the first of the month, and has done so for nine years. Reminders go to the bookkeeper"

    private let stub: StubService
    private let pause = HeldPause()

    init() async { stub = await StubService.office() }

    private func theirs(_ texts: [String: String]) async {
        await stub.show(debtors: [Sample.debtor(1, "Alpha Bakery", texts)])
    }

    private func driver(
        _ size: Size = Size(width: 80, height: 24), _ language: Language = .english, drafts: StubShelf? = nil
    ) -> ScreenDriver {
        ScreenDriver(
            service: stub, size: size, language: language, clock: fixedClock, drafts: drafts,
            pause: { [pause] _ in await pause.wait() })
    }

    @Test(arguments: [
        ("clash", Size(width: 80, height: 24), Language.english),
        ("clash-nl-wide", Size(width: 132, height: 43), .dutch),
        ("clash-small", Size(width: 60, height: 16), .english),
    ])
    func threeValuesStandSideBySide(_ name: String, _ size: Size, _ language: Language) async {
        await theirs(["City": "Delft", "Address": "Oude Delft 12", "EmailAddress": "bakery@example.com"])
        let driver = driver(size, language)
        await driver.press(.character("e"))
        await driver.fill(Debtor.address.declaration.label[language], "Nieuwe Langendijk 101 achter de binnenplaats")
        await driver.fill(Debtor.city.declaration.label[language], "東京")
        await theirs(["City": "Leiden", "Address": "Rapenburg 70", "EmailAddress": "alpha@example.com"])
        await driver.press(.control("s"), .left)
        expectPicture(name, of: driver)
    }

    @Test func longTextsStandUnderEachOtherAndShowWhereTheyDiffer() async {
        await theirs(["Comment": Self.note + " in Delft."])
        let driver = driver()
        await driver.press(.character("e"))
        await driver.focus("Internal note")
        await driver.press(.control("u"))
        await driver.send(.paste(Self.note + " in Leiden, who is called Jansen."))
        await theirs(["Comment": Self.note + " in Gouda."])
        await driver.press(.control("s"))
        #expect(driver.line(with: "Delft.") != nil && driver.line(with: "Gouda.") != nil, "\(driver.picture)")
        #expect(driver.line(with: "Jansen.") != nil)
        expectPicture("clash-long", of: driver)
    }

    @Test func pageThatNobodySawTakesNoKeys() async {
        await theirs(["City": "Delft"])
        let gate = GatedService(stub)
        let driver = ScreenDriver(service: gate, clock: fixedClock)
        await driver.press(.character("e"))
        await driver.fill("City", "Mine")
        await theirs(["City": "Leiden"])
        await gate.hold(ShowDebtor.self)
        driver.tap(.control("s"))
        await gate.arrived(1)
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "( ) Leiden") != nil, "\(driver.picture)")
        #expect(driver.line(with: "(*) ") == nil)
    }

    @Test func whatWasGivenUpIsInTheDraft() async throws {
        await theirs(["City": "Delft"])
        let shelf = StubShelf()
        let driver = driver(drafts: shelf)
        await driver.press(.character("e"))
        await driver.fill("City", "Mine")
        await theirs(["City": "Leiden"])
        await driver.press(.control("s"))
        await driver.decide(.left)
        await driver.press(.right, .enter)
        #expect(driver.line(with: "you typed “Mine”") != nil, "\(driver.picture)")
        await driver.press(.escape)
        let kept = try #require(await shelf.drafts.first)
        #expect(kept.draft.aside == ["City": "Mine"] && kept.draft.typed.isEmpty)

        await driver.press(.character("e"))
        await driver.focus("City")
        #expect(driver.line(with: "you typed “Mine”") != nil, "\(driver.picture)")
        #expect(driver.line(with: "> City")?.hasSuffix("Leiden") == true)
        await driver.press(.control("r"))
        #expect(driver.line(with: ">*City")?.hasSuffix("Mine") == true)
    }

    /// Ctrl-R leads from what is typed to what is stored, and from there to what was given up.
    @Test func revertingLeadsBackToWhatWasGivenUp() async {
        await theirs(["City": "Delft"])
        let driver = driver()
        await driver.press(.character("e"))
        await driver.fill("City", "Mine")
        await theirs(["City": "Leiden"])
        await driver.press(.control("s"))
        await driver.decide(.left)
        await driver.press(.right, .enter)
        await driver.fill("City", "Other")
        await driver.press(.control("r"))
        #expect(driver.line(with: "> City")?.hasSuffix("Leiden") == true, "\(driver.picture)")
        await driver.press(.control("r"))
        #expect(driver.line(with: ">*City")?.hasSuffix("Mine") == true, "\(driver.picture)")
    }
}
