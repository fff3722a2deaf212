import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// Planned endings and blocks are taken back: by `T`, and by an emptied day.
@MainActor struct WithdrawalTests {
    private let end = CalendarDate("2026-06-15")
    private let texts = Texts(.english)

    /// A desk whose service 1 ends on a day to come, and whose user 3 is blocked on it.
    private func desk() async throws -> DemoInstallation {
        let desk = try await DemoInstallation(debtors: 1)
        var terminate = TerminateService()
        terminate[Subscription.identifier] = 1
        terminate[TerminateService.date] = end
        _ = try await desk.engine.send(terminate)
        var block = UpdateUserDetails(3)
        block[User.blockAt] = end
        _ = try await desk.engine.send(block)
        return desk
    }

    private func ending(in desk: DemoInstallation) async throws -> CalendarDate? {
        try await desk.engine.send(ShowService(1)).record[Subscription.terminationDate]
    }

    private func block(in desk: DemoInstallation) async throws -> CalendarDate? {
        User.plannedBlock(of: try await desk.engine.send(ReadUser(3)).user, fixedClock.today)
    }

    /// What the dialog says, without its frame and line breaks.
    private func words(_ driver: ScreenDriver) -> String {
        driver.lines.map { $0.filter { !"│┌┐└┘─".contains($0) } }.joined(separator: " ").split(separator: " ")
            .joined(separator: " ")
    }

    @Test func aPlannedEndingIsWithdrawnFromListPageAndCustomer() async throws {
        for way: [Key] in [
            [.character("3")], [.character("3"), .enter], [.character("1"), .enter],
        ] {
            let desk = try await desk()
            let driver = ScreenDriver(service: desk.engine, clock: fixedClock)
            for key in way { await driver.press(key) }
            await driver.press(.character("T"))
            #expect(driver.line(with: texts.reviewTitle) != nil, "\(driver.picture)")
            #expect(driver.line(with: "- 2026-06-15") != nil)
            #expect(words(driver).contains("The service stays active."))
            // Back stands first: Enter by itself changes nothing.
            await driver.press(.enter)
            #expect(try await ending(in: desk) == end)
            await driver.press(.character("T"), .right, .enter)
            #expect(try await ending(in: desk) == nil)
            #expect(driver.line(with: "✓ The service goes on: DB0001") != nil)
        }
    }

    /// There is no form to go back to.
    @Test func theReviewOfAWithdrawalLeadsBack() async throws {
        let desk = try await desk()
        let driver = ScreenDriver(service: desk.engine, clock: fixedClock)
        await driver.press(.character("3"), .character("T"))
        #expect(driver.role(of: "[ Back ]") == .buttonFocused, "\(driver.picture)")
        #expect(!driver.picture.contains("form"))
        await driver.press(.enter)
        #expect(driver.line(with: texts.reviewTitle) == nil)
    }

    @Test func aHostFactIsNotAskedUnlessItsProfileSaysThatItCan() async throws {
        let desk = try await desk()
        let driver = ScreenDriver(
            service: desk.asHostFact(), size: Size(width: 160, height: 30), clock: fixedClock,
            backend: .vendor("Work"))
        await driver.press(.character("3"), .character("T"))
        #expect(driver.line(with: "write can_withdraw = true in its profile.") != nil)
        #expect(driver.line(with: texts.reviewTitle) == nil)
        // The dialog of the ending says the same when its day is emptied.
        await driver.press(.character("t"))
        await driver.fill("Ends on", "")
        await driver.press(.control("s"))
        // What stands in the pane beside the dialog comes between its lines.
        #expect(words(driver).contains("can_withdraw = true in its profile."))
        #expect(try await ending(in: desk) == end)
    }

    @Test func theReviewSaysOnWhoseWordAHostFactIsAsked() async throws {
        let desk = try await desk()
        let driver = ScreenDriver(
            service: desk.asHostFact(canWithdraw: true), clock: fixedClock, backend: .vendor("Work"))
        await driver.press(.character("3"), .character("T"))
        #expect(words(driver).contains("the profile says that Work can. Its answer is checked."))
        await driver.press(.right, .enter)
        #expect(try await ending(in: desk) == nil)
    }

    @Test func anEmptiedDayInTheDialogWithdrawsThePlannedEnding() async throws {
        let desk = try await desk()
        let driver = ScreenDriver(service: desk.engine, clock: fixedClock)
        await driver.press(.character("3"), .character("t"))
        await driver.fill("Ends on", "")
        await driver.press(.control("s"))
        #expect(driver.line(with: "- 2026-06-15") != nil)
        await driver.press(.right, .enter)
        #expect(try await ending(in: desk) == nil)
    }

    @Test func whereNothingIsPlannedItIsSaid() async throws {
        let desk = try await DemoInstallation(debtors: 1)
        let driver = ScreenDriver(service: desk.engine, clock: fixedClock)
        await driver.press(.character("3"), .character("T"))
        #expect(driver.line(with: "No ending is planned for this service.") != nil)
        await driver.press(.character("4"), .character("T"))
        #expect(driver.line(with: texts.noBlockPlanned) != nil)
    }

    @Test(arguments: [false, true]) func aPlannedBlockIsClearedByADayThatHasPassed(isElsewhere: Bool) async throws {
        let desk = try await desk()
        let driver = ScreenDriver(
            service: isElsewhere ? desk.asM4() : desk.engine, clock: fixedClock,
            backend: isElsewhere ? .vendor("Tel") : .embedded(mail: .waits))
        await driver.press(.character("4"), .character("/"))
        await driver.type("companyx")
        await driver.press(.enter, .character("T"))
        #expect(driver.line(with: "- 2026-06-15") != nil, "\(driver.picture)")
        #expect(words(driver).contains("M4 takes no empty day: 2000-01-01 is sent"))
        await driver.press(.right, .enter)
        #expect(try await block(in: desk) == nil)
    }

    @Test(arguments: [false, true]) func anEmptiedBlockDayInTheFormClearsTheBlock(isElsewhere: Bool) async throws {
        let desk = try await desk()
        let system: any BillingService = isElsewhere ? desk.asM4() : desk.engine
        let user = try await system.send(ReadUser(3)).user
        let driver = ScreenDriver(
            FormScreen(UserPlans.edit(user), language: .english), service: system, clock: fixedClock)
        await driver.fill("Block at", "")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) != nil, "\(driver.picture)")
        #expect(words(driver).contains("No block is planned any more."))
        await driver.press(.right, .enter)
        #expect(try await block(in: desk) == nil)
        // What is stored in place of nothing is shown as nothing.
        let cleared = try await system.send(ReadUser(3)).user
        let again = ScreenDriver(
            FormScreen(UserPlans.edit(cleared), language: .english), service: system, clock: fixedClock)
        await again.focus("Block at")
        #expect(again.line(with: "Block at")?.contains("2000") == false)
    }

    @Test func aBlockDayThatIsNotToComeIsSaidLoudlyInTheForm() async throws {
        let desk = try await desk()
        let user = try await desk.engine.send(ReadUser(3)).user
        let driver = ScreenDriver(
            FormScreen(UserPlans.edit(user), language: .english), service: desk.engine, clock: fixedClock)
        await driver.fill("Block at", "2026-03-09")
        #expect(driver.role(of: "! A block at 2026-03-09, IN THE PAST,") == .danger)
        await driver.press(.control("s"))
        #expect(driver.role(of: "! A block at 2026-03-09, IN THE PAST,") == .danger)
    }

    @Test func aClearedBlockIsNotShownAsAPlannedOne() async throws {
        let desk = try await desk()
        _ = try await desk.engine.send(
            UpdateUserDetails(
                parsing: [RawParameter("user_id", "3")] + User.blockAt.declaration.parameters("")))
        let driver = ScreenDriver(service: desk.engine, size: Size(width: 132, height: 30), clock: fixedClock)
        await driver.press(.character("4"))
        #expect(!driver.picture.contains("2000-01-01"))
    }
}
