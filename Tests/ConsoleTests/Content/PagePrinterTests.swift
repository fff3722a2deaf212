import BillingAPI
import BillingModel
import ConsoleTesting
import Foundation
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// What is printed is what the screen says.
@MainActor struct PagePrinterTests {
    private func printer(_ service: any BillingService, _ language: Language = .english) -> PagePrinter {
        PagePrinter(
            service: service, texts: Texts(language), backend: .embedded(mail: .waits), clock: fixedClock)
    }

    @Test(arguments: Language.allCases) func aServiceIsPrintedAFactALine(_ language: Language) async throws {
        let desk = try await DemoInstallation()
        let page = try await printer(desk.engine, language).service(1)
        let lines = page.lines()
        #expect(lines.first == "DB0001 Company X · Default product" && lines.dropFirst().first == "")
        let driver = ScreenDriver(
            RecordPage(Desks.services, 1), service: desk.engine, size: Size(width: 120, height: 40), language: language,
            clock: fixedClock)
        await driver.idle()
        #expect(lines.count > 10)
        for line in lines.dropFirst(2) {
            let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
            try #require(parts.count == 2, "\(line)")
            #expect(driver.lines.contains { $0.hasPrefix(parts[0]) && $0.hasSuffix(parts[1]) }, "\(line)")
        }
    }

    @Test func valuesOfAServiceCarryTheVendorsNames() async throws {
        let desk = try await DemoInstallation()
        let values = try await printer(desk.engine).service(1).values
        guard case .array(let blocks) = values, case .array(let facts)? = blocks.last?["facts"] else {
            Issue.record("\(values)")
            return
        }
        let debtor = facts.first { $0["field"]?.text == "DebtorCode" }
        #expect(debtor?["stored"]?.text == "DB0001")
    }

    @Test(arguments: Tab.allCases) func theKeysOfAListAreThoseOfItsHelpPage(_ list: Tab) async {
        let stub = await StubService.office()
        let lines = printer(stub).keys(of: list).lines()
        let driver = ScreenDriver(
            service: stub, size: Size(width: 200, height: 60), clock: fixedClock, profiles: StubSetup())
        await driver.press(.character(Character("\(list.rawValue)")), .character("?"))
        #expect(lines.first == driver.lines[1].trimmingCharacters(in: .whitespaces))
        #expect(lines.count > 20)
        // Keys stand in a column of their own there.
        let shown = driver.lines.map { line in
            [line.prefix(24), line.dropFirst(24)].map { $0.trimmingCharacters(in: .whitespaces) }
                .joined(separator: ": ")
        }
        // Beside a row that is marked there may be a reason why it cannot be done with that one.
        for line in lines.dropFirst(2) {
            #expect(shown.contains { $0 == line || $0.hasPrefix(line + " – ") }, "\(line)")
        }
    }

    @Test func whatASystemLacksIsPrintedWithItsReason() async {
        let lines = printer(await Vendors.hostFact()).keys(of: .debtors).lines()
        #expect(lines.contains { $0.contains(Vendors.noUsers.english) })
        #expect(!lines.contains { $0.contains(Texts(.english).loading) })
    }

    @Test func asciiHasNothingElse() async {
        let lines = printer(await StubService.office()).keys(of: .debtors).lines(ascii: true)
        #expect(lines.allSatisfy { $0.utf8.allSatisfy { (0x20..<0x7F).contains($0) } })
    }

    @Test func aServiceThatIsNotThereIsRefusedInASentence() async throws {
        let desk = try await DemoInstallation()
        await #expect(throws: APIError.self) { try await printer(desk.engine).service(999_999) }
    }
}
