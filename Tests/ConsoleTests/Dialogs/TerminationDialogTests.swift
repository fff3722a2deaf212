import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

@MainActor struct TerminationDialogTests {
    private let texts = Texts(.english)
    private let stub: StubService
    private let driver: ScreenDriver

    init() async {
        stub = await StubService.office()
        driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.character("3"), .character("t"))
    }

    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    /// Dialog lines without their frame, so that a sentence broken over two lines reads whole.
    private var words: String {
        driver.lines.map { $0.filter { !"│┌┐└┘─".contains($0) } }.joined(separator: " ").split(separator: " ")
            .joined(separator: " ")
    }

    @Test func proposedDayComesWithItsReasons() throws {
        #expect(driver.line(with: "Ends on")?.contains("2026-05-01") == true)
        // A calendar stands left of the reasons; each is looked for by its last words.
        #expect(driver.picture.contains("2025-05-01"))
        #expect(driver.picture.contains("2026-04-10"))
        #expect(driver.picture.contains("(*)"))
        #expect(driver.picture.contains("May 2026"))
    }

    @Test func consequencesStandInTheDialogAndInTheReview() async throws {
        let stays = texts.staysActiveUntil(try day("2026-05-01"))
        #expect(words.contains(stays))
        #expect(words.contains(texts.customerIsNotTold))
        await driver.press(.control("s"))
        #expect(words.contains(texts.reviewTitle))
        #expect(words.contains(stays))
        #expect(words.contains(texts.customerIsNotTold))
    }

    @Test func dayBeforeTheContractEndIsWarnedAbout() async throws {
        await driver.fill("Ends on", "2026-04-15")
        #expect(words.contains(texts.beforeContractEnd(try day("2026-05-01"))))
    }

    @Test(arguments: ["2026-04-15", "2026-05-02", "1-7-27"])
    func dayThatIsNotTheEndOfTheContractIsSaidLoudly(_ typed: String) async {
        await driver.fill("Ends on", typed)
        let loud = typed == "2026-04-15" ? "! BEFORE THE CONTRACT ENDS" : "! BEYOND THE CONTRACT PERIOD"
        #expect(driver.role(of: loud) == .danger, "\(driver.picture)")
        await driver.press(.control("s"))
        #expect(driver.role(of: loud) == .danger, "\(driver.picture)")
    }

    @Test func proposedDayIsNothingToBeLoudAbout() async {
        #expect(driver.line(with: "! ") == nil, "\(driver.picture)")
    }

    @Test func reviewSaysWhoWhatItSavesAndHowLongItIsTakenBack() async {
        await driver.press(.control("s"))
        #expect(driver.role(of: "DB0001 Alpha Bakery · Site one", below: 4) == .title, "\(driver.picture)")
        #expect(words.contains("a month incl. VAT is no longer invoiced."))
        #expect(words.contains("Until 2026-04-30 it can be withdrawn by T."))
        #expect(words.contains("z takes it back afterwards."))
        #expect(words.contains(texts.customerIsNotTold))
    }

    @Test(
        arguments: [
            ("31-12", "2026-12-31", true), ("1-7-27", "2027-07-01", true), ("+3m", "2026-06-10", true),
            ("end", "2026-05-01", true), ("einde", "2026-05-01", true), ("vandaag", "2026-03-10", true),
            ("2026-12-31", "2026-12-31", false),
        ])
    func dayIsTypedFromTheCalendarOn(_ typed: String, _ day: String, _ isUnderstood: Bool) async throws {
        await driver.type(typed)
        #expect(driver.isFocused("Ends on"))
        #expect(driver.line(with: "Ends on")?.contains(typed) == true)
        let words = "= \(texts.dayOfWeek(try self.day(day)))"
        #expect((driver.line(with: words) != nil) == isUnderstood, "\(driver.picture)")
        await driver.press(.control("s"), .right, .enter)
        #expect(await stub.arguments(of: TerminateService.self).first?[TerminateService.date]?.text == day)
    }

    @Test func dayThatIsNotInTheFutureEndsAtOnce() async {
        await driver.fill("Ends on", "2026-03-10")
        #expect(words.contains("The service ends TODAY."))
        #expect(driver.role(of: "! The service ends TODAY") == .danger)
        await driver.press(.control("s"))
        #expect(driver.role(of: "! The service ends TODAY") == .danger)
    }

    @Test func dayThatHasPassedIsSaidLoudlyBeforeTheDeed() async {
        await driver.fill("Ends on", "2026-03-09")
        #expect(driver.role(of: "! 2026-03-09 IS IN THE PAST") == .danger)
        await driver.press(.control("s"))
        #expect(driver.role(of: "! 2026-03-09 IS IN THE PAST") == .danger)
        #expect(words.contains("and that cannot be withdrawn."))
    }

    @Test(arguments: ["2026-06-15", "15-06-2026", "15/6/2026"]) func ownDayIsTypedAndSent(_ typed: String) async {
        await driver.fill("Ends on", typed)
        #expect(driver.picture.contains("June 2026"))
        await driver.press(.control("s"), .right, .enter)
        let sent = await stub.arguments(of: TerminateService.self)
        #expect(sent.first?[text: TerminateService.date.declaration] == "2026-06-15")
        #expect(sent.first?[Subscription.identifier] == 1)
    }

    @Test(arguments: ["2026-02-30", "31-11-2026", "", "soon", "2026-13-01", "99999"])
    func impossibleDayIsRefusedWithItsSentence(_ typed: String) async {
        await driver.fill("Ends on", typed)
        await driver.press(.control("s"))
        #expect(words.contains(texts.notADay(typed)))
        #expect(!words.contains(texts.reviewTitle))
        #expect(driver.isFocused("Ends on"))
        #expect(await stub.written.isEmpty)
    }

    @Test func calendarMovesByDayWeekAndMonthAndFillsTheField() async {
        await driver.press(.right)
        #expect(driver.line(with: "Ends on")?.contains("2026-05-02") == true)
        await driver.press(.down)
        #expect(driver.line(with: "Ends on")?.contains("2026-05-09") == true)
        await driver.press(.pageDown)
        #expect(driver.line(with: "Ends on")?.contains("2026-06-09") == true)
    }

    @Test func reasonIsSentWithTheDay() async {
        await driver.focus("Reason")
        await driver.type("Moves abroad")
        await driver.press(.control("s"), .right, .enter)
        let sent = await stub.arguments(of: TerminateService.self)
        #expect(sent.first?[TerminateService.reason] == "Moves abroad")
        #expect(driver.line(with: "✓ The service ends on") != nil)
    }

    @Test func reasonThatIsTakenAwayStandsInTheReview() async throws {
        let desk = try await DemoInstallation(debtors: 1)
        var end = TerminateService()
        end[Subscription.identifier] = 1
        end[TerminateService.date] = try day("2026-07-14")
        end[TerminateService.reason] = "Moves abroad"
        _ = try await desk.engine.send(end)
        let driver = ScreenDriver(service: desk.engine, clock: fixedClock)
        await driver.press(.character("3"), .character("t"))
        await driver.focus("Reason")
        await driver.press(.end)
        for _ in "Moves abroad" { await driver.press(.backspace) }
        await driver.press(.control("s"))
        #expect(driver.line(with: "- Moves abroad") != nil, "\(driver.picture)")
        #expect(driver.line(with: "+ \(texts.nothing)") != nil)
    }

    @Test func refusedTerminationReturnsWithTheSystemsWordsAndEverythingTyped() async {
        await stub.refuse(TerminateService.self, "De dienst loopt nog.")
        await driver.fill("Ends on", "2026-06-15")
        await driver.focus("Reason")
        await driver.type("Moves abroad")
        await driver.press(.control("s"), .right, .enter)
        #expect(words.contains("De dienst loopt nog."))
        #expect(driver.line(with: "Ends on")?.contains("2026-06-15") == true)
        #expect(words.contains("Moves abroad"))
    }

    @Test func escapeFromTheReviewKeepsTheDay() async {
        await driver.fill("Ends on", "2026-06-15")
        await driver.press(.control("s"), .escape)
        #expect(driver.line(with: "Ends on")?.contains("2026-06-15") == true)
        #expect(await stub.written.isEmpty)
    }

    @Test(arguments: ["3", "4"]) func chosenDayIsADraft(_ tab: Character) async {
        await driver.press(.escape, .character(tab), .character("t"), .pageDown)
        let chosen = tab == "3" ? "2026-06-01" : "2026-04-11"
        #expect(driver.picture.contains(chosen))
        await driver.press(.escape)
        #expect(driver.line(with: texts.draftKept) != nil)
        await driver.press(.character("t"))
        #expect(driver.line(with: texts.draftRestored) != nil)
        #expect(driver.picture.contains(chosen), "\(driver.picture)")
    }

    @Test func proposedDayIsNoDraft() async {
        await driver.press(.escape, .character("4"), .character("t"), .escape)
        #expect(driver.line(with: texts.draftKept) == nil)
    }

    @Test func endedServiceRefusesWithTheReason() async {
        await driver.press(.escape, .down, .down, .character("t"))
        #expect(driver.line(with: "This service has ended on 2026-01-31 and cannot be terminated again.") != nil)
        await driver.press(.enter, .character("t"))
        #expect(driver.line(with: "This service has ended on 2026-01-31 and cannot be terminated again.") != nil)
        #expect(driver.line(with: "Terminate service") == nil)
    }

    @Test func serviceThatEndedMeanwhileRefusesWithTheReason() async {
        await driver.press(.escape)
        await stub.answer(ShowService.self) { _ in Found(Sample.services[2]) }
        await driver.press(.character("t"))
        #expect(driver.line(with: "This service has ended on 2026-01-31 and cannot be terminated again.") != nil)
    }

    @Test func blockDialogProposesTomorrowAndSendsTheDay() async throws {
        await driver.press(.escape, .character("4"), .character("t"))
        #expect(words.contains(texts.blockTitle.english))
        #expect(driver.picture.contains("2026-03-11"))
        #expect(words.contains(texts.blockDayIsKept))
        await driver.press(.control("s"), .right, .enter)
        let sent = await stub.arguments(of: UpdateUserDetails.self)
        #expect(sent.first?.names == [User.id.name, User.blockAt.name])
        #expect(sent.first?[text: User.blockAt.declaration] == "2026-03-11")
    }

    @Test func pastBlockDayIsSaidToSwitchTheOptionOff() async {
        await driver.press(.escape, .character("4"), .character("t"))
        await driver.press(.left, .left, .left)
        #expect(driver.role(of: "! A block at 2026-03-08, IN THE PAST,") == .danger)
        await driver.press(.right, .right)
        #expect(driver.role(of: "! A block at TODAY blocks nobody") == .danger)
        await driver.press(.control("s"))
        #expect(driver.role(of: "! A block at TODAY blocks nobody") == .danger)
    }
}
