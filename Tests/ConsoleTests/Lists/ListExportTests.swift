import BillingAPI
import BillingModel
import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

@MainActor struct ListExportTests {
    private let files = StubFiles()

    private func driver(language: Language = .english) async throws -> ScreenDriver {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(service: desk.engine, language: language, clock: fixedClock, files: files)
        await driver.idle()
        return driver
    }

    private var rows: [[String]] { get async { await files.written.values.first ?? [] } }

    @Test func listIsWrittenAsItIsShown() async throws {
        let driver = try await driver()
        await driver.press(.character("E"))
        let rows = await rows
        #expect(rows.count == 61)
        #expect(rows[0].prefix(2) == ["Code", "Company"])
        #expect(rows[1].prefix(2) == ["DB0001", "Company X"])
        let name = try #require(await files.written.keys.first)
        #expect(name.hasPrefix("debtors-"))
        #expect(driver.line(with: "60 rows are in /home/desk/debtors-") != nil, "\(driver.picture)")
    }

    @Test func filterAndOrderHoldForTheFileToo() async throws {
        let driver = try await driver()
        await driver.press(.character("s"), .character("o"), .character("S"), .character("/"))
        await driver.type("bakker")
        await driver.press(.enter, .character("E"))
        let shown = driver.lines.filter { $0.contains("DB0") }.count
        let rows = await rows.dropFirst()
        #expect(rows.count == shown && shown > 0)
        #expect(rows.allSatisfy { $0.joined().lowercased().contains("bakker") })
        let names = rows.map { $0[1].lowercased() }
        #expect(names == names.sorted(by: >))
    }

    @Test func oneRowIsOneRow() async throws {
        let driver = try await driver(language: .dutch)
        await driver.press(.character("/"))
        await driver.type("DB0002")
        await driver.press(.enter, .character("E"))
        #expect(driver.line(with: "1 rij staat in /home/desk/debtors-") != nil, "\(driver.picture)")
    }

    @Test func fileThatCannotBeWrittenIsSaidAndLeftNowhere() async throws {
        let driver = try await driver()
        await files.refuse(APIError(.failure, LocalizedText("The disk is full.", "De schijf is vol.")))
        await driver.press(.character("E"))
        #expect(driver.line(with: "The disk is full.") != nil)
        #expect(await files.written.isEmpty)
        #expect(await files.givenUp == 1)
    }

    @Test func withoutAPlaceForFilesItIsSaid() async throws {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(service: desk.engine, clock: fixedClock)
        await driver.idle()
        await driver.press(.character("E"))
        #expect(driver.line(with: "Lists cannot be written to files here.") != nil)
    }
}
