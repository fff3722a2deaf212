import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// What is typed for a change of many stays until it is sent, whatever happens before.
@MainActor struct BulkDraftTests {
    private let desk: BulkDesk
    private let drafts = StubShelf()
    private let texts = Texts(.english)
    private let message = "Tonight at ten we move your sites."

    init() async throws { desk = try await BulkDesk() }

    private func console(_ size: Size = Size(width: 80, height: 24), over service: (any BillingService)? = nil)
        async -> ScreenDriver
    {
        await desk.console(size: size, over: service, drafts: drafts)
    }

    /// Marks customers and types a mail to them.
    private func typeMail(_ driver: ScreenDriver, template: String, _ message: String? = nil) async {
        await driver.press(.character(" "), .character(" "), .character(" "))
        await driver.press(.character("b"), .right, .right, .tab)
        await driver.type(template)
        await driver.press(.tab)
        await driver.send(.paste(message ?? self.message))
    }

    private func isInDialog(_ driver: ScreenDriver) -> Bool {
        driver.line(with: texts.label(.bulk)) != nil && driver.line(with: message) != nil
            && driver.line(with: texts.name(of: .mail)) != nil
    }

    // MARK: Back

    @Test func backFromAPlanThatFailedLeadsToWhatWasTyped() async throws {
        let driver = await console()
        await typeMail(driver, template: "99")
        await driver.press(.control("s"))
        #expect(driver.line(with: "there is no mail template 99") != nil, "\(driver.picture)")
        await driver.press(.escape)
        #expect(isInDialog(driver) && driver.line(with: "Mail template")?.hasSuffix("99") == false, "\(driver.picture)")
        #expect(driver.line(with: "Mail template")?.contains(" 99 ") == true, "\(driver.picture)")
    }

    /// A field of several lines is in view with all those that it takes.
    @Test(arguments: BulkPageTests.sizes.map(\.1)) func messageOfManyLinesIsInView(_ size: Size) async throws {
        let driver = await console(size)
        await typeMail(driver, template: "99", long)
        #expect(driver.line(with: "Line 30 of what we say.") != nil, "\(driver.picture)")
        await driver.press(.control("s"), .escape)
        #expect(driver.line(with: "Line 30 of what we say.") != nil, "\(driver.picture)")
        await driver.press(.tab)
        #expect(driver.line(with: "> What") != nil && driver.line(with: "of what we say.") != nil, "\(driver.picture)")
    }

    @Test func backFromTheReviewLeadsToItAndWhatIsMendedIsSent() async throws {
        let driver = await console()
        await typeMail(driver, template: "3")
        await driver.press(.control("s"), .enter)
        #expect(isInDialog(driver), "\(driver.picture)")
        await driver.type(" Bye.")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: " done") != nil, "\(driver.picture)")
        let mails = try await desk.engine.send(ReadCustomerState(1)).mails
        #expect(mails.count == 1)
        // What was sent is left for good.
        await driver.press(.escape)
        #expect(driver.line(with: texts.label(.bulk)) == nil, "\(driver.picture)")
    }

    @Test func whatIsTypedStaysOverAnotherWhat() async throws {
        let driver = await console()
        await typeMail(driver, template: "3")
        await driver.press(.tab, .left)
        #expect(driver.line(with: message) == nil && driver.line(with: texts.name(of: .group)) != nil)
        await driver.press(.tab)
        await driver.type("Hosting")
        await driver.press(.tab, .right)
        #expect(isInDialog(driver), "\(driver.picture)")
        await driver.press(.left)
        #expect(driver.line(with: "Group ")?.contains("Hosting") == true, "\(driver.picture)")
    }

    // MARK: On the disk

    @Test func nextConsoleOffersWhatWasTypedWhenTheLineWasLost() async throws {
        let first = await console()
        await typeMail(first, template: "3")
        first.terminal.send(.hangUp)
        while first.end == nil { await Task.yield() }
        await drafts.endOfConsole()
        let kept = try #require(await drafts.drafts.first)
        #expect(await drafts.drafts.count == 1)
        #expect(kept.draft.typed[SendEmail.message.name] == message && kept.draft.subject == "3 customers")

        let driver = await console()
        #expect(driver.picture.contains("One form was left"), "\(driver.picture)")
        await driver.press(.character(" "), .character("b"))
        #expect(isInDialog(driver), "\(driver.picture)")
        #expect(driver.line(with: texts.draftRestored) != nil, "\(driver.picture)")
        // Of another kind of list it is none.
        await driver.press(.escape, .character("2"), .character(" "), .character("b"))
        #expect(driver.line(with: message) == nil && driver.line(with: texts.draftRestored) == nil)
    }

    @Test func killedConsoleLeavesIt() async throws {
        let first = await console()
        await typeMail(first, template: "3")
        await first.press(.control("s"))
        first.program.keepDrafts()
        await first.idle()
        await drafts.endOfConsole()
        let driver = await console()
        await driver.press(.character(" "), .character("b"))
        #expect(isInDialog(driver), "\(driver.picture)")
    }

    @Test func escapeKeepsItAndLeavingTellsOfIt() async throws {
        let driver = await console()
        await typeMail(driver, template: "3")
        await driver.press(.escape)
        #expect(driver.line(with: texts.draftStored) != nil, "\(driver.picture)")
        await driver.press(.character("b"))
        #expect(isInDialog(driver), "\(driver.picture)")
        await driver.press(.escape, .character("U"), .character("q"))
        #expect(driver.picture.contains("One draft that was not sent is kept"), "\(driver.picture)")
    }

    @Test func dialogInWhichNothingIsTypedLeavesNothing() async throws {
        let driver = await console()
        await driver.press(.character(" "), .character("b"), .right, .right, .escape)
        #expect(driver.line(with: texts.draftStored) == nil)
        #expect(await drafts.deeds.isEmpty)
    }

    @Test func whatIsSentIsNoDraftFromItsFirstRowOn() async throws {
        let gate = GatedService(desk.engine)
        let first = await console()
        await typeMail(first, template: "3")
        await first.press(.escape)
        await drafts.endOfConsole()
        // Also the one that an earlier console left.
        let driver = await console(over: gate)
        await driver.press(.character(" "), .character("b"), .tab, .tab, .end)
        await driver.type(" Bye.")
        await driver.press(.control("s"), .right)
        await gate.hold(SendEmail.self)
        driver.tap(.enter)
        await gate.arrived(1)
        #expect(await driver.shows("0 of 1 done"))
        while await !drafts.drafts.isEmpty { await Task.yield() }
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "1 of 1 done") != nil, "\(driver.picture)")
        await driver.press(.escape, .character("U"), .character(" "), .character("b"))
        #expect(driver.line(with: message) == nil, "\(driver.picture)")
        #expect(await drafts.drafts.isEmpty)
    }

    @Test func runThatTheDiskRefusesLeavesTheDraft() async throws {
        let driver = await console()
        await typeMail(driver, template: "3")
        await desk.shelf.refuse(APIError(.failure, LocalizedText(verbatim: "No space left.")))
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "! No space left.") != nil, "\(driver.picture)")
        await driver.press(.escape)
        #expect(await drafts.drafts.map { $0.draft.typed[SendEmail.message.name] } == [message])
        await driver.press(.character("b"))
        #expect(isInDialog(driver), "\(driver.picture)")
    }

    // MARK: The message on the review

    private var long: String { (1...30).map { "Line \($0) of what we say." }.joined(separator: "\n") }

    @Test(arguments: BulkPageTests.sizes.indices) func reviewShowsTheMessageAndTheWholeOfItOnAPage(_ size: Int)
        async throws
    {
        let (suffix, size) = BulkPageTests.sizes[size]
        let driver = await console(size)
        await typeMail(driver, template: "3", long)
        await driver.press(.control("s"))
        #expect(driver.line(with: "Line 1 of what we say.") != nil, "\(driver.picture)")
        #expect(driver.line(with: "more lines") != nil, "\(driver.picture)")
        // Who gets it stands there too.
        #expect(driver.line(with: "info@company.com") != nil, "\(driver.picture)")
        expectPicture("bulk-mail-long\(suffix)", of: driver)
        await driver.press(.right, .right, .enter)
        #expect(driver.line(with: "Line 2 of what we say.") != nil && driver.line(with: "Mail template") != nil)
        #expect(driver.line(with: "Mail template")?.contains(" 3") == true, "\(driver.picture)")
        expectPicture("bulk-mail-message\(suffix)", of: driver)
        await driver.press(.end)
        #expect(driver.line(with: "Line 30 of what we say.") != nil, "\(driver.picture)")
        await driver.press(.escape)
        #expect(driver.line(with: "[ Back ]") != nil, "\(driver.picture)")
    }

    @Test func mailByATemplateAloneHasNoMessageToShow() async throws {
        let driver = await console()
        await typeMail(driver, template: "3", "")
        await driver.press(.control("s"))
        #expect(driver.line(with: "Mail by template 3") != nil && driver.line(with: "[ The message ]") == nil)
        #expect(driver.line(with: "[ Send") != nil, "\(driver.picture)")
    }
}
