import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// A desk says once what can be done with its kind of record; everything else asks it.
@MainActor struct DeskTests {
    /// What a desk says, without its rows.
    struct Line: Sendable {
        var command: Command
        var name: CommandName
        var needs: [any APIAction.Type]
    }

    private static func lines(_ desk: some Desk) -> [Line] {
        desk.commands.map { Line(command: $0.command, name: $0.name, needs: $0.needs) }
    }

    private static var all: [(desk: any Desk, lines: [Line])] { Desks.all.map { ($0, lines($0)) } }

    @Test func everyTabHasADeskOfItsOwn() {
        #expect(Desks.all.map(\.tab) == Tab.allCases)
        #expect(Tab.allCases.map(\.desk.tab) == Tab.allCases)
    }

    @Test func everyDeskOpensItsRecordsByReadingAlone() throws {
        for (desk, lines) in Self.all {
            let open = try #require(lines.first { $0.command == .open }, "\(desk.tab)")
            #expect(open.needs.allSatisfy { $0.declaration.access == .reads }, "\(desk.tab)")
        }
    }

    @Test func noDeskHasTwoLinesForOneCommand() {
        for (desk, lines) in Self.all { #expect(Set(lines.map(\.command)).count == lines.count, "\(desk.tab)") }
    }

    @Test func noTwoLinesHaveTheSameName() {
        for language in Language.allCases {
            for (desk, lines) in Self.all {
                let labels = lines.map { $0.name.label[language] }
                #expect(labels.allSatisfy { !$0.isEmpty }, "\(desk.tab)")
                #expect(Set(labels).count == labels.count, "\(desk.tab)")
            }
        }
    }

    @Test func everyLineIsOffWhereTheSystemLacksWhatItNeeds() async {
        let reason = LocalizedText(verbatim: "Not here.")
        for (desk, lines) in Self.all {
            for line in lines {
                for need in line.needs {
                    let setting = ScreenStates.setting { $0 == need ? reason : nil }
                    #expect(Self.binding(desk, line.command, setting)?.unavailable == reason.english, "\(line.command)")
                }
            }
        }
    }

    private static func binding(_ desk: some Desk, _ command: Command, _ setting: Setting) -> Binding<Command>? {
        desk.command(command)?.binding(nil, setting, nothing: nil, waiting: nil)
    }

    @Test(arguments: Language.allCases) func menuAndHelpNameWhatTheDeskSays(_ language: Language) async {
        for (desk, lines) in Self.all {
            let driver = ScreenDriver(
                service: await StubService.office(), size: Size(width: 132, height: 60), language: language,
                clock: fixedClock)
            let list = Key.character(Character(String(desk.tab.rawValue)))
            await driver.press(list, .character("?"))
            for line in lines { #expect(driver.line(with: line.name.label[language]) != nil, "\(line.command)") }
            await driver.press(.escape, .character("x"))
            for line in lines { #expect(driver.line(with: line.name.label[language]) != nil, "\(line.command)") }
        }
    }

    @Test func keyBarOfUsersSaysBlockAndOfServicesEnd() async {
        let driver = ScreenDriver(service: await StubService.office(), size: Size(width: 132, height: 24))
        await driver.press(.character("4"))
        #expect(driver.lines.last?.contains("t block") == true)
        await driver.press(.character("3"))
        #expect(driver.lines.last?.contains("t end") == true)
    }
}
