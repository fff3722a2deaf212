import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// A sending without an answer is neither taken for a refusal nor repeated unasked.
@MainActor struct UndecidedTests {
    enum Form: String, CaseIterable, Sendable {
        case edit, product, user, newService, password, termination, block

        var keys: [Key] {
            switch self {
            case .edit: [.character("e")]
            case .product: [.character("2"), .character("e")]
            case .user: [.character("4"), .character("e")]
            case .newService: [.character("a")]
            case .password: [.character("p")]
            case .termination: [.character("3"), .character("t")]
            case .block: [.character("4"), .character("t")]
            }
        }

        /// A field and what is typed in it; nil where what is proposed will do.
        var typing: (label: String, text: String)? {
            switch self {
            case .edit, .user: ("City", "Leiden")
            case .product: ("Name", "Hosting XL")
            case .newService: ("Product", "P001")
            case .password: ("Temporary password", "Geheim-12345")
            case .termination, .block: nil
            }
        }
    }

    private let texts = Texts(.english)
    private let stub: StubService
    private let driver: ScreenDriver

    init() async {
        stub = await StubService.office()
        driver = ScreenDriver(service: stub, clock: fixedClock)
        await stub.loseAnswers()
    }

    private func open(_ form: Form) async {
        for key in form.keys { await driver.press(key) }
        if let (label, text) = form.typing { await driver.fill(label, text) }
    }

    private func send(_ form: Form) async {
        await open(form)
        await driver.press(.control("s"), .right, .enter)
    }

    @Test(arguments: Form.allCases) func sendingWithoutAnAnswerIsSaidToBeUnknown(_ form: Form) async {
        await send(form)
        #expect(driver.line(with: texts.isUnknown) != nil)
        #expect(driver.picture.contains("no answer came"))
        #expect(driver.role(of: "[ Back to the form ]") == .buttonFocused)
        #expect(driver.line(with: "[ Read again ]") != nil)
        #expect(await stub.written.count == 1)
    }

    /// Nothing is offered in its place before somebody knows what became of it.
    @Test(arguments: Form.allCases) func theSameIsNotSentAgainBeforeItIsSettled(_ form: Form) async throws {
        await send(form)
        #expect(driver.line(with: "[ Send") == nil, "\(driver.picture)")
        await driver.press(.enter, .control("s"))
        #expect(driver.line(with: texts.isUnknown) != nil, "\(driver.picture)")
        #expect(driver.line(with: "[ Send") == nil)
        // Reading does not decide; so a person does.
        if driver.line(with: "[ It was done ]") == nil { await driver.pressButton("Read again") }
        #expect(await stub.written.count == 1)
        #expect(await driver.pressButton("It was not done"), "\(driver.picture)")
        #expect(driver.picture.contains("was not done"), "\(driver.picture)")
        await driver.press(.control("s"), .right, .enter)
        #expect(await stub.written.count == 2)
        let intents = await stub.intents
        #expect(Set(intents.map(\.id)).count == 2)
        let (first, second) = (try #require(intents.first), try #require(intents.last))
        #expect(first.changes == second.changes && first.action == second.action)
    }

    @Test(arguments: Form.allCases) func whoHasLookedSaysThatItWasDone(_ form: Form) async {
        await send(form)
        await driver.pressButton("Read again")
        #expect(await driver.pressButton("It was done"), "\(driver.picture)")
        #expect(driver.line(with: "✓ It was done") != nil, "\(driver.picture)")
        // What was done is no draft any more.
        await open(form)
        #expect(driver.line(with: texts.draftRestored) == nil)
        #expect(!driver.picture.contains("has no answer"))
        #expect(await stub.written.count == 1)
    }

    @Test func readingAgainTellsThatItTookEffect() async {
        await send(.edit)
        await stub.show(debtors: [Sample.debtor(1, "Alpha Bakery", ["City": "Leiden"])])
        await driver.press(.right, .enter)
        #expect(driver.line(with: "✓ " + texts.tookEffect("DB0001 Alpha Bakery")) != nil)
        #expect(await stub.written.count == 1)
        // What was settled is no draft any more.
        await driver.press(.character("e"))
        #expect(driver.line(with: texts.draftRestored) == nil)
    }

    @Test func reviewingAgainTellsThatItTookEffect() async {
        await send(.edit)
        await driver.press(.enter)
        await stub.show(debtors: [Sample.debtor(1, "Alpha Bakery", ["City": "Leiden"])])
        await driver.press(.control("s"))
        #expect(driver.line(with: "✓ " + texts.tookEffect("DB0001 Alpha Bakery")) != nil, "\(driver.picture)")
        await driver.press(.character("e"))
        #expect(driver.line(with: texts.draftRestored) == nil)
        #expect(!driver.picture.contains("has no answer"))
    }

    @Test func openingTheFormAgainTellsThatItTookEffect() async {
        await send(.edit)
        await driver.press(.escape, .escape)
        await stub.show(debtors: [Sample.debtor(1, "Alpha Bakery", ["City": "Leiden"])])
        await driver.press(.character("e"))
        #expect(driver.line(with: texts.tookEffect("DB0001 Alpha Bakery")) != nil, "\(driver.picture)")
        await driver.press(.escape)
        #expect(!driver.picture.contains(texts.undecidedKept.prefix(40)))
        await driver.press(.character("e"))
        #expect(driver.line(with: texts.tookEffect("DB0001 Alpha Bakery")) == nil)
    }

    /// What is typed beside it is kept when the form is left.
    @Test func whatIsTypedAfterAnUnknownSendingOutlivesIt() async {
        await send(.edit)
        await driver.press(.escape)
        await driver.fill("Website", "https://mine.example")
        await stub.show(debtors: [Sample.debtor(1, "Alpha Bakery", ["City": "Leiden"])])
        await driver.press(.control("s"))
        #expect(driver.line(with: "· " + texts.tookEffect("DB0001 Alpha Bakery")) != nil, "\(driver.picture)")
        #expect(driver.line(with: texts.changedByAnother) == nil)
        await driver.press(.escape, .escape, .character("e"))
        await driver.focus("Website")
        #expect(driver.line(with: ">*Website")?.hasSuffix("https://mine.example") == true)
        #expect(!driver.picture.contains("has no answer"))
    }

    @Test func readingAgainTellsThatTheOldValuesAreStillThere() async {
        await send(.edit)
        await driver.press(.right, .enter)
        #expect(driver.picture.contains("the old values are still there"))
        #expect(driver.line(with: texts.isUnknown) != nil)
        await driver.press(.escape)
        await driver.focus("City")
        #expect(driver.line(with: ">*City")?.hasSuffix("Leiden") == true)
    }

    @Test func readingAgainSaysWhatTheRecordDoesNotShow() async {
        await send(.password)
        await driver.press(.right, .enter)
        #expect(driver.picture.contains("the record does not show whether it took"))
    }

    @Test func readingAgainTellsOfAnEndThatTookEffect() async throws {
        await send(.termination)
        let ended = Sample.service(
            1, "Site one", ["TerminationDate": "2026-05-01", "TerminationCreated": "2026-03-10"])
        await stub.show(services: [ended])
        await driver.press(.right, .enter)
        #expect(driver.line(with: "✓ It took effect") != nil)
    }

    /// No system elsewhere tells the reason: it is evidence of nothing.
    @Test func readingAgainTellsOfAnEndWithAReasonThatTookEffect() async throws {
        await open(.termination)
        await driver.focus("Reason")
        await driver.type("Moves abroad")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: texts.isUnknown) != nil)
        let ended = Sample.service(
            1, "Site one", ["TerminationDate": "2026-05-01", "TerminationCreated": "2026-03-10"])
        await stub.show(services: [ended])
        await driver.press(.right, .enter)
        #expect(driver.line(with: "✓ It took effect") != nil, "\(driver.picture)")
    }

    @Test func readingAgainTellsOfAWithdrawalThatTookEffect() async {
        let ending = ["TerminationDate": "2026-05-01", "TerminationCreated": "2026-03-10"]
        await stub.show(services: [Sample.service(1, "Site one", ending)])
        await driver.press(.character("3"), .character("T"), .right, .enter)
        #expect(driver.line(with: texts.isUnknown) != nil, "\(driver.picture)")
        await driver.press(.right, .enter)
        #expect(driver.picture.contains("the old values are still there"), "\(driver.picture)")
        await stub.show(services: [Sample.service(1, "Site one", ["TerminationDate": ""])])
        await driver.press(.right, .enter)
        #expect(driver.line(with: "✓ It took effect") != nil, "\(driver.picture)")
        #expect(await stub.written.count == 1)
    }

    @Test(arguments: Form.allCases) func theFormRemembersItAfterItWasLeft(_ form: Form) async {
        await send(form)
        await driver.press(.escape, .escape)
        #expect(driver.picture.contains(texts.undecidedKept.prefix(40)))
        await open(form)
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.isUnknown) != nil, "\(driver.picture)")
        #expect(driver.line(with: "[ Send") == nil)
        await driver.press(.right, .enter)
        #expect(await stub.written.count == 1)
        #expect(!driver.picture.contains("Geheim"))
    }

    /// Also where another day would be proposed by then.
    @Test func theDayThatWasSentIsProposedAgain() async {
        await send(.termination)
        await driver.press(.escape, .escape)
        await stub.show(services: [Sample.service(1, "Site one", ["StartContract": "2025-08-01"])])
        await driver.press(.character("t"))
        #expect(driver.line(with: "Ends on")?.contains("2026-05-01") == true, "\(driver.picture)")
        #expect(driver.line(with: texts.draftRestored) == nil)
        #expect(driver.picture.contains("has no answer"))
    }

    @Test func refusalIsNoUnknownOutcome() async {
        await stub.refuse(EditDebtor.self, "Nee")
        await send(.edit)
        #expect(driver.line(with: texts.isUnknown) == nil)
        #expect(driver.line(with: "Nee") != nil)
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: texts.isUnknown) == nil)
        #expect(await stub.written.count == 2)
    }

    /// The name that a change is sent under is what lets `balied` know a repeat.
    @Test func repeatIsDoneOnceByASystemThatKnowsRepeats() async throws {
        let desk = try await DemoInstallation()
        let losing = LosingTransport(desk.hostFactEndpoint, losing: "action=add")
        let driver = ScreenDriver(
            service: desk.asHostFact(through: losing), clock: fixedClock, backend: .vendor("HostFact"))
        let before = try await desk.engine.send(ListServices()).total
        await driver.press(.character("a"))
        await driver.fill("Product", "P001")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: texts.isUnknown) != nil)
        await losing.stop()
        #expect(await driver.pressButton("Ask again"), "\(driver.picture)")
        #expect(driver.line(with: "✓ ") != nil, "\(driver.picture)")
        let after = try await desk.engine.send(ListServices()).total
        #expect(after == before.map { $0 + 1 })
    }

    /// Who may not ask is turned away before anybody looks for what had the name.
    @Test func whoIsTurnedAwayWhenAskingAgainKnowsNoMoreThanBefore() async throws {
        let desk = try await DemoInstallation()
        let key = WithdrawnKey(desk.hostFactEndpoint, then: desk.closedEndpoint, for: "action=add")
        let cut = CutTransport(key, cutting: "action=add")
        let driver = ScreenDriver(
            service: desk.asHostFact(through: cut), clock: fixedClock, backend: .vendor("HostFact"))
        await driver.press(.character("a"))
        await driver.fill("Product", "P001")
        await driver.press(.control("s"), .right, .enter)
        await cut.stop()
        await key.withdraw()
        #expect(await driver.pressButton("Ask again"), "\(driver.picture)")
        #expect(driver.line(with: "HostFact refused: API key is invalid") != nil)
        #expect(driver.line(with: "? 1 undecided") != nil, "\(driver.picture)")
        await driver.press(.escape, .escape, .character("O"), .enter)
        await driver.pressButton("Read again")
        #expect(await driver.pressButton("Ask again"), "\(driver.picture)")
        #expect(driver.line(with: "[ Ask again ]") != nil, "\(driver.picture)")
    }

    @Test func anotherChangeAfterAnUnknownOneIsNoRepeat() async throws {
        let desk = try await DemoInstallation()
        let losing = LosingTransport(desk.hostFactEndpoint, losing: "action=edit")
        let driver = ScreenDriver(
            service: desk.asHostFact(through: losing), clock: fixedClock, backend: .vendor("HostFact"))
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: texts.isUnknown) != nil)
        await losing.stop()
        await driver.press(.enter)
        await driver.fill("City", "Gouda")
        // What was sent took effect, which is no other's change.
        await driver.press(.control("s"))
        #expect(driver.line(with: "It took effect: DB0001") != nil, "\(driver.picture)")
        #expect(driver.line(with: texts.changedByAnother) == nil)
        #expect(driver.line(with: "- Leiden") != nil)
        await driver.press(.right, .enter)
        #expect(try await desk.engine.send(ShowDebtor(1)).record.text(Debtor.city) == "Gouda")
    }
}

extension StubService {
    /// Takes every change and tells nobody of it.
    fileprivate func loseAnswers() {
        lose(EditDebtor.self)
        lose(EditProduct.self)
        lose(UpdateUserDetails.self)
        lose(AddService.self)
        lose(UpdateLoginCredentials.self)
        lose(TerminateService.self)
        lose(WithdrawTermination.self)
    }

    private func lose<Action: APIAction>(_ action: Action.Type) {
        answer(action) { _ throws(APIError) -> Action.Answer in
            throw APIError(.unknownOutcome, LocalizedText("It was sent, and no answer came.", "Er kwam geen antwoord."))
        }
    }
}
