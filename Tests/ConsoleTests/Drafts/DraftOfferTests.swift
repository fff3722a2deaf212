import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// What an earlier console left is told at the start and offered where it was typed.
@MainActor struct DraftOfferTests {
    private let texts = Texts(.english)
    private let stub: StubService
    /// Nothing is kept by time alone here.
    private let pause = HeldPause()

    init() async { stub = await StubService.office() }

    private func driver(
        _ shelf: StubShelf, size: Size = Size(width: 80, height: 24), language: Language = .english
    ) async -> ScreenDriver {
        let driver = ScreenDriver(
            service: stub, size: size, language: language, clock: fixedClock, drafts: shelf,
            pause: { [pause] _ in await pause.wait() })
        await driver.idle()
        return driver
    }

    @Test func startSaysHowManyFormsWereLeft() async {
        let other = Sample.draft(saved: "2026-03-09T15:31:00Z", id: "00000000000000b2")
        let one = await driver(StubShelf([Sample.draft(), other]))
        #expect(one.picture.contains("One form was left with text that was not sent"), "\(one.picture)")
        #expect(await driver(StubShelf()).line(with: "draft") == nil)
    }

    @Test func startTellsOfOldAndUnreadableDraftsAndTakesNoneAway() async {
        let strange = FoundDrafts.Strange(
            id: "00000000000000c3", reason: LocalizedText("It is damaged.", "Het is beschadigd."))
        let shelf = StubShelf([Sample.draft(saved: "2026-01-31T10:00:00Z")], strange: [strange])
        let driver = await driver(shelf, size: Size(width: 132, height: 43))
        let said = driver.picture.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(said.contains("balie draft drop --older-than 30 takes it away."), "\(driver.picture)")
        #expect(said.contains("One draft cannot be read and stays as it is"))
        #expect(await shelf.deeds.isEmpty)
    }

    @Test(arguments: [Language.english, .dutch]) func formShowsTheDraftBesideTheRecord(_ language: Language) async {
        for (name, size) in [("", Size(width: 80, height: 24)), ("-wide", Size(width: 132, height: 43))] {
            let driver = await driver(StubShelf([Sample.draft()]), size: size, language: language)
            await driver.press(.character("e"))
            #expect(driver.line(with: "- Delft") != nil && driver.line(with: "+ Leiden") != nil, "\(driver.picture)")
            expectPicture("draft-offer-\(language.rawValue)\(name)", of: driver)
        }
    }

    @Test func offerSaysWhatWasChangedInTheRecordSince() async {
        await stub.show(debtors: [
            Sample.debtor(1, "Alpha Bakery", ["City": "Gouda", "PhoneNumber": "010 1234567"])
        ])
        let kept = Sample.draft(base: ["City": "Delft", "PhoneNumber": ""])
        let driver = await driver(StubShelf([kept]))
        await driver.press(.character("e"))
        #expect(driver.line(with: texts.changedSinceTyped) != nil, "\(driver.picture)")
        #expect(driver.line(with: "was Delft") != nil && driver.line(with: "now Gouda") != nil)
        #expect(driver.line(with: "yours Leiden") != nil && driver.line(with: "now 010 1234567") != nil)
        expectPicture("draft-offer-changed", of: driver)
        // And nothing of theirs is overwritten unasked.
        await driver.press(.enter, .control("s"))
        #expect(driver.line(with: texts.changedByAnother) != nil, "\(driver.picture)")
    }

    @Test func recallingCopies() async {
        let shelf = StubShelf([Sample.draft()])
        let driver = await driver(shelf)
        await driver.press(.character("e"), .enter)
        await driver.focus("City")
        #expect(driver.line(with: ">*City")?.hasSuffix("Leiden") == true)
        #expect(await shelf.deeds.isEmpty)
        // Left as it was recalled, it is the same draft.
        await driver.press(.escape)
        #expect(await shelf.drafts == [Sample.draft()])
        #expect(await shelf.deeds.isEmpty)
        #expect(driver.line(with: texts.draftStored) != nil)
    }

    @Test func copyThatWasTypedOnTakesThePlaceOfItsDraftOnceItIsKept() async throws {
        let shelf = StubShelf([Sample.draft()])
        let driver = await driver(shelf)
        await driver.press(.character("e"), .enter)
        await driver.fill("City", "Gouda")
        await driver.press(.escape)
        let kept = try #require(await shelf.drafts.first)
        #expect(await shelf.drafts.count == 1)
        #expect(kept.draft.typed["City"] == "Gouda" && kept.replaces == [Sample.draft().id])
        #expect(kept.draft.base["City"] == "Delft")
        #expect(await shelf.deeds == [.keep(kept), .release(kept.id), .drop(Sample.draft().id)])
    }

    @Test func draftStaysWhereItsCopyCannotBeKept() async {
        let shelf = StubShelf([Sample.draft()])
        let driver = await driver(shelf)
        await driver.press(.character("e"), .enter)
        await shelf.refuse(APIError(.failure, LocalizedText("Full.", "Vol.")))
        await driver.fill("City", "Gouda")
        await driver.press(.escape)
        #expect(await shelf.drafts == [Sample.draft()])
    }

    @Test func recalledDraftGoesWhenItWasSentAndDone() async {
        let shelf = StubShelf([Sample.draft()])
        let driver = await driver(shelf)
        await stub.refuse(EditDebtor.self, "Nee")
        await driver.press(.character("e"), .enter, .control("s"), .right, .enter)
        #expect(driver.line(with: "Nee") != nil)
        #expect(await shelf.drafts.first == Sample.draft())
        await stub.answer(EditDebtor.self) { _ in Changed(["Debiteur is bewerkt"], Sample.debtors[0]) }
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "✓ ") != nil, "\(driver.picture)")
        #expect(await shelf.drafts.isEmpty)
    }

    @Test func emptiedCopyLeavesTheDraftOfAnotherConsole() async {
        let shelf = StubShelf([Sample.draft()])
        let driver = await driver(shelf)
        await driver.press(.character("e"), .enter)
        await driver.focus("City")
        await driver.press(.control("r"), .escape)
        #expect(await shelf.drafts == [Sample.draft()])
    }

    @Test func startingAfreshKeepsTheDraftAndOffersItAgain() async {
        let shelf = StubShelf([Sample.draft()])
        let driver = await driver(shelf)
        await driver.press(.character("e"), .right, .enter)
        #expect(driver.line(with: texts.draftStays) != nil, "\(driver.picture)")
        await driver.focus("City")
        #expect(driver.line(with: "> City")?.hasSuffix("Delft") == true)
        await driver.press(.escape, .character("e"))
        #expect(driver.line(with: texts.draftTitle) != nil)
        #expect(await shelf.deeds.isEmpty)
    }

    @Test func draftIsDroppedByItsButtonAlone() async {
        let shelf = StubShelf([Sample.draft()])
        let driver = await driver(shelf)
        await driver.press(.character("e"), .escape)
        #expect(driver.line(with: texts.draftTitle) == nil)
        #expect(await shelf.drafts.count == 1)
        await driver.press(.character("e"), .right, .right, .enter)
        #expect(driver.line(with: texts.draftDropped) != nil, "\(driver.picture)")
        #expect(await shelf.drafts.isEmpty)
        await driver.press(.escape, .character("e"))
        #expect(driver.line(with: texts.draftTitle) == nil)
    }

    @Test func draftBelongsToItsSystemItsRecordAndItsForm() async {
        var elsewhere = Sample.draft()
        elsewhere.draft.key.system = .profile("work")
        let driver = await driver(StubShelf([elsewhere]))
        await driver.press(.character("e"))
        #expect(driver.line(with: texts.draftTitle) == nil)
        let other = await self.driver(StubShelf([Sample.draft()]))
        await other.press(.down, .character("e"))
        #expect(other.line(with: texts.draftTitle) == nil)
    }

    @Test func pageOfTheRecordTellsOfItsDraft() async {
        let driver = await driver(StubShelf([Sample.draft()]))
        await driver.press(.enter)
        #expect(driver.picture.contains("“Edit debtor” was left here"), "\(driver.picture)")
        await driver.press(.escape, .down, .enter)
        #expect(!driver.picture.contains("was left here"))
    }

    @Test func twoConsolesEachKeepTheirOwn() async throws {
        let shelf = StubShelf()
        let first = await driver(shelf)
        await first.press(.character("e"))
        await first.fill("City", "Leiden")
        first.program.keepDrafts()
        await first.idle()
        let second = await driver(shelf)
        #expect(second.line(with: "One form was left") == nil)
        await second.press(.character("e"))
        #expect(second.line(with: texts.draftTitle) == nil)
        await second.fill("City", "Gouda")
        await second.press(.escape)
        #expect(await Set(shelf.drafts.compactMap { $0.draft.typed["City"] }) == ["Leiden", "Gouda"])
        // The one that is sent takes its own draft away, and not the other's.
        await first.press(.control("s"), .right, .enter)
        #expect(await shelf.drafts.map { $0.draft.typed["City"] } == ["Gouda"])
    }

    @Test func killedConsoleLeavesItsTextToTheNext() async {
        let shelf = StubShelf()
        let first = await driver(shelf)
        await first.press(.character("e"))
        await first.fill("City", "Leiden")
        first.program.keepDrafts()
        await first.idle()
        await shelf.endOfConsole()
        let second = await driver(shelf)
        #expect(second.picture.contains("One form was left"))
        await second.press(.character("e"), .enter)
        await second.focus("City")
        #expect(second.line(with: ">*City")?.hasSuffix("Leiden") == true)
    }

    /// It must not be sent a second time unasked, and so is not offered but told of.
    @Test func sendingWithoutAnAnswerIsToldOfInTheNextConsoleToo() async throws {
        let system = SystemID.database("test")
        let field = Debtor.city.declaration
        let intent = Intent(
            system: system, action: EditDebtor.declaration.name, target: RecordRef(system, .debtor, 1),
            changes: [FieldChange(field, from: "Delft", to: "Leiden")])
        let shelf = StubShelf([
            Sample.draft(
                undecided: Undecided(
                    intent: intent, moment: "2026-03-10 11:00", sent: "2026-03-10T09:59:30Z",
                    waitedUntil: "2026-03-10T10:00:00Z"))
        ])
        let driver = await driver(shelf)
        #expect(driver.picture.contains("Of one change that was sent nobody knows"), "\(driver.picture)")
        #expect(driver.line(with: "One form was left") == nil)
        await driver.press(.character("e"))
        #expect(driver.picture.contains("2026-03-10 11:00 has no answer"), "\(driver.picture)")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.isUnknown) != nil)
        await driver.press(.right, .enter)
        #expect(await stub.written.isEmpty)
    }

    @Test func secretOfAnEarlierConsoleIsTypedAgain() async {
        var kept = Sample.draft([UpdateLoginCredentials.newUsername.name: "alpha"], base: [:])
        kept.draft.key.action = UpdateLoginCredentials.declaration.name
        kept.draft.omitted = [Debtor.password.name]
        let driver = await driver(StubShelf([kept]))
        await driver.press(.character("p"))
        #expect(driver.line(with: "+ alpha") != nil && driver.picture.contains(texts.secretIsNotKept.prefix(40)))
        expectPicture("draft-offer-secret", of: driver)
        await driver.press(.enter)
        #expect(driver.isFocused("Temporary password"))
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) == nil)
        expectPicture("draft-secret", of: driver)
    }
}
