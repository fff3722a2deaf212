import BillingAPI
import BillingEngine
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// `m` puts a line before what stands in a customer's note, through the same way as every change.
@MainActor struct NoteLineTests {
    private let desk: DemoInstallation
    private let driver: ScreenDriver

    init() async throws {
        desk = try await DemoInstallation()
        driver = ScreenDriver(
            service: desk.engine, clock: fixedClock,
            history: SystemHistory(DatabaseJournal(store: desk.store), isOwn: false))
        try await store(note: "Old line.")
    }

    private func store(note: String) async throws {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.comment] = note
        _ = try await desk.engine.send(edit)
    }

    private func note() async throws -> String {
        try await desk.engine.send(ShowDebtor(1)).record.text(Debtor.comment)
    }

    private func send() async { #expect(await driver.pressButton(Texts(.english).title(.send))) }

    private func write(_ text: String) async {
        await driver.press(.character("m"))
        await driver.type(text)
        await driver.press(.control("s"))
    }

    @Test func theLineIsPutBeforeWhatStandsThereAndCanBeTakenBack() async throws {
        await driver.press(.enter)
        await write("Belt terug.")
        #expect(driver.line(with: "+ 2026-03-10 anna: Belt terug.") != nil)
        #expect(try await note() == "Old line.")
        await send()
        #expect(try await note() == "2026-03-10 anna: Belt terug.\nOld line.")
        #expect(driver.line(with: "2026-03-10 anna: Belt terug.") != nil)
        // It is the last change of today, and the one that its key takes back.
        let today = try #require(driver.line(with: "Edit debtor · Internal note"))
        #expect(today.contains("z undoes"))
        await driver.press(.character("z"))
        await send()
        #expect(try await note() == "Old line.")
    }

    @Test func aLineOfAColleagueMeanwhileStaysToo() async throws {
        await driver.press(.enter, .character("m"))
        await driver.type("Mine.")
        try await store(note: "Theirs.\nOld line.")
        await driver.press(.control("s"))
        #expect(driver.line(with: "+ 2026-03-10 anna: Mine.") != nil)
        await send()
        #expect(try await note() == "2026-03-10 anna: Mine.\nTheirs.\nOld line.")
    }

    @Test func firstLineOfANoteStandsAlone() async throws {
        try await store(note: "")
        await driver.press(.enter)
        await write("First.")
        #expect(driver.line(with: Texts(.english).noteWasEmpty) != nil)
        await send()
        #expect(try await note() == "2026-03-10 anna: First.")
    }

    @Test func nothingTypedIsNothingSent() async throws {
        await driver.press(.character("m"), .control("s"))
        #expect(driver.line(with: "! " + Texts(.english).noteLineIsEmpty) != nil)
        #expect(try await note() == "Old line.")
    }

    @Test func readOnlySaysWhy() async {
        let driver = ScreenDriver(service: desk.engine, clock: fixedClock, isReadOnly: true)
        await driver.press(.enter)
        #expect(driver.line(with: "m adds") == nil)
        await driver.press(.character("m"))
        #expect(driver.line(with: ReadOnlyService.reason().english) != nil)
    }
}
