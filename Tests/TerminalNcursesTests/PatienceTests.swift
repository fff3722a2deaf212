import Testing

@testable import TerminalNcurses

@Suite struct PatienceTests {
    @Test(
        arguments: [
            ([:], 100), (["ESCDELAY": "25"], 25), (["ESCDELAY": "0"], 0), (["ESCDELAY": "1000"], 1000),
            (["SSH_CONNECTION": "10.0.0.1 50000 10.0.0.2 22"], 250), (["SSH_TTY": "/dev/pts/3"], 250),
            (["SSH_TTY": "/dev/pts/3", "ESCDELAY": "30"], 30), (["SSH_TTY": ""], 100),
            // The multiplexer has waited already.
            (["SSH_TTY": "/dev/pts/3", "TMUX": "/tmp/tmux-0/default,1,0"], 100),
            (["SSH_TTY": "/dev/pts/3", "STY": "1.pts-0"], 100),
            (["ESCDELAY": ""], 100), (["ESCDELAY": "-1"], 100), (["ESCDELAY": "soon"], 100),
            (["ESCDELAY": "25ms"], 100),
            (["ESCDELAY": "10001"], 100), (["ESCDELAY": "99999999999999999999"], 100),
            (["SSH_TTY": "/dev/pts/3", "ESCDELAY": "x"], 250),
        ] as [([String: String], Int)])
    func escapeWaitsAsTheSessionNeeds(_ environment: [String: String], _ milliseconds: Int) {
        #expect(Patience { environment[$0] }.escape == .milliseconds(milliseconds))
    }
}
