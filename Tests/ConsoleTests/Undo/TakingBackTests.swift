import BillingAPI
import BillingEngine
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// `z` takes the last change of this console back, through a review, and overwrites nobody.
@MainActor struct TakingBackTests {
    private let texts = Texts(.english)
    private let desk: DemoInstallation

    init() async throws {
        desk = try await DemoInstallation(debtors: 3)
    }

    private func driver(
        _ service: (any BillingService)? = nil, size: Size = Size(width: 100, height: 34),
        language: Language = .english, backend: Backend = .embedded(mail: .waits), isReadOnly: Bool = false
    ) async -> ScreenDriver {
        let driver = ScreenDriver(
            service: service ?? desk.engine, size: size, language: language, clock: fixedClock,
            isReadOnly: isReadOnly, backend: backend)
        await driver.idle()
        return driver
    }

    private func debtor(_ id: Int = 1) async throws -> Record<Debtor> {
        try await desk.engine.send(ShowDebtor(id)).record
    }

    /// Types into fields of the form of debtor 1 and sends them.
    private func edit(_ driver: ScreenDriver, _ fields: KeyValuePairs<String, String>) async {
        await driver.press(.character("1"), .home, .character("e"))
        for (label, text) in fields { await driver.fill(label, text) }
        await driver.press(.control("s"), .right, .enter)
    }

    private func colleague(sets city: String) async throws {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.city] = city
        _ = try await desk.engine.send(edit)
    }

    // MARK: What it does

    @Test func lastChangeIsReviewedOnceMoreTheOtherWayRound() async throws {
        let before = try await debtor()
        let driver = await driver()
        await edit(driver, ["City": "Leiden", "Phone": "071 1234567"])
        #expect(try await debtor().text(Debtor.city) == "Leiden")
        await driver.press(.character("z"))
        #expect(
            driver.line(with: "Undo: Edit debtor") != nil && driver.line(with: "DB0001 Company X") != nil,
            "\(driver.picture)")
        #expect(driver.line(with: texts.undoTitle) != nil)
        #expect(driver.line(with: "City")?.hasSuffix("- Leiden") == true)
        #expect(driver.line(with: "+ \(before.text(Debtor.city))") != nil)
        #expect(driver.line(with: "Takes back what was sent from here at 11:00: Edit debtor.") != nil)
        #expect(try await debtor().text(Debtor.city) == "Leiden")
        await driver.press(.right, .enter)
        #expect(driver.line(with: "✓ Taken back: Edit debtor, DB0001") != nil, "\(driver.picture)")
        let after = try await debtor()
        #expect(after.text(Debtor.city) == before.text(Debtor.city))
        #expect(after.text(Debtor.phoneNumber) == before.text(Debtor.phoneNumber))
        // It is taken back once, and what took it back is no change to be taken back.
        await driver.press(.character("z"))
        #expect(driver.line(with: "! \(texts.nothingWasDone)") != nil)
    }

    @Test func backLeavesEverythingAsItIs() async throws {
        let recording = RecordingService(desk.engine)
        let driver = await driver(recording)
        await edit(driver, ["City": "Leiden"])
        await driver.press(.character("z"))
        #expect(driver.role(of: "[ Back ]") == .buttonFocused, "\(driver.picture)")
        await driver.press(.enter)
        #expect(driver.line(with: texts.undoTitle) == nil)
        #expect(await recording.written == [EditDebtor.declaration.name])
        await driver.press(.character("z"))
        #expect(driver.line(with: texts.undoTitle) != nil)
    }

    @Test func changesGoBackOneByOneTheLastFirst() async throws {
        let city = try await debtor().text(Debtor.city)
        let driver = await driver()
        await edit(driver, ["City": "Leiden"])
        await edit(driver, ["City": "Gouda"])
        await driver.press(.character("z"), .right, .enter)
        #expect(try await debtor().text(Debtor.city) == "Leiden")
        await driver.press(.character("z"), .right, .enter)
        #expect(try await debtor().text(Debtor.city) == city)
    }

    /// It is a change with a name of its own: a journal has both.
    @Test func takingBackIsAChangeOfItsOwn() async throws {
        let stub = await StubService.office()
        let driver = await driver(stub)
        let leiden = Sample.debtor(1, "Alpha Bakery", ["City": "Leiden"])
        await stub.answer(EditDebtor.self) { _ in Changed([], leiden) }
        await edit(driver, ["City": "Leiden"])
        await stub.show(debtors: [leiden])
        await driver.press(.character("z"), .right, .enter)
        let intents = await stub.intents
        #expect(intents.count == 2 && Set(intents.map(\.id)).count == 2)
        let back = try #require(intents.last)
        #expect(back.action == EditDebtor.declaration.name && back.target == intents.first?.target)
        let city = back.changes.first { $0.field == Debtor.city.name }
        #expect(city?.before == "Leiden" && city?.after == "Delft")
    }

    // MARK: What others did since

    @Test func whatAnotherChangedSinceIsNamedAndStays() async throws {
        let phone = try await debtor().text(Debtor.phoneNumber)
        let driver = await driver()
        await edit(driver, ["City": "Leiden", "Phone": "071 1234567"])
        try await colleague(sets: "Utrecht")
        await driver.press(.character("z"))
        #expect(driver.line(with: "! City was changed again since and stays as it is: Utrecht.") != nil)
        #expect(driver.line(with: "- Leiden") == nil && driver.line(with: "- 071 1234567") != nil, "\(driver.picture)")
        await driver.press(.right, .enter)
        #expect(try await debtor().text(Debtor.city) == "Utrecht")
        #expect(try await debtor().text(Debtor.phoneNumber) == phone)
    }

    @Test func whereNothingHoldsItNothingIsOffered() async throws {
        let recording = RecordingService(desk.engine)
        let driver = await driver(recording)
        await edit(driver, ["City": "Leiden"])
        try await colleague(sets: "Utrecht")
        await driver.press(.character("z"))
        #expect(
            driver.line(with: "! Nothing of it can be taken back. City was changed again") != nil, "\(driver.picture)")
        await driver.press(.enter, .right, .enter)
        #expect(await recording.written == [EditDebtor.declaration.name])
        await driver.press(.escape)
        #expect(try await debtor().text(Debtor.city) == "Utrecht")
    }

    @Test func whereItIsBackAlreadyThatIsSaid() async throws {
        let city = try await debtor().text(Debtor.city)
        let driver = await driver()
        await edit(driver, ["City": "Leiden"])
        try await colleague(sets: city)
        await driver.press(.character("z"))
        #expect(driver.line(with: "! \(texts.isBackAlready)") != nil, "\(driver.picture)")
    }

    @Test(arguments: [false, true]) func whatAnotherChangesBeforeItIsSentIsNotOverwritten(_ isElsewhere: Bool)
        async throws
    {
        let system: any BillingService = isElsewhere ? desk.asHostFact() : desk.engine
        let driver = await driver(system, backend: isElsewhere ? .vendor("HostFact") : .embedded(mail: .waits))
        await edit(driver, ["City": "Leiden"])
        await driver.press(.character("z"))
        #expect(driver.line(with: "- Leiden") != nil, "\(driver.picture)")
        try await colleague(sets: "Utrecht")
        await driver.press(.right, .enter)
        #expect(try await debtor().text(Debtor.city) == "Utrecht")
        #expect(flat(driver).contains("City was changed again since and stays as it is: Utrecht."), "\(driver.picture)")
    }

    // MARK: Other kinds of change

    @Test func productAndUserGoBack() async throws {
        let driver = await driver()
        await driver.press(.character("2"), .character("e"))
        await driver.fill("Name", "Other name")
        await driver.press(.control("s"), .right, .enter, .character("z"))
        #expect(driver.line(with: "- Other name") != nil, "\(driver.picture)")
        await driver.press(.right, .enter)
        #expect(driver.line(with: "✓ Taken back: Edit product") != nil)
        let user = try await desk.engine.send(BrowseUsers()).rows[0]
        await driver.press(.character("4"), .character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right, .enter, .character("z"), .right, .enter)
        #expect(driver.line(with: "✓ Taken back: Edit user") != nil, "\(driver.picture)")
        let after = try await desk.engine.send(ReadUser(user[User.id] ?? 0)).user
        #expect(after.text(User.city) == user.text(User.city))
    }

    @Test func plannedEndingIsWithdrawnAndThatAgainTakenBack() async throws {
        let driver = await driver()
        let service = try #require(try await desk.engine.send(ListServices()).rows.first?[Subscription.identifier])
        func end() async throws -> String {
            try await desk.engine.send(ShowService(service)).record.text(Subscription.terminationDate)
        }
        await driver.press(.character("3"), .character("t"), .control("s"))
        #expect(driver.picture.contains(texts.canBeTakenBack(by: "z")), "\(driver.picture)")
        await driver.press(.right, .enter)
        #expect(try await !end().isEmpty)
        await driver.press(.character("z"))
        #expect(driver.line(with: "Undo: Terminate service") != nil)
        await driver.press(.right, .enter)
        #expect(try await end().isEmpty, "\(driver.picture)")
    }

    @Test func userNameOfAResetGoesBackAndItsMailDoesNot() async throws {
        let driver = await driver()
        await driver.press(.character("1"), .home, .character("p"))
        await driver.fill("New user name", "alpha")
        await driver.focus("Mail the login")
        await driver.press(.right, .control("s"))
        #expect(driver.picture.contains("The mail with the login does not come back."), "\(driver.picture)")
        await driver.press(.right, .enter, .character("z"))
        #expect(driver.line(with: "User name")?.hasSuffix("- alpha") == true, "\(driver.picture)")
        #expect(driver.picture.contains("The mail with the login does not come back."))
        await driver.press(.right, .enter)
        #expect(try await debtor().text(Debtor.username) == "DB0001", "\(driver.picture)")
    }

    // MARK: What cannot be taken back

    @Test func reviewSaysBeforehandWhatCannotBeTakenBack() async throws {
        let driver = await driver()
        await driver.press(.character("p"))
        await driver.fill("Temporary password", "Geheim-12345")
        await driver.press(.control("s"))
        let words = "This cannot be taken back. No system tells what the password was before; set another one."
        #expect(flat(driver).contains(words), "\(driver.picture)")
        await driver.press(.right, .enter, .character("z"))
        #expect(
            driver.line(with: "! Reset password, DB0001 Company X: This cannot be taken back. No system tells") != nil,
            "\(driver.picture)")
        await driver.press(.character("a"))
        await driver.fill("Product", "P001")
        await driver.press(.control("s"))
        #expect(flat(driver).contains("This cannot be taken back. HostFact's interface removes no services"))
    }

    @Test func endingInThePastCannotBeTakenBack() async throws {
        let driver = await driver()
        await driver.press(.character("3"), .character("t"))
        await driver.fill("Ends on", "2026-03-09")
        await driver.press(.control("s"))
        #expect(
            flat(driver).contains("This cannot be taken back. \(texts.onlyComingEndIsWithdrawn)"), "\(driver.picture)")
    }

    /// A system that is not known to withdraw endings is not promised to.
    @Test(arguments: [false, true]) func systemElsewhereTakesBackWhatItCan(_ canWithdraw: Bool) async throws {
        let driver = await driver(desk.asHostFact(canWithdraw: canWithdraw), backend: .vendor("HostFact"))
        await driver.press(.character("3"), .character("t"), .control("s"))
        #expect(flat(driver).contains("This cannot be taken back.") == !canWithdraw, "\(driver.picture)")
        #expect(flat(driver).contains("z takes it back afterwards.") == canWithdraw)
        if !canWithdraw { #expect(flat(driver).contains("write can_withdraw = true in its profile")) }
    }

    @Test func laterChangeThatStaysIsNamed() async throws {
        let driver = await driver()
        await edit(driver, ["City": "Leiden"])
        await driver.press(.character("p"))
        await driver.fill("Temporary password", "Geheim-12345")
        await driver.press(.control("s"), .right, .enter, .character("z"))
        #expect(driver.line(with: "Undo: Edit debtor") != nil, "\(driver.picture)")
        #expect(flat(driver).contains("! Sent after it, at 11:00: Reset password, DB0001 Company X. That stays."))
    }

    /// What the picture says, without line breaks and frames.
    private func flat(_ driver: ScreenDriver) -> String {
        driver.lines.map { $0.filter { !"│┌┐└┘─".contains($0) } }.joined(separator: " ").split(separator: " ")
            .joined(separator: " ")
    }

    // MARK: Where it works

    @Test func withoutAChangeThereIsNothingToTakeBack() async throws {
        for isReadOnly in [false, true] {
            let driver = await driver(isReadOnly: isReadOnly)
            await driver.press(.character("z"))
            #expect(driver.line(with: "! \(texts.nothingWasDone)") != nil)
        }
    }

    @Test func inAFieldItIsALetter() async throws {
        let driver = await driver()
        await edit(driver, ["City": "Leiden"])
        await driver.press(.character("e"))
        await driver.fill("City", "z")
        #expect(driver.line(with: ">*City")?.hasSuffix(" z") == true)
        await driver.press(.escape, .character("/"), .character("z"))
        #expect(driver.line(with: texts.undoTitle) == nil)
    }

    @Test func lostAnswerThatTookEffectCanBeTakenBack() async throws {
        let stub = await StubService.office()
        await stub.answer(EditDebtor.self) { _ throws(APIError) -> Changed<Debtor> in
            throw APIError(.unknownOutcome, LocalizedText(verbatim: "No answer came."))
        }
        let driver = await driver(stub)
        await edit(driver, ["City": "Leiden"])
        #expect(driver.line(with: texts.isUnknown) != nil, "\(driver.picture)")
        await stub.show(debtors: [Sample.debtor(1, "Alpha Bakery", ["City": "Leiden"])])
        await driver.press(.right, .enter, .character("z"))
        #expect(driver.line(with: "- Leiden") != nil && driver.line(with: "+ Delft") != nil, "\(driver.picture)")
    }

    @Test func paletteHasIt() async throws {
        let driver = await driver()
        await driver.press(.character(":"))
        await driver.type("take the last")
        #expect(driver.line(with: "z")?.contains(texts.label(.undo)) == true, "\(driver.picture)")
        await driver.press(.escape)
        await edit(driver, ["City": "Leiden"])
        await driver.press(.character(":"))
        await driver.type("take the last")
        await driver.press(.enter)
        #expect(driver.line(with: texts.undoTitle) != nil, "\(driver.picture)")
    }

    @Test(arguments: [
        ("undo", Size(width: 80, height: 24), Language.english), ("undo-nl", Size(width: 80, height: 24), .dutch),
        ("undo-low", Size(width: 60, height: 16), .english), ("undo-wide", Size(width: 132, height: 43), .dutch),
    ])
    func pictures(_ name: String, _ size: Size, _ language: Language) async throws {
        let driver = await driver(size: size, language: language)
        let labels = [Debtor.city, Debtor.phoneNumber].map { $0.declaration.label[language] }
        await edit(driver, [labels[0]: "Leiden", labels[1]: "071 1234567"])
        try await colleague(sets: "’s-Hertogenbosch")
        await driver.press(.character("z"))
        expectPicture(name, of: driver)
    }
}
