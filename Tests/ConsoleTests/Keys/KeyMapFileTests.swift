import BillingModel
import ConsoleTesting
import MutationTesting
import TerminalCore
import Testing

@testable import Console

struct KeyMapFileTests {
    private func read(_ text: String) -> (map: KeyMap, problems: [String]) {
        let (map, problems) = KeyMap.read(text)
        for problem in problems {
            #expect(problem.dutch != problem.english)
            #expect(problem.dutch.hasSuffix(".") && problem.english.hasSuffix("."))
        }
        return (map, problems.map(\.english))
    }

    @Test func noFileAndAnEmptyOneAreTheStandardKeys() {
        for text in ["", "# nothing yet\n[keys]\n"] {
            let (map, problems) = read(text)
            #expect(map == .standard && problems.isEmpty)
        }
    }

    @Test func aLineReplacesTheKeysOfItsCommand() {
        let (map, problems) = read(
            "set = \"emacs\"\n[keys]\nedit = \"E F4\"\npage_up = \"PgUp Ctrl-B\"\nsuspend = \"\"\n")
        #expect(problems.isEmpty)
        #expect(map.keys(of: .edit) == [.character("E"), .function(4)])
        #expect(map.keys(of: .pageUp) == [.pageUp, .control("b")])
        #expect(map.keys(of: .suspend).isEmpty)
        #expect(map.keys(of: .down) == KeySet.emacs.keys(of: .down))
    }

    @Test func aKeyThatIsGivenAwayIsTakenFromItsCommand() {
        let (map, problems) = read("[keys]\ncopy = \"t\"\nterminate = \"D\"\nnew = \"e\"")
        #expect(problems.isEmpty)
        #expect(map.keys(of: .copy) == [.character("t")])
        #expect(map.keys(of: .terminate) == [.character("D")])
        #expect(map.keys(of: .edit) == [.function(4)])
    }

    @Test func wayOutMayMoveWhenItGetsAnotherKey() {
        let (map, problems) = read(
            "[keys]\nquit = \"Q\"\ncopy = \"F10\"\nback = \"F12 Esc\"\nhelp = \"F11\"\nrefresh = \"F1\"")
        #expect(problems.isEmpty)
        #expect(map.keys(of: .quit) == [.character("Q")])
        #expect(map.keys(of: .back) == [.function(12), .escape])
        #expect(map.keys(of: .help) == [.function(11)])
    }

    nonisolated static let refused: [(line: String, sentence: String)] = [
        ("back = \"q\"", "back needs a key that is free also in fields and among buttons, such as Esc."),
        ("back = \"\"", "back needs a key that is free also in fields and among buttons, such as Esc."),
        ("help = \"?\"", "help needs a key that is free also in fields and among buttons, such as F1."),
        ("review = \"Ctrl-U\"", "review needs a key that is free also in fields and among buttons, such as ^S."),
        ("choose = \"c\"", "choose needs a key that is free also in fields and among buttons, such as Enter."),
        ("send = \"Right\"", "send needs a key that is free also in fields and among buttons, such as Enter."),
        ("down = \"n\"", "down needs a key that is free also in fields and among buttons, such as ↓."),
        ("quit = \"\"", "quit needs a key, such as q."),
        ("copy = \"Esc\"", "“Esc” is needed by back; give that another key in a line of its own."),
        ("copy = \"F1\"", "“F1” is needed by help; give that another key in a line of its own."),
        ("copy = \"q F10\"", "“q F10” is needed by quit; give that another key in a line of its own."),
        ("copy = \"Enter\"", "“Enter” is needed by open; give that another key in a line of its own."),
        ("copy = \"Tab\"", "“Tab” is needed by next_section; give that another key in a line of its own."),
        ("copy = 4", "“copy” must be a text such as \"e F4\", not 4."),
        ("copy = [\"y\"]", "a keymap has no lists; write the keys as one text, as in \"e F4\"."),
        ("copy = \"Ctrl-I\"", "terminals send “Ctrl-I” as Tab; name that one, or another key."),
        (
            "copi = \"y\"",
            "unknown command “copi”, did you mean “copy”? Known are add, back, backward, beside, bulk, "
        ),
        ("copy = y", "this line is not TOML (“y” is no text in quotes, number, true or false)."),
    ]

    @Test(arguments: refused) func aLineThatWouldTakeAWayAwayIsRefusedAndNamed(_ line: String, _ sentence: String) {
        let (map, problems) = read("[keys]\n\(line)\nfilter = \"Y\"\n")
        #expect(problems.count == 1)
        #expect(problems.first?.hasPrefix("keymap.toml:2: \(sentence)") == true, "\(problems)")
        #expect(map == KeyMap(.standard, [.filter: [.character("Y")]]))
    }

    @Test func aKeyBelongsToTheFirstLineThatGivesIt() {
        let (map, problems) = read("[keys]\nterminate = \"D\"\nedit = \"E D\"")
        #expect(problems == ["keymap.toml:3: “D” is given to terminate in line 2."])
        #expect(map.keys(of: .edit) == KeyMap.standard.keys(of: .edit))
    }

    @Test(arguments: ["set = \"vi\"", "set = 3", "keys = 1", "sets = \"vim\"", "\u{0}", "= ="])
    func whateverElseIsWrongIsToldToo(_ text: String) {
        let (map, problems) = read(text)
        #expect(map == .standard && problems.count == 1)
        #expect(problems.allSatisfy { $0.hasPrefix("keymap.toml:1: ") })
    }

    /// No file takes the keys away by which staff go on, back and out.
    @Test func noFileLeavesAnybodyWithoutAWay() {
        let file = """
            set = "emacs"
            [keys]
            back = "Esc F12"
            copy = "q Tab"
            open = "Enter l"
            help = "F1 Ctrl-T"
            quit = "Q F10"
            edit = "Alt-e"
            """
        for bytes in Mutations("keymaps", of: [file], marks: "[]{}=\"'#.,_-+^\\\n\tqQEscFTabEnter ", count: 2000) {
            let map = KeyMap.read(String(decoding: bytes, as: UTF8.self)).map
            for command in Command.allCases {
                guard let places = command.neededAt else { continue }
                let reached = map.keys(of: command).contains { key in places.allSatisfy { !$0.takes(key) } }
                #expect(reached, "\(command): \(String(decoding: bytes, as: UTF8.self))")
                for other in Command.allCases where other != command && !other.isNeverBeside(command) {
                    #expect(Set(map.keys(of: other)).isDisjoint(with: map.keys(of: command)))
                }
            }
        }
    }
}
