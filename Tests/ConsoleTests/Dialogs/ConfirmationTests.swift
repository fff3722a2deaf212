import BillingAPI
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// Nothing is sent by accident: not by Enter alone, not by a letter, not twice.
@MainActor struct ConfirmationTests {
    /// The dialogs, by the keys that open them from the first list, and how each gets to its review.
    enum Dialog: String, CaseIterable, Sendable {
        case password, termination, block, newService, edit

        var keys: [Key] {
            switch self {
            case .password: [.character("p")]
            case .termination: [.character("3"), .character("t")]
            case .block: [.character("4"), .character("t")]
            case .newService: [.character("a")]
            case .edit: [.character("e")]
            }
        }
    }

    private let texts = Texts(.english)
    private let stub: StubService
    private let driver: ScreenDriver

    init() async {
        stub = await StubService.office()
        driver = ScreenDriver(service: stub, clock: fixedClock)
    }

    private func open(_ dialog: Dialog, inReview: Bool) async {
        for key in dialog.keys { await driver.press(key) }
        if dialog == .edit { await driver.fill("City", "Leiden") }
        if dialog == .newService { await driver.fill("Product", "P001") }
        if inReview { await driver.press(.control("s")) }
    }

    private static let harmless: [Key] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:/?!+-*".map { .character($0) }
        + [.delete, .backspace, .insert, .home, .end, .pageUp, .pageDown]
        + "abdefghjkuvwxyz".map { .control($0) }

    @Test(arguments: Dialog.allCases, [false, true]) func noLetterSends(_ dialog: Dialog, _ inReview: Bool) async {
        await open(dialog, inReview: inReview)
        for key in Self.harmless {
            await driver.press(key)
            // q goes back from a review; it is opened again, so that every key is tried on it.
            if driver.line(with: "Keys: ") != nil { await driver.press(.escape) }
            if inReview, driver.line(with: texts.reviewTitle) == nil { await driver.press(.control("s")) }
        }
        #expect(await stub.written.isEmpty)
    }

    @Test(arguments: Dialog.allCases) func noLetterSendsWithSendFocused(_ dialog: Dialog) async {
        await open(dialog, inReview: true)
        await driver.press(.right)
        #expect(driver.role(of: "[ Send ") == .buttonFocused)
        // q goes back, ? shows the keys and y the command line.
        for key in Self.harmless where !"q?y".map({ .character($0) }).contains(key) { await driver.press(key) }
        #expect(driver.role(of: "[ Send ") == .buttonFocused)
        #expect(await stub.written.isEmpty)
    }

    /// Those whose change can be taken back.
    private static let undone: Set<Dialog> = [.termination, .edit]

    @Test(arguments: Dialog.allCases) func whatCanBeTakenBackIsSentByEnterAndNothingElse(_ dialog: Dialog) async {
        await open(dialog, inReview: true)
        #expect(driver.line(with: texts.reviewTitle) != nil)
        let sends = Self.undone.contains(dialog)
        #expect(driver.role(of: sends ? "[ Send " : "[ Back to the form ]") == .buttonFocused, "\(driver.picture)")
        #expect(driver.lines.last?.hasPrefix(sends ? "Enter send" : "Enter back to the form") == true)
        await driver.press(.enter)
        #expect(driver.line(with: texts.reviewTitle) == nil)
        #expect(await stub.written.count == (sends ? 1 : 0))
    }

    /// Where real customers are at stake nobody sends by Enter alone.
    @Test(arguments: Dialog.allCases) func backIsMarkedFirstInProduction(_ dialog: Dialog) async {
        let driver = ScreenDriver(service: stub, clock: fixedClock, isProduction: true)
        await ConfirmationTests(stub: stub, driver: driver).open(dialog, inReview: true)
        #expect(driver.role(of: "[ Back to the form ]") == .buttonFocused, "\(driver.picture)")
        await driver.press(.enter)
        #expect(await stub.written.isEmpty)
    }

    @Test func backIsMarkedFirstAfterAClash() async {
        await open(.edit, inReview: false)
        await stub.show(debtors: [Sample.debtor(1, "Alpha Bakery", ["City": "Theirs"])])
        await driver.press(.control("s"))
        await driver.decide(.right)
        await driver.press(.right, .enter)
        #expect(driver.line(with: texts.reviewTitle) != nil, "\(driver.picture)")
        #expect(driver.role(of: "[ Back to the form ]") == .buttonFocused)
    }

    @Test(arguments: Dialog.allCases) func enterAllTheWayThroughSendsNothing(_ dialog: Dialog) async {
        await open(dialog, inReview: false)
        for _ in 0..<40 { await driver.press(.enter) }
        #expect(await stub.written.isEmpty)
    }

    @Test(arguments: Dialog.allCases) func keysReadBeforeTheFirstFrameOfAReviewPressNoButton(_ dialog: Dialog) async {
        await open(dialog, inReview: false)
        driver.tap(.control("s"), .right, .enter)
        await driver.idle()
        #expect(await stub.written.isEmpty)
        #expect(driver.line(with: texts.reviewTitle) != nil)
    }

    @Test(arguments: Dialog.allCases) func enterTwiceQuicklySendsOnce(_ dialog: Dialog) async {
        await open(dialog, inReview: true)
        await driver.press(.right)
        driver.tap(.enter, .enter, .enter)
        await driver.idle()
        #expect(await stub.written.count == 1)
    }

    @Test(arguments: Dialog.allCases) func keysDoNothingWhileTheChangeIsSent(_ dialog: Dialog) async {
        let gate = GatedService(stub)
        let driver = ScreenDriver(service: gate, clock: fixedClock)
        let own = ConfirmationTests(stub: stub, driver: driver)
        await own.open(dialog, inReview: true)
        await driver.press(.right)
        await gate.hold(EditDebtor.self)
        await gate.hold(UpdateLoginCredentials.self)
        await gate.hold(AddService.self)
        await gate.hold(TerminateService.self)
        await gate.hold(UpdateUserDetails.self)
        driver.tap(.enter)
        await gate.arrived(1)
        #expect(await driver.shows(texts.sending))
        driver.tap(.escape, .enter, .character("q"), .control("s"), .function(2), .left, .enter, .character("1"))
        driver.tap(.function(10), .control("c"), .tab, .enter)
        await driver.look()
        #expect(driver.line(with: texts.sending) != nil)
        #expect(driver.end == nil)
        await gate.open()
        await driver.idle()
        #expect(await stub.written.count == 1)
        #expect(driver.line(with: texts.sending) == nil)
        #expect(driver.line(with: "✓ ") != nil)
    }

    private init(stub: StubService, driver: ScreenDriver) {
        self.stub = stub
        self.driver = driver
    }
}
