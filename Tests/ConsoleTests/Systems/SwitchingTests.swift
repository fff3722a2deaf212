import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// Working on several systems at once: nothing that one of them holds is lost by going to another.
@MainActor struct SwitchingTests {
    private let office: StubService
    private let other: StubService
    private let setup: StubSetup
    private let driver: ScreenDriver

    init() async {
        office = await StubService.office()
        other = await StubService.office(debtors: [Sample.debtor(7, "Delta Elsewhere"), Sample.debtor(8, "Echo Away")])
        setup = StubSetup([KnownProfile(name: "work", place: "HostFact billing.example.net")], opening: ["work": other])
        driver = ScreenDriver(service: office, clock: fixedClock, profiles: setup)
        await driver.idle()
    }

    private func goToWork() async {
        await driver.press(.character("C"))
        while driver.line(with: "> work") == nil, driver.line(with: ">") != nil { await driver.press(.down) }
        await driver.press(.enter)
    }

    private func goBack() async { await driver.press(.character("C"), .enter) }

    @Test func anotherSystemIsShownWithItsNameAndItsData() async {
        await goToWork()
        #expect(driver.line(with: "Delta Elsewhere") != nil)
        #expect(driver.line(with: "Alpha Bakery") == nil)
        #expect(driver.lines[0].contains("work"))
        #expect(driver.end == nil)
    }

    @Test func whatIsAskedGoesToTheSystemInView() async {
        await goToWork()
        await office.forget()
        await driver.press(.enter, .escape, .character("3"))
        // Only M4 users of a customer are looked for in every system.
        #expect(await Set(office.sent.map(\.name)) == [BrowseUsers.declaration.name])
        #expect(await !other.sent.isEmpty)
    }

    @Test func whatASystemOutOfViewSaysStandsUnderItsName() async {
        let gate = GatedService(office)
        let driver = ScreenDriver(service: gate, clock: fixedClock, profiles: setup)
        await driver.press(.enter)
        await office.refuse(ShowDebtor.self, "The line is dead.")
        await gate.hold(ShowDebtor.self)
        driver.tap(.character("R"))
        await gate.arrived(1)
        driver.tap(.character("C"))
        #expect(await driver.shows("billing.example.net"))
        if driver.line(with: "> work") == nil { driver.tap(.down) }
        #expect(await driver.shows("> work"))
        driver.tap(.enter)
        #expect(await driver.shows("Delta Elsewhere"))
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "test.sqlite: The line is dead.") != nil, "\(driver.picture)")
    }

    @Test func filterPageAndCursorAreAsTheyWereOnTheWayBack() async {
        await driver.press(.character("/"))
        await driver.type("gamma")
        await driver.press(.enter)
        await goToWork()
        await driver.press(.down)
        await goBack()
        #expect(driver.line(with: "/ gamma") != nil)
        #expect(driver.line(with: "Gamma Media") != nil)
        #expect(driver.line(with: "Alpha Bakery") == nil)
        await goToWork()
        #expect(driver.line(with: "Echo Away")?.hasPrefix(">") == true)
        #expect(await setup.opened == ["work"])
    }

    @Test func draftsAreKeptAndBelongToTheirSystem() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.escape)
        await other.show(debtors: Sample.debtors)
        await goToWork()
        await driver.press(.character("e"))
        #expect(driver.line(with: Texts(.english).draftRestored) == nil)
        await driver.press(.escape)
        await goBack()
        await driver.press(.character("e"))
        await driver.focus("City")
        #expect(driver.line(with: ">*City")?.hasSuffix("Leiden") == true)
    }

    @Test func leavingCountsTheTextOfEverySystem() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.escape)
        await goToWork()
        await driver.press(.character("q"))
        #expect(driver.end == nil)
        #expect(driver.picture.contains("not sent"))
    }

    @Test func systemInViewIsReadAgainOnReturnSinceOthersMayHaveChangedIt() async {
        await goToWork()
        await office.show(debtors: [Sample.debtor(1, "Renamed Bakery")])
        await goBack()
        #expect(driver.line(with: "Renamed Bakery") != nil)
    }

    @Test func listOfSystemsSaysWhichAreOpen() async {
        await goToWork()
        await driver.press(.character("C"))
        #expect(driver.line(with: "test.sqlite")?.contains("open") == true)
        #expect(driver.line(with: "HostFact billing.example.net")?.contains("open") == true)
    }

    @Test func systemThatCannotBeOpenedCostsNobodyTheirOwn() async {
        await setup.refuse(APIError(.unreachable, LocalizedText("It does not answer.", "Het antwoordt niet.")))
        await goToWork()
        #expect(driver.line(with: "! It does not answer.") != nil)
        await driver.press(.escape)
        #expect(driver.line(with: "Alpha Bakery") != nil)
        #expect(driver.lines[0].contains("test.sqlite"))
    }

    @Test func systemDoesNotComeIntoViewUnderTypingHands() async {
        await setup.hold()
        await driver.press(.character("C"))
        driver.tap(.enter)
        await setup.arrived(1)
        driver.tap(.character("j"))
        await setup.release()
        await driver.idle()
        #expect(driver.lines[0].contains("test.sqlite"))
        #expect(driver.picture.contains("“work” is open now"))
        await driver.press(.enter)
        #expect(driver.line(with: "Delta Elsewhere") != nil)
    }

    @Test func openingCanBeGivenUp() async {
        await setup.hold()
        await driver.press(.character("C"))
        driver.tap(.enter)
        await setup.arrived(1)
        driver.tap(.escape)
        await setup.release()
        await driver.idle()
        #expect(driver.line(with: "> work") != nil)
        #expect(driver.lines[0].contains("test.sqlite"))
    }

    @Test func effectNamesTheSystemItAsks() async {
        await goToWork()
        let screen = AskingScreen(of: .database("test"))
        driver.program.open(AnyScreen(screen))
        await driver.idle()
        #expect(driver.line(with: "asked: Alpha Bakery") != nil)
    }

    @Test func systemThatIsNotOpenIsNotAsked() async {
        driver.program.open(AnyScreen(AskingScreen(of: .profile("nowhere"))))
        await driver.idle()
        #expect(driver.picture.contains("is not open"))
    }

    @Test func newsOfASystemOutOfViewWaitsUntilItIsLookedAt() async {
        await goToWork()
        await office.forget()
        driver.program.take(.changed(.anything), of: .database("test"))
        await driver.idle()
        #expect(await office.sent.isEmpty)
        await goBack()
        #expect(await office.arguments(of: ListDebtors.self).count == 1)
    }
}

/// Asks one system, whichever is in view.
private struct AskingScreen: Screen {
    enum Action { case start, answered(Result<String, APIError>) }

    let system: SystemID
    private var text = ""

    init(of system: SystemID) { self.system = system }

    var started: Action? { .start }
    func title(_ setting: Setting) -> String { "" }
    func bindings(_ setting: Setting) -> [Binding<Action>] { [] }

    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .start:
            return .read(
                slot: "one", of: system,
                { service throws(APIError) in
                    try await service.send(ShowDebtor(1)).record.text(Debtor.companyName)
                }
            ) { .answered($0) }
        case .answered(.success(let name)): text = "asked: " + name
        case .answered(.failure(let error)): text = error.message.english
        }
        return .none
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area)
        canvas.write(text, at: area.origin)
    }
}
