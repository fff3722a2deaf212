import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// Why a change is made: two fields of its review, which cost nothing to those who leave them empty.
@MainActor struct NoteTests {
    private let texts = Texts(.english)
    private let stub: StubService

    init() async { stub = await StubService.office() }

    private func driver(
        size: Size = Size(width: 80, height: 24), language: Language = .english, drafts: (any DraftShelf)? = nil
    ) async -> ScreenDriver {
        let driver = ScreenDriver(
            service: stub, size: size, language: language, clock: fixedClock, drafts: drafts)
        await driver.idle()
        return driver
    }

    /// With Back marked, wherever the mark was.
    private func review(_ driver: ScreenDriver) async {
        await driver.press(.character("e"))
        await driver.fill(Debtor.city.declaration.label[driver.program.setting.language], "Leiden")
        await driver.press(.control("s"), .left)
    }

    private var notes: [ChangeNote] {
        get async { await stub.intents.map { ChangeNote(reason: $0.reason, ticket: $0.ticket) } }
    }

    @Test(arguments: [[Key.right, .enter], [.tab, .enter]]) func withoutOneTheKeysAreThoseOfAlways(
        _ keys: [Key]
    ) async {
        let driver = await driver()
        await review(driver)
        #expect(driver.role(of: "[ Back to the form ]") == .buttonFocused)
        for key in keys { await driver.press(key) }
        #expect(await notes == [ChangeNote()])
    }

    @Test func reasonAndTicketGoAlong() async {
        let driver = await driver()
        await review(driver)
        await driver.press(.tab, .tab)
        await driver.type("Moved house")
        await driver.press(.tab)
        await driver.type(" T-1042 ")
        await driver.press(.tab, .right, .enter)
        #expect(await notes == [ChangeNote(reason: "Moved house", ticket: "T-1042")], "\(driver.picture)")
    }

    /// Enter leads on, in the end to the button that changes nothing; letters are letters.
    @Test func typingNeverConfirms() async {
        let driver = await driver()
        await review(driver)
        await driver.press(.backTab, .backTab)
        await driver.type("q ? x e")
        await driver.press(.left, .right, .enter)
        await driver.type("q")
        #expect(driver.line(with: "Reason q ? x e")?.hasSuffix("Ticket q") == true, "\(driver.picture)")
        await driver.press(.enter)
        #expect(driver.role(of: "[ Back to the form ]") == .buttonFocused)
        await driver.press(.enter)
        #expect(driver.line(with: texts.reviewTitle) == nil)
        #expect(await stub.written.isEmpty)
    }

    @Test func barNamesOnlyWhatKeysDoWhileItIsTyped() async {
        let driver = await driver()
        await review(driver)
        #expect(driver.lines.last?.contains("Enter back to the form") == true)
        await driver.press(.tab, .tab)
        #expect(driver.lines.last?.contains("Enter") == false, "\(driver.picture)")
        #expect(driver.lines.last?.contains("Tab next") == true && driver.lines.last?.contains("Esc back") == true)
    }

    @Test func itStaysWhileStaffGoBackAndForth() async {
        let driver = await driver()
        await review(driver)
        await driver.press(.tab, .tab)
        await driver.type("Moved")
        await driver.press(.escape)
        await driver.fill("Phone", "010 1")
        await driver.press(.control("s"))
        #expect(driver.line(with: "Reason Moved") != nil, "\(driver.picture)")
        await driver.press(.right, .enter)
        #expect(await notes == [ChangeNote(reason: "Moved")])
    }

    @Test func itStaysOverARefusalAndAClash() async {
        await stub.refuse(EditDebtor.self, "Nee")
        let driver = await driver()
        await review(driver)
        await driver.press(.tab, .tab)
        await driver.type("Moved")
        await driver.press(.tab, .tab, .right, .enter)
        await stub.show(debtors: [Sample.debtor(1, "Alpha Bakery", ["City": "Gouda"])])
        await driver.press(.control("s"))
        await driver.decide(.right)
        await driver.press(.right, .enter)
        #expect(driver.line(with: "Reason Moved") != nil, "\(driver.picture)")
    }

    @Test func itIsKeptInTheDraft() async {
        let shelf = StubShelf()
        var driver = await driver(drafts: shelf)
        await review(driver)
        await driver.press(.tab, .tab)
        await driver.type("Moved")
        await driver.press(.tab)
        await driver.type("T-1")
        await driver.press(.escape, .escape)
        #expect(await shelf.drafts.map(\.draft.note) == [ChangeNote(reason: "Moved", ticket: "T-1")])
        await shelf.endOfConsole()
        driver = await self.driver(drafts: shelf)
        await driver.press(.character("e"), .right, .left, .enter)
        await driver.press(.control("s"))
        #expect(driver.picture.contains("Reason Moved") && driver.picture.contains("Ticket T-1"), "\(driver.picture)")
    }

    @Test func moreThanFitsIsNotTakenInSilence() async {
        let driver = await driver()
        await review(driver)
        await driver.press(.tab, .tab)
        await driver.send(.paste(String(repeating: "x", count: ChangeNote.longestReason + 3)))
        #expect(driver.line(with: texts.pasteDidNotFit(3)) != nil, "\(driver.picture)")
        await driver.press(.tab, .tab, .right, .enter)
        #expect(await notes.map(\.reason.count) == [ChangeNote.longestReason])
    }

    /// Keys and pastes leave controls out already; what a file brings, or a character nobody sees, is refused.
    @Test(arguments: [
        ("a\u{202e}b", "U+202E"), ("a\u{7}b", "U+0007"), ("a\nb", "U+000A"), ("a\u{200b}b", "U+200B"),
    ]) func whatCannotBeSeenIsRefused(_ reason: String, _ name: String) async {
        let entry = NoteEntry(ChangeNote(reason: reason))
        #expect(entry.problem(texts)?.part == .reason)
        #expect(entry.problem(texts)?.sentence.contains(name) == true)
        #expect(NoteEntry(ChangeNote(reason: "Müller\u{a0}– 東京", ticket: "T-1")).problem(texts) == nil)
        let long = NoteEntry(ChangeNote(ticket: String(repeating: "x", count: 101)))
        #expect(long.problem(texts)?.part == .ticket && long.problem(texts)?.sentence.contains("101") == true)

        var kept = Sample.draft()
        kept.draft.note = ChangeNote(reason: reason)
        let driver = await driver(drafts: StubShelf([kept]))
        await driver.press(.character("e"), .right, .left, .enter)
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.picture.contains(name), "\(driver.picture)")
        #expect(await stub.written.isEmpty)
        // The focus is where it can be put right.
        await driver.press(.end, .control("u"))
        await driver.type("Moved")
        await driver.press(.tab, .tab, .right, .enter)
        #expect(await notes == [ChangeNote(reason: "Moved")])
    }

    @Test func controlsOfAPasteAreLeftOut() async {
        let driver = await driver()
        await review(driver)
        await driver.press(.tab, .tab)
        await driver.send(.paste("Moved\u{1b}[31m\u{7} house\r\nnow"))
        await driver.press(.tab, .tab, .right, .enter)
        #expect(await notes == [ChangeNote(reason: "Moved[31m house now")])
    }

    /// Every dialog's review has them too, and what takes a change back.
    @Test(arguments: [[Key.character("p")], [.character("3"), .character("t")], [.character("4"), .character("t")]])
    func dialogsHaveThem(_ way: [Key]) async {
        let driver = await driver()
        for key in way { await driver.press(key) }
        await driver.press(.control("s"), .left, .tab, .tab)
        await driver.type("Asked by phone")
        await driver.press(.tab, .tab, .right, .enter)
        #expect(await notes == [ChangeNote(reason: "Asked by phone")], "\(driver.picture)")
    }

    @Test(arguments: [
        ("note", Size(width: 80, height: 24), Language.english), ("note-nl", Size(width: 80, height: 24), .dutch),
        ("note-low", Size(width: 60, height: 16), .english), ("note-wide", Size(width: 132, height: 43), .dutch),
    ])
    func pictures(_ name: String, _ size: Size, _ language: Language) async {
        let driver = await driver(size: size, language: language)
        await review(driver)
        await driver.press(.tab, .tab)
        await driver.type("東京 is her new address, as she said on the telephone today")
        expectPicture(name, of: driver)
    }
}
