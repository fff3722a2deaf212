import BillingAPI
import BillingModel
import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

@MainActor struct KeyTableTests {
    private let map = KeyMap.standard

    @Test(arguments: Language.allCases) func everyCommandHasAKeyAndLabels(_ language: Language) {
        let texts = Texts(language)
        for command in Command.allCases {
            #expect(!map.keys(of: command).isEmpty, "\(command)")
            #expect(map.keys(of: command).allSatisfy { !$0.name.isEmpty }, "\(command)")
            #expect(!texts.label(command).isEmpty, "\(command)")
            #expect(!texts.short(command).isEmpty, "\(command)")
        }
    }

    @Test(arguments: Language.allCases, [false, true])
    func noTwoBindingsOfAScreenShareAKey(_ language: Language, _ isReadOnly: Bool) {
        let states = ScreenStates(language, isReadOnly: isReadOnly)
        for state in states.all {
            let bindings = state.screen.offered(states.setting)
            let keys = bindings.flatMap { map.keys(of: $0.command) }
            #expect(Set(keys).count == keys.count, "\(state.name)")
            #expect(Set(bindings.map(\.command)).count == bindings.count, "\(state.name)")
        }
    }

    @Test func whoeverAsksForOneCommandOfAScreenGetsTheSame() {
        let states = ScreenStates(.english)
        for state in states.all { expectOneAnswer(state.screen, states.setting, "\(state.name)") }
    }

    private func expectOneAnswer(_ screen: some Screen, _ setting: Setting, _ name: String) {
        let bindings = screen.bindings(setting)
        #expect(screen.commands(setting) == bindings.map(\.command), "\(name)")
        let offered = screen.offered(setting)
        #expect(offered.map(\.command) == bindings.map(\.command), "\(name)")
        #expect(offered.map(\.unavailable) == bindings.map(\.unavailable), "\(name)")
        #expect(offered.map(\.isPassing) == bindings.map(\.isPassing), "\(name)")
        let keys = Set(Command.allCases.flatMap { map.keys(of: $0) })
        for wanted in Command.allCases.map({ [$0] }) + keys.map({ map.commands(by: $0) }) {
            let found = screen.binding(among: wanted, setting)
            let first = bindings.first { wanted.contains($0.command) }
            #expect(found?.command == first?.command, "\(name)")
            #expect(found?.unavailable == first?.unavailable, "\(name)")
            #expect("\(found?.action as Any)" == "\(first?.action as Any)", "\(name)")
        }
    }

    @Test func everyReasonIsASentence() {
        for language in Language.allCases {
            let states = ScreenStates(language, isReadOnly: true)
            for state in states.all {
                for reason in state.screen.offered(states.setting).compactMap(\.unavailable) {
                    #expect(reason.hasSuffix(".") || reason.hasSuffix("…"), "\(state.name): \(reason)")
                }
            }
        }
    }

    @Test func statesCoverEveryScreen() {
        let states = ScreenStates(.english)
        #expect(states.all.count > 150)
        let sending = states.all.filter { $0.name.hasSuffix("sending") }
        #expect(sending.count == 9)
        #expect(sending.filter { !$0.screen.offered(states.setting).isEmpty }.map(\.name) == [])
        let reviews = states.all.filter { $0.name.hasSuffix("review") }
        let deaf = reviews.filter { state in
            !state.screen.offered(states.setting).contains { [.send, .choose].contains($0.command) }
        }
        #expect(deaf.map(\.name) == [])
    }

    @Test func onlyReviewedScreensBindSend() {
        let states = ScreenStates(.english)
        for state in states.all where state.screen.offered(states.setting).contains(where: { $0.command == .send }) {
            #expect(state.name.contains("review"), "\(state.name)")
        }
    }

    @Test(arguments: Language.allCases) func helpListsEveryBindingWithItsReason(_ language: Language) async {
        let stub = await StubService.office()
        let texts = Texts(language)
        let size = Size(width: 160, height: 60)
        let driver = ScreenDriver(service: stub, size: size, language: language, clock: fixedClock, isReadOnly: true)
        for list in ["1", "2", "3", "4"] {
            await driver.press(.character(Character(list)), .character("?"))
            for command in [Command.filter, .quit, .sort, .reverseSort, .refresh, .up, .help, .menu, .find] {
                let line = driver.line(with: texts.label(command))
                #expect(line?.contains(map.keys(of: command)[0].name) == true, "\(list) \(command)")
            }
            #expect(driver.picture.contains(ReadOnlyService.reason()[language]))
            await driver.press(.escape)
        }
    }

    @Test func helpOfALongListScrolls() async {
        let driver = ScreenDriver(service: await StubService.office(), size: Size(width: 80, height: 16))
        await driver.press(.character("?"))
        let first = driver.picture
        await driver.press(.pageDown)
        #expect(driver.picture != first)
        let last = Texts(.english).label(.suspend)
        for _ in 0..<9 where driver.line(with: last) == nil { await driver.press(.pageDown) }
        #expect(driver.line(with: last) != nil)
    }

    @Test func menuRunsTheChosenCommandOnTheScreenUnderIt() async {
        let driver = ScreenDriver(service: await StubService.office())
        await driver.press(.down, .character("x"))
        await driver.type("reset")
        await driver.press(.enter)
        #expect(driver.line(with: "Reset password · DB0002 Beta Cycles") != nil)
    }

    @Test func menuGivesTheReasonInsteadOfRunning() async {
        let driver = ScreenDriver(
            service: await StubService.office(), size: Size(width: 120, height: 24), isReadOnly: true)
        await driver.press(.character("x"))
        await driver.type("reset")
        await driver.press(.enter)
        #expect(driver.line(with: ReadOnlyService.reason().english) != nil)
        #expect(driver.line(with: "· DB0001") == nil)
    }

    @Test func barNamesOnlyKeysThatWorkWhileAFilterIsTyped() async {
        let driver = ScreenDriver(service: await StubService.office(), size: Size(width: 200, height: 24))
        await driver.press(.character("/"))
        let bar = driver.lines.last ?? ""
        // Letters are text now; only what still works may be offered.
        for offered in ["e edit", "p password", "a new service", "/ filter", "s sort", "q quit", "x actions"] {
            #expect(!bar.contains(offered), "\(bar)")
        }
        #expect(bar.contains("Esc back"))
    }
}
