import Foundation
import Testing

/// Every text that the sources give in two languages, read from the sources themselves.
struct EveryMessageTests {
    struct Pair: Sendable, CustomTestStringConvertible {
        var place: String
        var english: String
        var dutch: String

        var testDescription: String { place }
    }

    private static let words: (english: Set<String>, dutch: Set<String>) = (
        ["the", "must", "which", "with", "this", "not", "cannot", "needs", "unknown", "without", "using", "leaving"],
        ["het", "een", "niet", "moet", "wordt", "van", "deze", "geen", "zonder", "onbekende"]
    )
    /// Names of things that are called so in both languages, and the vendors' own sentences.
    private static let sameInBoth: Set<String> = ["E-mail", "API Secret Key", "Invalid type for ''"]

    @Test func everyMessageIsToldInBothLanguages() throws {
        let pairs = try Self.pairs()
        // Far fewer would mean that the sources are written otherwise and nothing is read any more.
        #expect(pairs.count > 600)
        for pair in pairs {
            let (english, dutch) = (Self.plain(pair.english), Self.plain(pair.dutch))
            let (inEnglish, inDutch) = (Self.words(in: english), Self.words(in: dutch))
            #expect(inDutch.isDisjoint(with: Self.words.english), "\(pair.place): \(dutch)")
            #expect(inEnglish.isDisjoint(with: Self.words.dutch), "\(pair.place): \(english)")
            if inEnglish.count > 1, !Self.sameInBoth.contains(english) {
                #expect(english != dutch, "\(pair.place): \(english)")
            }
        }
    }

    /// A day in a Dutch sentence stands as the Dutch write it.
    @Test func noDutchSentenceHasADayOfTheWire() throws {
        for pair in try Self.pairs() { #expect(!pair.dutch.contains(".text)"), "\(pair.place): \(pair.dutch)") }
    }

    // MARK: Reading sources

    private static func pairs() throws -> [Pair] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.sorted {
            $0.path < $1.path
        }
        .flatMap { try pairs(in: Array(String(contentsOf: $0, encoding: .utf8)), $0.lastPathComponent) }
    }

    /// Calls such as `pick("…", "…")`, whose texts are the English one and behind it the Dutch.
    private static func pairs(in source: [Character], _ file: String) -> [Pair] {
        let callers = ["pick", "LocalizedText", "Problem", "StyleProblem", "ThemeError", "fail", "refused", "notTOML"]
        return source.indices.filter { source[$0] == "(" }.compactMap { open in
            let name = String(source[..<open].reversed().prefix { $0.isLetter }.reversed())
            guard callers.contains(name) else { return nil }
            var place = open + 1
            // A field, a kind or a line may stand before the texts.
            while place < source.count, source[place] != "\"",
                !"(){}\n".contains(source[place]) || source[place].isNewline
            {
                place += 1
            }
            guard let english = literal(in: source, &place) else { return nil }
            while place < source.count, source[place].isWhitespace || source[place] == "," { place += 1 }
            guard let dutch = literal(in: source, &place) else { return nil }
            let line = source[..<open].count { $0.isNewline } + 1
            return Pair(place: "\(file):\(line)", english: english, dutch: dutch)
        }
    }

    /// A literal on one line as it is written, and the place behind it.
    private static func literal(in source: [Character], _ place: inout Int) -> String? {
        guard place < source.count, source[place] == "\"" else { return nil }
        var (text, depth, index) = ("", 0, place + 1)
        while index < source.count, !source[index].isNewline {
            let character = source[index]
            if depth == 0, character == "\"" {
                place = index + 1
                return text
            }
            if depth > 0 {
                depth += character == "(" ? 1 : character == ")" ? -1 : 0
            } else if character == "\\", index + 1 < source.count {
                text.append(character)
                index += 1
                if source[index] == "(" { depth = 1 }
            }
            text.append(source[index])
            index += 1
        }
        return nil
    }

    /// Without what is put in.
    private static func plain(_ literal: String) -> String {
        var (plain, depth) = ("", 0)
        var characters = literal[...]
        while let character = characters.popFirst() {
            if depth > 0 {
                depth += character == "(" ? 1 : character == ")" ? -1 : 0
            } else if character == "\\", characters.first == "(" {
                characters.removeFirst()
                depth = 1
            } else {
                plain.append(character)
            }
        }
        return plain
    }

    private static func words(in text: String) -> Set<String> {
        Set(text.split { !$0.isLetter && $0 != "-" }.map { $0.lowercased() })
    }
}
