import BillingAPI
import ConsoleTesting
import Foundation
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

@MainActor struct DraftTests {
    private let texts = Texts(.english)
    private let stub: StubService
    private let driver: ScreenDriver

    init() async {
        stub = await StubService.office()
        driver = ScreenDriver(service: stub, clock: fixedClock)
    }

    @Test func draftIsKeptOnEscapeAndComesBack() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.escape)
        #expect(driver.line(with: texts.draftKept) != nil)

        await driver.press(.character("e"))
        #expect(driver.line(with: texts.draftRestored) != nil)
        await driver.focus("City")
        #expect(driver.line(with: ">*City")?.hasSuffix("Leiden") == true)
    }

    @Test func draftOutlivesAnotherNameOfItsRecord() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.escape)
        await stub.show(debtors: [Sample.debtor(1, "Renamed Bakery", ["DebtorCode": "DB9999"])])
        await driver.press(.character("R"), .character("e"))
        #expect(driver.line(with: "Edit debtor · DB9999 Renamed Bakery") != nil)
        await driver.focus("City")
        #expect(driver.line(with: ">*City")?.hasSuffix("Leiden") == true)
    }

    @Test func draftIsAValueInTheStoreThatWasInjected() async throws {
        let store = DraftMemory()
        let driver = ScreenDriver(service: stub, clock: fixedClock, drafts: store)
        #expect(store.isEmpty)
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.escape)
        let draft = try #require(store.drafts.first)
        #expect(store.drafts.count == 1)
        #expect(draft.key.record?.kind == .debtor)
        #expect(draft.key.record?.identifier == 1)
        #expect(draft.key.action == EditDebtor.declaration.name)
        #expect(draft.typed == ["City": "Leiden"])
        #expect(draft.base["City"] == "Delft")
        let copy = try JSONDecoder().decode(Draft.self, from: JSONEncoder().encode(draft))
        #expect(copy == draft)
        await driver.press(.character("e"), .control("s"), .right, .enter)
        #expect(store.isEmpty)
    }

    @Test func draftBelongsToItsRecord() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.escape, .down, .character("e"))
        await driver.focus("City")
        #expect(driver.line(with: "> City")?.hasSuffix("Delft") == true)
    }

    @Test func sentChangeLeavesNoDraft() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right, .enter, .character("e"))
        await driver.focus("City")
        #expect(driver.line(with: "> City")?.hasSuffix("Delft") == true)
    }

    @Test func refusedChangeIsStillADraftAfterEscape() async {
        await stub.refuse(EditDebtor.self, "Nee")
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.control("s"), .right, .enter, .escape, .character("e"))
        await driver.focus("City")
        #expect(driver.line(with: ">*City")?.hasSuffix("Leiden") == true)
    }

    @Test func noDraftIsKeptOfADialogWithASecret() async {
        await driver.press(.character("p"))
        await driver.fill("New user name", "alpha")
        await driver.fill("Temporary password", "Geheim-12345")
        await driver.press(.escape, .character("p"))
        #expect(!driver.picture.contains("alpha"))
        await driver.focus("Temporary password")
        await driver.press(.control("t"))
        #expect(!driver.picture.contains("Geheim"))
        #expect(driver.line(with: texts.passwordStays) != nil)
    }

    @Test func helpOverAFormLeadsBackToWhatWasTyped() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.function(1))
        #expect(driver.line(with: "Keys: Edit debtor") != nil)
        // A list key must not throw the form under the help away.
        await driver.press(.character("1"), .character("3"), .character("f"), .escape)
        #expect(driver.line(with: ">*City")?.hasSuffix("Leiden") == true)
    }
}
