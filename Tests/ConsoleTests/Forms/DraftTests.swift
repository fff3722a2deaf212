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

    @Test func draftIsAValueThatCanBeWrittenDown() async throws {
        let book = driver.program.drafts
        #expect(book.drafts.isEmpty)
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.escape)
        let kept = try #require(book.drafts.first)
        let draft = kept.draft
        #expect(book.drafts.count == 1)
        #expect(kept.place == "test.sqlite" && kept.saved == "2026-03-10T10:00:00Z")
        #expect(draft.title.english == "Edit debtor" && draft.subject == "DB0001 Alpha Bakery")
        #expect(draft.key.record?.kind == .debtor)
        #expect(draft.key.record?.identifier == 1)
        #expect(draft.key.action == EditDebtor.declaration.name)
        #expect(draft.typed == ["City": "Leiden"])
        #expect(draft.base["City"] == "Delft")
        let copy = try JSONDecoder().decode(Draft.self, from: JSONEncoder().encode(draft))
        #expect(copy == draft)
        await driver.press(.character("e"), .control("s"), .right, .enter)
        #expect(book.drafts.isEmpty)
    }

    @Test func emptiedFormLeavesNoDraft() async {
        await driver.press(.character("e"))
        await driver.fill("City", "Leiden")
        await driver.press(.escape, .character("e"))
        await driver.focus("City")
        await driver.press(.control("r"), .escape, .character("e"))
        #expect(driver.line(with: texts.draftRestored) == nil)
        #expect(driver.program.drafts.drafts.isEmpty)
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

    /// The rest is there again, and goes nowhere before the secret is typed again or said to stay out of it.
    @Test func dialogWithASecretKeepsAllTheRestAndStopsAtIt() async throws {
        await driver.press(.character("p"))
        await driver.fill("New user name", "alpha")
        await driver.fill("Temporary password", "Geheim-12345")
        await driver.press(.escape)
        let draft = try #require(driver.program.drafts.drafts.first?.draft)
        #expect(draft.typed == [UpdateLoginCredentials.newUsername.name: "alpha"])
        #expect(draft.omitted == [Debtor.password.name])
        #expect(!String(decoding: try JSONEncoder().encode(draft), as: UTF8.self).contains("Geheim"))

        await driver.press(.character("p"))
        #expect(driver.line(with: "*New user name")?.contains("alpha") == true)
        #expect(driver.isFocused("Temporary password"))
        #expect(driver.picture.contains("This was typed and is never kept"), "\(driver.picture)")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) == nil && driver.isFocused("Temporary password"))
        await driver.type("Nieuw-98765")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) != nil, "\(driver.picture)")
    }

    @Test func secretOfADraftCanBeLeftOut() async {
        await driver.press(.character("p"))
        await driver.fill("New user name", "alpha")
        await driver.fill("Temporary password", "Geheim-12345")
        await driver.press(.escape, .character("p"), .control("r"), .control("s"))
        #expect(driver.line(with: texts.reviewTitle) != nil, "\(driver.picture)")
        #expect(driver.line(with: texts.passwordStays) != nil)
    }

    @Test func dialogInWhichOnlyASecretWasTypedIsNoDraft() async {
        await driver.press(.character("p"))
        await driver.fill("Temporary password", "Geheim-12345")
        await driver.press(.escape)
        #expect(driver.program.drafts.drafts.isEmpty)
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
