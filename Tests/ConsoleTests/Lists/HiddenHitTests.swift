import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// A row that was found by what its list does not show says by what.
@MainActor struct HiddenHitTests {
    private func search(_ term: String, list: Character = "1", width: Int = 80, _ language: Language = .english)
        async throws -> ScreenDriver
    {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(
            service: desk.engine, size: Size(width: width, height: 24), language: language, clock: fixedClock)
        await driver.press(.character(list), .character("/"))
        await driver.type(term)
        return driver
    }

    @Test func phoneOfACustomerIsNamed() async throws {
        let driver = try await search("+31 10 22 33 44", width: 60)
        #expect(driver.lines[1].contains("/ +31 10 22 33 44"))
        #expect(driver.lines[1].contains("found by Phone"), "\(driver.lines[1])")
        #expect(!(try await search("+31 10 22 33 44")).lines[1].contains("found by"))
    }

    @Test func dutchToo() async throws {
        let driver = try await search("010223344", width: 60, .dutch)
        #expect(driver.lines[1].contains("gevonden op Telefoon"), "\(driver.lines[1])")
    }

    @Test func fieldThatNoRowTellsIsNotGuessed() async throws {
        let driver = try await search("NL59 RABO 0123 1231 23")
        #expect(driver.lines[1].contains("found by what this list does not show"), "\(driver.lines[1])")
    }

    @Test func hitThatIsShownIsNotExplained() async throws {
        for term in ["DB0001", "company x", "info@company.com"] {
            #expect(!(try await search(term, width: 131)).lines[1].contains("found by"), "\(term)")
        }
    }

    @Test func columnThatANarrowWindowLeavesOutIsNamed() async throws {
        let narrow = try await search("P001", list: "3", width: 60)
        #expect(narrow.lines[1].contains("found by Product P001"), "\(narrow.lines[1])")
        #expect(!(try await search("P001", list: "3", width: 132)).lines[1].contains("found by"))
    }
}

@MainActor struct ServiceColumnTests {
    @Test(arguments: [80, 100, 131, 132, 160], Language.allCases)
    func periodOfAServiceIsNeverCut(_ width: Int, _ language: Language) async throws {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(
            service: desk.engine, size: Size(width: width, height: 43), language: language, clock: fixedClock)
        await driver.press(.character("3"))
        let rows = driver.lines.filter { $0.contains(#/^[> ] ?DB[0-9]{4}/#) }
        #expect(rows.count > 10)
        for row in rows { #expect(!row.contains(#/[0-9] (mo|ma|kw|qu|ye|ja)[a-z]*…/#), "\(row)") }
    }
}
