import BillingAPI
import BillingEngine
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// Who changed what, when and why: of a record by `H`, of one field by F7.
@MainActor struct HistoryTests {
    private let texts = Texts(.english)

    /// What happened to debtor 1, the newest first.
    private static let journal: [HistoryEntry] = [
        Sample.entry(
            9, by: ChangeAuthor("desk", by: .key, origin: "bram@desk-3", address: "10.0.0.7"),
            at: "2026-03-10T09:15:00Z", note: ChangeNote(reason: "Moved house", ticket: "T-1042"),
            Sample.change(Debtor.city.declaration, "Gouda", "Delft"),
            Sample.change(Debtor.address.declaration, "", "Kerkstraat 16")),
        Sample.entry(
            7, action: UpdateLoginCredentials.declaration.name,
            Sample.change(UpdateLoginCredentials.newUsername.declaration, "alpha", "DB0001"),
            Sample.change(Debtor.password.declaration, nil, nil)),
        Sample.entry(
            4, at: "2026-03-02T08:00:00Z", Sample.change(Debtor.invoiceMethod.declaration, "1", "0"),
            Sample.change(Debtor.mailing.declaration, "no", "yes")),
        Sample.entry(2, at: "2026-02-28T08:00:00Z", Sample.change(Debtor.city.declaration, nil, "Gouda")),
    ]

    private func driver(
        _ journal: (any RecordHistory)?, isOwn: Bool = false, size: Size = Size(width: 80, height: 24),
        language: Language = .english, clock: LocalClock = fixedClock, keys: KeyMap = .standard
    ) async -> ScreenDriver {
        let driver = ScreenDriver(
            service: await StubService.office(), size: size, language: language, clock: clock,
            backend: isOwn ? .vendor("HostFact") : .embedded(mail: .waits), keys: keys,
            history: journal.map { SystemHistory($0, isOwn: isOwn) })
        await driver.idle()
        return driver
    }

    // MARK: What it says

    @Test func pricesForPeriodsAreInWords() async {
        func rows(_ price: String) -> String {
            #"[{"Periods":"12","Periodic":"m","PriceExcl":"\#(price)","PriceIncl":"0"}]"#
        }
        let entry = Sample.entry(
            1, action: EditProduct.declaration.name, Sample.change(Product.customPrices, rows("120"), rows("126")))
        let driver = await driver(StubJournal([entry]))
        await driver.press(.character("2"), .character("H"))
        #expect(driver.line(with: "Price, 12 months")?.contains("- 120.00") == true, "\(driver.picture)")
        #expect(driver.line(with: "+ 126.00  +5.0 %") != nil)
    }

    @Test func membersOfAGroupHaveTheirNames() async {
        let entry = Sample.entry(
            1, action: EditGroup.declaration.name, Sample.change(Group.items.declaration, "1,2", "1,3"))
        let driver = await driver(StubJournal([entry]))
        await driver.press(.character("L"), .character("H"))
        #expect(driver.line(with: "History · Shops") != nil, "\(driver.picture)")
        #expect(driver.line(with: "+ 2 customers; added: DB0003 Gamma Media") != nil, "\(driver.picture)")
        #expect(driver.line(with: "DB0002 Beta Cycles") != nil)
    }

    @Test func membersOfAProductGroupAreProducts() async {
        let entry = Sample.entry(
            1, action: EditGroup.declaration.name, Sample.change(Group.items.declaration, "1", "1,2"))
        let driver = await driver(StubJournal([entry]))
        await driver.press(.character("L"), .tab, .character("H"))
        #expect(driver.line(with: "+ 2 products; added: P002 Hosting large") != nil, "\(driver.picture)")
    }

    @Test func itSaysWhoWhenWhatAndWhy() async {
        let driver = await driver(StubJournal(Self.journal), size: Size(width: 100, height: 43))
        await driver.press(.character("H"))
        #expect(driver.line(with: "History · DB0001 Alpha Bakery") != nil, "\(driver.picture)")
        let head = "2026-03-10 10:15  key desk, says bram@desk-3 from 10.0.0.7  Edit debtor"
        #expect(driver.line(with: head) != nil)
        #expect(driver.line(with: "City")?.hasSuffix("- Gouda") == true)
        #expect(driver.role(of: "- Gouda") == .oldValue && driver.role(of: "+ Delft") == .newValue)
        #expect(driver.line(with: "Address")?.hasSuffix("- \(texts.nothing)") == true)
        #expect(driver.line(with: "Moved house") != nil && driver.line(with: "T-1042") != nil)
        #expect(driver.line(with: "2026-03-09 16:30  anna@desk-2  Reset password") != nil)
        #expect(driver.line(with: texts.noOlderOnes) != nil)
        #expect(driver.line(with: "4 changes") != nil)
    }

    /// Fields, choices and answers as staff know them; of a secret only that it changed.
    @Test func valuesAreThoseThatStaffSee() async {
        let driver = await driver(StubJournal(Self.journal), size: Size(width: 100, height: 43))
        await driver.press(.character("H"))
        #expect(driver.line(with: "User name")?.hasSuffix("- alpha") == true, "\(driver.picture)")
        #expect(driver.line(with: Debtor.password.declaration.label.english)?.hasSuffix("+ changed") == true)
        let method = Debtor.invoiceMethod.declaration
        #expect(driver.line(with: "- \(texts.shown("1", method.kind))") != nil)
        #expect(driver.line(with: "+ \(texts.shown("0", method.kind))") != nil)
        #expect(texts.shown("1", method.kind) != "1")
        #expect(driver.line(with: Debtor.mailing.declaration.label.english)?.hasSuffix("- no") == true)
    }

    @Test func numbersOfM4AreNamed() async {
        let currency = User.currency.declaration
        let entry = Sample.entry(1, action: UpdateUserDetails.declaration.name, Sample.change(currency, "1", "2"))
        let driver = await driver(StubJournal([entry]))
        await driver.press(.character("4"), .character("H"))
        #expect(driver.line(with: currency.label.english)?.hasSuffix("- 1  EUR Euro") == true, "\(driver.picture)")
        #expect(driver.line(with: "+ 2  USD Dollar") != nil)
    }

    /// A day and an hour that come twice when the clocks are put back.
    @Test func timesOfTheRepeatedHourTellWhichOneItWas() async {
        // As in Amsterdam, where summer ended on 25 October 2026 at 01:00 universal time.
        let end = LocalTime(universalText: "2026-10-25T01:00:00Z", offset: 0)?.secondsSince1970 ?? 0
        let clock = LocalClock(now: { fixedMoment }, offset: { $0 < end ? 7200 : 3600 })
        let moments = ["2026-10-24T22:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"]
        #expect(
            moments.map { texts.moment(universal: $0, clock) } == [
                "2026-10-25 00:30", "2026-10-25 02:30 +02:00", "2026-10-25 02:30 +01:00", "2026-10-25 03:30",
            ])
        #expect(texts.moment(universal: "yesterday", clock) == "yesterday")
        let driver = await driver(StubJournal([Sample.entry(1, at: moments[1])]), clock: clock)
        await driver.press(.character("H"))
        #expect(driver.line(with: "2026-10-25 02:30 +02:00  anna@desk-2") != nil, "\(driver.picture)")
    }

    @Test func whatIsUndecidedOrErasedIsSaid() async {
        var (undecided, erased) = (Sample.entry(2), Sample.entry(1))
        (undecided.isUndecided, erased.isErased) = (true, true)
        let driver = await driver(StubJournal([undecided, erased]))
        await driver.press(.character("H"))
        #expect(driver.line(with: "! \(texts.isUndecidedHere)") != nil)
        #expect(driver.line(with: texts.isErasedHere) != nil)
    }

    @Test func ofASystemElsewhereItSaysWhatItDoesNotTell() async {
        let driver = await driver(StubJournal(Self.journal), isOwn: true)
        await driver.press(.character("H"))
        #expect(driver.line(with: "HostFact tells no history: these are the changes that you sent") != nil)
    }

    /// What no version has declared, and what would drive a terminal, is shown as it can be.
    @Test func unknownAndHostileTextsAreShownSafely() async {
        let change = FieldChange(field: "Old\u{1b}[2J", isSecret: false, before: "a\u{202e}b", after: "c\rd")
        let entry = Sample.entry(
            1, action: ActionName("debtor", "renamed"), by: ChangeAuthor("e\u{9b}31m", by: .claimed),
            note: ChangeNote(reason: "\u{1b}]0;x\u{7}"), change)
        let driver = await driver(StubJournal([entry]))
        await driver.press(.character("H"))
        #expect(driver.line(with: "debtor renamed") != nil)
        let hostile = driver.picture.unicodeScalars.filter { $0 != "\n" && ($0.value < 32 || $0.sight == .hidden) }
        #expect(hostile.isEmpty)
    }

    // MARK: Where it is

    @Test(
        arguments: [
            ([.character("1")], RecordKind.debtor, 1), ([.character("2"), .down], .product, 2),
            ([.character("3")], .service, 1), ([.character("4")], .user, 3),
            ([.character("1"), .enter, .down], .service, 2), ([.character("1"), .enter, .tab], .user, 3),
            ([.character("1"), .enter, .tab, .tab], .debtor, 1), ([.character("2"), .enter], .product, 1),
        ] as [([Key], RecordKind, Int)])
    func keyShowsItOfTheMarkedRecord(_ way: [Key], _ kind: RecordKind, _ id: Int) async {
        let journal = StubJournal([])
        let driver = await driver(journal)
        for key in way { await driver.press(key) }
        await driver.press(.character("H"))
        let asked = await journal.questions.map(\.record)
        #expect(asked == [RecordRef(.database("test"), kind, id)].compactMap { $0 }, "\(driver.picture)")
        #expect(driver.line(with: texts.nothingWritten(nil)) != nil)
        await driver.press(.escape)
        #expect(driver.line(with: texts.nothingWritten(nil)) == nil)
    }

    @Test func whereNothingIsWrittenDownThatIsSaid() async {
        let driver = await driver(nil)
        await driver.press(.character("H"))
        #expect(driver.line(with: texts.noHistory) != nil, "\(driver.picture)")
        await driver.press(.character("e"), .function(7))
        #expect(driver.line(with: texts.noHistory) != nil)
    }

    @Test func aJournalThatCannotBeReadIsSaidAndAskedAgain() async {
        let journal = StubJournal(Self.journal)
        await journal.refuse(APIError(.failure, LocalizedText(verbatim: "The disk is away.")))
        let driver = await driver(journal)
        await driver.press(.character("H"))
        #expect(driver.role(of: "! The disk is away.") == .danger)
        await journal.refuse(nil)
        await driver.press(.character("R"))
        #expect(driver.line(with: "The disk is away.") == nil)
        #expect(driver.line(with: "+ Delft") != nil)
    }

    // MARK: One field

    @Test func fieldOfAFormHasAHistoryOfItsOwn() async {
        let journal = StubJournal(Self.journal)
        let driver = await driver(journal)
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.function(7))
        #expect(driver.line(with: "History · City · DB0001 Alpha Bakery") != nil, "\(driver.picture)")
        #expect(driver.line(with: "+ Delft") != nil && driver.line(with: "+ Gouda") != nil)
        #expect(driver.line(with: "Kerkstraat") == nil && driver.line(with: "Reset password") == nil)
        // No key leads away from what is typed.
        await driver.press(.character("2"), .character("z"))
        #expect(driver.line(with: "History · City") != nil)
        await driver.press(.escape)
        #expect(driver.line(with: ">*City")?.hasSuffix("Leiden") == true)
    }

    /// A change under another name is one of the same field.
    @Test func userNameWasChangedByAResetOfThePassword() async {
        let driver = await driver(StubJournal(Self.journal))
        await driver.press(.character("e"))
        await driver.focus(Debtor.username.declaration.label.english)
        await driver.press(.function(7))
        #expect(driver.line(with: "- alpha") != nil, "\(driver.picture)")
        #expect(driver.line(with: "+ changed") == nil)
    }

    @Test func dayOfATerminationHasAHistoryToo() async {
        let day = TerminateService.date.declaration
        let entry = Sample.entry(1, action: TerminateService.declaration.name, Sample.change(day, "", "2026-09-30"))
        let driver = await driver(StubJournal([entry]))
        await driver.press(.character("3"), .character("t"), .function(7))
        #expect(driver.line(with: "+ 2026-09-30") != nil, "\(driver.picture)")
        await driver.press(.escape)
        #expect(driver.line(with: "Terminate service") != nil)
    }

    @Test func newRecordHasNone() async {
        let driver = await driver(StubJournal(Self.journal))
        await driver.press(.character("3"), .character("a"), .function(7))
        #expect(driver.line(with: texts.isNewWithoutHistory) != nil, "\(driver.picture)")
    }

    // MARK: Page by page

    private static func many(_ count: Int) -> [HistoryEntry] {
        (1...count).reversed().map { number in
            let field = number.isMultiple(of: 400) ? Debtor.address.declaration : Debtor.city.declaration
            return Sample.entry(number, Sample.change(field, "old \(number)", "new \(number)"))
        }
    }

    @Test func itIsReadAsFarAsStaffGo() async {
        let journal = StubJournal(Self.many(400))
        let driver = await driver(journal)
        await driver.press(.character("H"))
        #expect(await journal.questions.map(\.cursor) == [nil])
        #expect(driver.line(with: "+ new 400") != nil && driver.line(with: "50+ changes") != nil)
        await driver.press(.end)
        let asked = await journal.questions
        #expect(asked.map(\.cursor) == [nil, 351] && asked.allSatisfy { $0.limit == HistoryPage.pageSize })
        for _ in 0..<10 { await driver.press(.end) }
        #expect(driver.line(with: "+ new 1") != nil && driver.line(with: texts.noOlderOnes) != nil)
        #expect(driver.line(with: "400 changes") != nil)
        #expect(await journal.questions.compactMap(\.cursor) == [351, 301, 251, 201, 151, 101, 51, 1])
        await driver.press(.home)
        #expect(driver.line(with: "+ new 400") != nil)
    }

    /// Where a field is seldom changed the journal is not read to its end by one key.
    @Test func seldomChangedFieldIsLookedForInParts() async {
        let journal = StubJournal(Self.many(1600))
        let driver = await driver(journal)
        await driver.press(.character("e"))
        await driver.focus("Address")
        await driver.press(.function(7))
        #expect(driver.line(with: texts.olderOnes(1000, down: "PgDn")) != nil, "\(driver.picture)")
        #expect(await journal.questions.count == 20)
        await driver.press(.pageDown)
        #expect(driver.line(with: texts.noOlderOnes) != nil)
        #expect(driver.line(with: "4 changes") != nil)
    }

    @Test func whatIsDoneMeanwhileStandsOnTop() async {
        let journal = StubJournal(Self.many(3))
        let driver = await driver(journal)
        await driver.press(.character("H"))
        await journal.add(Sample.entry(4, Sample.change(Debtor.city.declaration, "new 3", "newest")))
        driver.program.take(
            .changed(.records([ChangedRecord(.debtor, 1)])), of: .database("test"))
        await driver.idle()
        #expect(driver.line(with: "+ newest") != nil && driver.line(with: "4 changes") != nil)
        driver.program.take(.changed(.records([ChangedRecord(.debtor, 2)])), of: .database("test"))
        await driver.idle()
        #expect(await journal.questions.count == 2)
    }

    // MARK: What the console itself sends

    /// On the database's own journal: a change with its reason, and what takes it back.
    @Test func whatIsSentAndTakenBackStandsInTheHistory() async throws {
        let desk = try await DemoInstallation(debtors: 1)
        let driver = ScreenDriver(
            service: desk.engine, size: Size(width: 100, height: 43), clock: fixedClock,
            history: SystemHistory(DatabaseJournal(store: desk.store), isOwn: false))
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .tab)
        await driver.type("Moved house")
        await driver.press(.tab)
        await driver.type("T-1042")
        await driver.press(.tab, .right, .enter, .character("H"))
        #expect(driver.line(with: "Edit debtor") != nil && driver.line(with: "+ Leiden") != nil, "\(driver.picture)")
        #expect(driver.line(with: "Moved house") != nil && driver.line(with: "T-1042") != nil)
        #expect(driver.line(with: "1 change") != nil)
        await driver.press(.escape, .character("z"), .right, .enter, .character("H"))
        #expect(driver.line(with: "- Leiden") != nil && driver.line(with: "2 changes") != nil, "\(driver.picture)")
        await driver.press(.escape, .character("e"))
        await driver.focus("Phone")
        await driver.press(.function(7))
        #expect(driver.line(with: texts.nothingWritten("Phone")) != nil, "\(driver.picture)")
    }

    // MARK: Pictures

    @Test(arguments: [
        ("history", Size(width: 80, height: 24), Language.english), ("history-nl", Size(width: 80, height: 24), .dutch),
        ("history-low", Size(width: 60, height: 16), .english), ("history-wide", Size(width: 132, height: 43), .dutch),
    ])
    func pictures(_ name: String, _ size: Size, _ language: Language) async {
        let driver = await driver(
            StubJournal(Self.journal), isOwn: name == "history-low", size: size, language: language)
        await driver.press(.character("H"))
        expectPicture(name, of: driver)
    }
}
