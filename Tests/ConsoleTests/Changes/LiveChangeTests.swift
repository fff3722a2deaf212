import BillingAPI
import BillingEngine
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import SQLStore
import TerminalCore
import Testing

@testable import Console

/// What another changes while a form stands open comes into it, and touches nothing that is typed.
@MainActor struct LiveChangeTests {
    private let desk: DemoInstallation
    /// Where a colleague works at the same data, three hours later.
    private let desk2: EngineService

    init() async throws {
        desk = try await DemoInstallation()
        let later = LocalTime(date: fixedMoment.date, hour: 14, minute: 3, second: 9, offset: fixedMoment.offset)
        desk2 = EngineService(store: desk.store, clock: .fixed(later))
    }

    /// - Parameter journal: Tells who changed what; nil where nobody keeps that.
    private func driver(
        size: Size = Size(width: 80, height: 24), language: Language = .english, journal: SystemHistory? = nil
    ) -> ScreenDriver {
        ScreenDriver(service: desk.engine, size: size, language: language, clock: fixedClock, history: journal)
    }

    private var journal: SystemHistory { SystemHistory(DatabaseJournal(store: desk.store), isOwn: false) }
    private var ownJournal: SystemHistory { SystemHistory(DatabaseJournal(store: desk.store), isOwn: true) }

    private func change(_ driver: ScreenDriver, _ fill: (inout EditDebtor) -> Void) async throws {
        try await changeUnheard(fill)
        await tell(driver, ChangedRecord(.debtor, 1))
    }

    private func changeUnheard(_ fill: (inout EditDebtor) -> Void) async throws {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        fill(&edit)
        _ = try await desk2.send(edit, Self.byDesk2)
    }

    private static var byDesk2: Sending { Sending(asker: Asker(author: ChangeAuthor("desk-2", by: .user))) }

    private func tell(_ driver: ScreenDriver, _ record: ChangedRecord?) async {
        let change = record.map { SystemChange.records([$0]) } ?? .anything
        driver.program.take(.changed(change), of: driver.program.setting.system)
        await driver.idle()
    }

    private nonisolated static let told = [
        (true, "Changed by desk-2, 14:03: City"), (false, "Changed by another, 11:00: City"),
    ]

    @Test(arguments: told) func untouchedFieldTakesTheNewValue(_ isKept: Bool, _ words: String) async throws {
        let driver = driver(journal: isKept ? journal : nil)
        await driver.press(.character("e"))
        await driver.fill("Company", "Mine Ltd")
        try await change(driver) { $0[Debtor.city] = "Theirs" }
        #expect(driver.line(with: words) != nil, "\(driver.picture)")
        #expect(driver.line(with: ">*Company")?.hasSuffix("Mine Ltd") == true)
        await driver.focus("City")
        #expect(driver.line(with: "> City")?.hasSuffix("Theirs") == true)

        // It is theirs: nothing of it is sent, and nobody is asked about it.
        await driver.press(.control("s"))
        #expect(driver.line(with: Texts(.english).reviewTitle) != nil, "\(driver.picture)")
        #expect(["- Theirs", "+ Theirs", "now Theirs"].allSatisfy { driver.line(with: $0) == nil })
        await driver.press(.right, .enter)
        let debtor = try await desk.engine.send(ShowDebtor(1)).record
        #expect(debtor.text(Debtor.city) == "Theirs" && debtor.text(Debtor.companyName) == "Mine Ltd")
    }

    @Test func typedFieldStaysAndIsMarked() async throws {
        let driver = driver(journal: journal)
        await driver.press(.character("e"))
        await driver.fill("City", "Mine")
        try await change(driver) { $0[Debtor.city] = "Theirs" }
        #expect(driver.line(with: ">*City")?.hasSuffix("Mine") == true, "\(driver.picture)")
        #expect(driver.line(with: "└ desk-2 made it “Theirs”, 14:03") != nil)
        // The next change of theirs is still one against what was typed.
        try await change(driver) { $0[Debtor.city] = "Theirs again" }
        #expect(driver.line(with: "└ desk-2 made it “Theirs again”, 14:03") != nil, "\(driver.picture)")
        await driver.press(.control("s"))
        #expect(driver.line(with: "( ) Theirs again") != nil, "\(driver.picture)")
        #expect(driver.line(with: "( ) Mine") != nil)
    }

    @Test func whatBothTypeAlikeIsNoChangeAnyMore() async throws {
        let driver = driver()
        await driver.press(.character("e"))
        await driver.fill("City", "Theirs")
        try await change(driver) { $0[Debtor.city] = "Theirs" }
        #expect(driver.line(with: "> City")?.hasSuffix("Theirs") == true, "\(driver.picture)")
        await driver.press(.control("s"))
        #expect(driver.line(with: Texts(.english).nothingChanged) != nil)
    }

    @Test func allFieldsThatWereChangedAreNamed() async throws {
        let driver = driver()
        await driver.press(.character("e"))
        try await change(driver) { $0[Debtor.phoneNumber] = "010 1234567" }
        try await change(driver) { $0[Debtor.city] = "Theirs" }
        #expect(driver.line(with: "Changed by another, 11:00: City, Phone") != nil, "\(driver.picture)")
    }

    @Test func changeOfAnotherRecordIsNone() async throws {
        let driver = driver()
        await driver.press(.character("e"))
        let before = driver.picture
        var edit = EditDebtor()
        edit[Debtor.identifier] = 2
        edit[Debtor.city] = "Theirs"
        _ = try await desk.engine.send(edit)
        await tell(driver, nil)
        #expect(driver.picture == before)
    }

    @Test func cursorStaysWhereItIsInAFieldThatNobodyChanged() async throws {
        let driver = driver()
        await driver.press(.character("e"))
        await driver.focus("City")
        await driver.press(.home)
        try await change(driver) { $0[Debtor.website] = "https://theirs.example" }
        await driver.press(.character("X"))
        #expect(driver.line(with: ">*City")?.contains(" X") == true, "\(driver.picture)")
    }

    /// Under a review the check before the sending tells; the form itself shows it when it is gone back to.
    @Test func whatComesUnderAReviewStandsInTheFormAfterIt() async throws {
        let driver = driver()
        await driver.press(.character("e"))
        await driver.fill("Website", "https://mine.example")
        await driver.press(.control("s"))
        try await change(driver) { $0[Debtor.city] = "Theirs" }
        #expect(driver.line(with: "Changed by") == nil, "\(driver.picture)")
        await driver.press(.escape)
        #expect(driver.line(with: "Changed by another, 11:00: City") != nil, "\(driver.picture)")
    }

    @Test func calendarTakesTheDayThatNobodyChose() async throws {
        let driver = driver(size: Size(width: 100, height: 34), journal: journal)
        await driver.press(.character("3"), .character("t"))
        let service = try #require(
            try await desk.engine.send(ListServices()).rows.first?[Subscription.identifier])
        var end = TerminateService()
        end[Subscription.identifier] = service
        end[TerminateService.date] = CalendarDate("2026-07-14")
        _ = try await desk2.send(end, Self.byDesk2)
        await tell(driver, ChangedRecord(.service, service))
        #expect(driver.line(with: "Changed by desk-2, 14:03: Ends on") != nil, "\(driver.picture)")
        await driver.focus("Ends on")
        #expect(driver.line(with: "> Ends on")?.contains("2026-07-14") == true, "\(driver.picture)")
    }

    // MARK: Who it was

    /// What nobody told of, as between two readings of a system elsewhere, is known when it is sent.
    @Test func clashPageSaysWhoItWas() async throws {
        let driver = driver(journal: journal)
        await driver.press(.character("e"))
        await driver.fill("City", "Mine")
        try await changeUnheard { $0[Debtor.city] = "Theirs" }
        #expect(driver.line(with: "Changed by") == nil, "\(driver.picture)")
        await driver.press(.control("s"))
        #expect(driver.line(with: "( ) Theirs") != nil, "\(driver.picture)")
        #expect(driver.line(with: "· Changed by desk-2, 14:03: City") != nil, "\(driver.picture)")
    }

    @Test func reviewSaysWhoChangedTheRest() async throws {
        let driver = driver(journal: journal)
        await driver.press(.character("e"))
        await driver.fill("Website", "https://mine.example")
        try await changeUnheard { $0[Debtor.city] = "Theirs" }
        await driver.press(.control("s"))
        #expect(driver.line(with: Texts(.english).reviewTitle) != nil, "\(driver.picture)")
        #expect(driver.line(with: "· Changed by desk-2, 14:03: City") != nil, "\(driver.picture)")
    }

    /// A program of an earlier version leaves no entry; the one before it is not of this change.
    @Test func changeThatNobodyWroteDownIsAnothers() async throws {
        let driver = driver(journal: journal)
        try await changeUnheard { $0[Debtor.city] = "Earlier" }
        await driver.press(.character("e"))
        try await desk.store.write { transaction in
            try transaction.execute(SQLQuery("UPDATE debtor SET City = 'Theirs' WHERE Identifier = 1"))
        }
        await tell(driver, ChangedRecord(.debtor, 1))
        #expect(driver.line(with: "Changed by another, 11:00: City") != nil, "\(driver.picture)")
    }

    /// What was sent from here says nothing of what others do.
    @Test func ownSendingsTellOfNobodyElse() async throws {
        let driver = driver(journal: ownJournal)
        await driver.press(.character("e"))
        try await change(driver) { $0[Debtor.city] = "Theirs" }
        #expect(driver.line(with: "Changed by another, 11:00: City") != nil, "\(driver.picture)")
    }

    @Test func journalThatCannotBeReadHidesNoChange() async throws {
        let unread = StubJournal([])
        await unread.refuse(APIError(.unreachable, LocalizedText("gone", "weg")))
        let driver = driver(journal: SystemHistory(unread, isOwn: false))
        await driver.press(.character("e"))
        try await change(driver) { $0[Debtor.city] = "Theirs" }
        #expect(driver.line(with: "Changed by another, 11:00: City") != nil, "\(driver.picture)")
    }

    @Test func recordThatIsGoneIsToldWhileItIsTyped() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.character("e"))
        await driver.fill("City", "Mine")
        await stub.show(debtors: [])
        driver.program.dataChanged()
        await driver.idle()
        #expect(driver.line(with: Texts(.english).recordIsGone) != nil, "\(driver.picture)")
        #expect(driver.line(with: ">*City")?.hasSuffix("Mine") == true)
    }

    @Test(arguments: [
        ("live", Size(width: 80, height: 24), Language.english), ("live-nl-wide", Size(width: 132, height: 43), .dutch),
    ])
    func formShowsWhatOthersDo(_ name: String, _ size: Size, _ language: Language) async throws {
        let driver = driver(size: size, language: language, journal: journal)
        await driver.press(.character("e"))
        await driver.fill(Debtor.city.declaration.label[language], "東京")
        try await change(driver) {
            $0[Debtor.city] = "Leiden"
            $0[Debtor.zipCode] = "2312 AB"
        }
        expectPicture(name, of: driver)
    }
}
