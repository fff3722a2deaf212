import TerminalCore
import Testing

@testable import Console

struct FocusTests {
    private static let all: [Focus] = [.commands, .buttons, .line, .search, .area, .choice, .calendar]

    nonisolated static let cases: [(key: Key, taken: [Focus])] = [
        (.character("q"), [.line, .search, .area, .choice, .calendar]),
        (.character("?"), [.line, .search, .area, .choice, .calendar]),
        (.left, [.buttons, .line, .search, .area, .choice, .calendar]),
        (.enter, [.line, .area, .choice, .calendar]), (.up, [.area, .calendar]), (.down, [.area, .calendar]),
        (.pageUp, [.calendar]), (.pageDown, [.calendar]), (.control("u"), [.line, .search, .area, .choice, .calendar]),
        (.alt(.character("b")), [.line, .search, .area, .choice, .calendar]),
        (.tab, [.buttons]), (.backTab, [.buttons]), (.escape, []), (.function(1), []), (.control("s"), []),
        (.control("p"), []),
        (.alt(.character("x")), []),
    ]

    @Test(arguments: cases) func keysGoToWhatIsTypedOrChosenBeforeTheyAreCommands(_ key: Key, _ taken: [Focus]) {
        #expect(Self.all.filter { $0.takes(.key(key)) } == taken)
    }

    @Test func onlyTextTakesAPaste() {
        #expect(Self.all.filter { $0.takes(.paste("x")) } == [.line, .search, .area])
        #expect(Self.all.filter(\.isText) == [.line, .search, .area])
    }
}
