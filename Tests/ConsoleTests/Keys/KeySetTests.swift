import Foundation
import TerminalCore
import Testing

@testable import Console

struct KeySetTests {
    @Test(arguments: KeySet.allCases) func everySetLeadsEverywhereByOneKeyAPage(_ set: KeySet) {
        var owners: [Key: [Command]] = [:]
        for command in Command.allCases {
            let keys = set.keys(of: command)
            #expect(!keys.isEmpty && Set(keys).count == keys.count, "\(command)")
            for key in keys { owners[key, default: []].append(command) }
            if let places = command.neededAt {
                #expect(keys.contains { key in places.allSatisfy { !$0.takes(key) } }, "\(command)")
            }
        }
        for (key, commands) in owners {
            for command in commands {
                let others = commands.filter { $0 != command }
                #expect(others.allSatisfy { command.isNeverBeside($0) }, "\(key.name): \(commands)")
            }
        }
    }

    @Test(arguments: KeySet.allCases) func nothingThatWritesSitsOnAKeyThatIsPressedByAccident(_ set: KeySet) {
        let risky = Set("abdufkwhjmisq\\".map { Key.control($0) }).union([
            .delete, .backspace, .character("'"), .character("\""), .character("`"), .character("~"), .character("^"),
        ])
        for command in [Command.edit, .new, .password, .terminate, .withdraw, .send, .generate] {
            #expect(risky.isDisjoint(with: set.keys(of: command)), "\(command)")
        }
        // Ctrl-S only opens the review page, and has a function key beside it.
        #expect(Set(set.keys(of: .review)) == [.control("s"), .function(2)])
    }

    @Test(arguments: KeySet.allCases) func everyNameOfAKeyIsReadAsThatKey(_ set: KeySet) throws {
        for key in Command.allCases.flatMap({ set.keys(of: $0) }) {
            #expect(!key.name.isEmpty)
            #expect(try KeyName.key(key.name).get() == key)
        }
    }

    @Test(
        arguments: [
            ("e", .character("e")), ("E", .character("E")), ("é", .character("é")), ("Space", .character(" ")),
            ("Ctrl-S", .control("s")), ("ctrl-s", .control("s")), ("^S", .control("s")), ("C-]", .control("]")),
            ("^", .character("^")), ("F4", .function(4)), ("f12", .function(12)), ("F", .character("F")),
            ("Alt-x", .alt(.character("x"))), ("M-X", .alt(.character("X"))), ("Alt-Left", .alt(.left)),
            ("enter", .enter), ("Escape", .escape), ("PageDown", .pageDown), ("pgdn", .pageDown), ("↓", .down),
            ("Down", .down), ("shift-tab", .backTab),
        ] as [(String, Key)])
    func keysAreWrittenAsPeopleWriteThem(_ name: String, _ key: Key) throws {
        #expect(try KeyName.key(name).get() == key)
    }

    @Test(arguments: ["F13", "F0", "Ctrl-", "Ctrl-é", "Ctrl-ab", "Alt-", "Alt-Alt-x", "Hyper-x", "ee"])
    func whatIsNoKeyIsRefusedWithTheWaysToWriteOne(_ name: String) {
        guard case .failure(let problem) = KeyName.key(name) else {
            Issue.record("\(name) was taken for a key")
            return
        }
        #expect(problem.sentence.english.hasPrefix("“\(name)” is no key; keys are written as"))
        #expect(problem.sentence.dutch.hasPrefix("“\(name)” is geen toets; toetsen heten"))
    }

    @Test(arguments: [("Ctrl-I", "Tab"), ("^M", "Enter"), ("Ctrl-J", "Enter"), ("^H", "Backspace"), ("Ctrl-[", "Esc")])
    func chordThatIsAnotherKeyIsRefusedByThatName(_ name: String, _ other: String) {
        guard case .failure(let problem) = KeyName.key(name) else {
            Issue.record("\(name) was taken for a key")
            return
        }
        #expect(problem.sentence.english.contains("send “\(name)” as \(other);"))
    }

    @Test func readmeNamesEveryCommandThatAFileCanName() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let list = try #require(readme.split(separator: "A command's name is one of `").last?.prefix { $0 != "`" })
        #expect(list.split(whereSeparator: \.isWhitespace).map(String.init) == Command.allCases.map(\.fileName))
    }
}
