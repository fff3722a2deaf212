import Testing

@testable import TerminalNcurses

@Suite struct TerminalTypeTests {
    @Test func takesWhatTERMNames() throws {
        let type = try TerminalType.choose(named: "screen") { _ in .fullScreen }
        #expect(type == TerminalType(name: "screen", notice: nil))
    }

    @Test(arguments: [
        ("xterm-kitty", "The terminal type \"xterm-kitty\" is not known on this machine; drawing as for \"vt100\"."),
        ("", "TERM is not set; drawing as for \"vt100\"."), (nil, "TERM is not set; drawing as for \"vt100\"."),
    ])
    func fallsBackAndSaysSo(_ name: String?, _ notice: String) throws {
        let type = try TerminalType.choose(named: name) { $0 == "vt100" ? .fullScreen : .unknown }
        #expect(type == TerminalType(name: "vt100", notice: notice))
    }

    @Test func refusesATerminalThatCannotPlaceText() {
        #expect(
            throws: TerminalError(
                message: "The terminal type \"dumb\" cannot place text on the screen. "
                    + "Set TERM to what your terminal is, for example: TERM=xterm-256color.")
        ) {
            try TerminalType.choose(named: "dumb") { $0 == "dumb" ? .noAddressing : .fullScreen }
        }
    }

    @Test func saysWhatToInstallWhenNothingIsKnown() {
        #expect(
            throws: TerminalError(
                message: "The terminal type \"x\" is not known on this machine, and neither are xterm-256color, xterm, "
                    + "vt100, ansi. Install the terminal descriptions (package ncurses-base).")
        ) {
            try TerminalType.choose(named: "x") { _ in .unknown }
        }
    }
}
