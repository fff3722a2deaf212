import BillingAPI
import BillingModel
import Foundation
import Testing

@testable import Journal

/// Whatever is done to a journal's lines is found, and the line is named.
@Suite struct ChainCheckTests {
    struct Damage: CustomTestStringConvertible, Sendable {
        var name: String
        var sentences: [String]
        var damage: @Sendable (inout [String]) -> Void

        init(_ name: String, _ sentences: [String], _ damage: @escaping @Sendable (inout [String]) -> Void) {
            self.name = name
            self.sentences = sentences
            self.damage = damage
        }

        var testDescription: String { name }
    }

    /// Of a journal with six entries.
    static let damages: [Damage] = [
        Damage("nothing", []) { _ in },
        Damage("one removed", ["line 3: entry 3 is missing before it."]) { $0.remove(at: 2) },
        Damage("two removed", ["line 3: entries 3 to 4 are missing before it."]) { $0.removeSubrange(2...3) },
        Damage("the first removed", ["line 1: entry 1 is missing before it."]) { $0.removeFirst() },
        Damage("a value changed", ["line 3: entry 3 was changed after it was written."]) {
            $0[2] = $0[2].replacing("Town 3", with: "Town 9")
        },
        Damage("the last changed", ["line 6: entry 6 was changed after it was written."]) {
            $0[5] = $0[5].replacing("Town 6", with: "Town 9")
        },
        Damage(
            "two changed",
            ["line 3: entry 3 was changed after it was written.", "line 4: entry 4 was changed after it was written."]
        ) {
            $0[2] = $0[2].replacing("Utrecht", with: "Gouda")
            $0[3] = $0[3].replacing("Utrecht", with: "Gouda")
        },
        Damage(
            "written anew with a digest",
            ["line 3: entry 3 is not the one that the next entry followed: it was written anew."]
        ) {
            guard let old = JournalLine(parsing: Array($0[2].utf8)) else { return }
            var entry = old.entry
            entry.author.name = "bert@desk-3"
            let line = JournalLine.bytes(of: entry, number: old.number, after: old.previous)
            $0[2] = String(decoding: line.bytes, as: UTF8.self)
        },
        Damage("not JSON any more", ["line 3: what stands there is no entry: it was changed after it was written."]) {
            $0[2] = "nonsense"
        },
        Damage("emptied", ["line 3: what stands there is no entry: it was changed after it was written."]) {
            $0[2] = " "
        },
        Damage("two swapped", ["line 3: entry 2 stands behind later ones: the order was changed."]) {
            $0.swapAt(1, 2)
        },
        Damage("moved to the end", ["line 6: entry 2 stands behind later ones: the order was changed."]) {
            $0.append($0.remove(at: 1))
        },
        Damage(
            "the last moved to the front",
            [
                "line 2: entry 1 stands behind later ones: the order was changed.",
                "line 3: entry 2 stands behind later ones: the order was changed.",
                "line 4: entry 3 stands behind later ones: the order was changed.",
                "line 5: entry 4 stands behind later ones: the order was changed.",
                "line 6: entry 5 stands behind later ones: the order was changed.",
            ]
        ) { $0.insert($0.removeLast(), at: 0) },
        Damage("doubled", ["line 4: entry 3 stands there a second time."]) { $0.insert($0[2], at: 3) },
        Damage("a line put in", ["line 3: what stands there is no entry: it was changed after it was written."]) {
            $0.insert("{}", at: 2)
        },
    ]

    @Test(arguments: damages) func theLineIsNamed(_ damage: Damage) throws {
        let place = JournalPlace()
        try place.fill(6)
        try place.edit(damage.damage)
        let report = try place.journal.verified()
        #expect(report.findings.map(\.sentence.english) == damage.sentences.map { "2026-11.jsonl, " + $0 })
        #expect(report.isWhole == damage.sentences.isEmpty)
        #expect(report.findings.allSatisfy { $0.sentence.dutch.hasPrefix("2026-11.jsonl, regel ") })
    }

    @Test func theHeadIsTheLastEntry() throws {
        let place = JournalPlace()
        #expect(try place.journal.verified() == ChainReport())
        try place.fill(3)
        let report = try place.journal.verified()
        #expect(report.entries == 3 && report.head?.number == 3)
        #expect(try report.head?.digest == place.journal.lines().last?.digest)
    }

    @Test func aTailThatWasCutOffIsShownByAnEarlierHead() throws {
        let place = JournalPlace()
        try place.fill(4)
        let head = try #require(try place.journal.verified().head)
        try place.fill(1)
        #expect(try place.journal.verified(expecting: head.digest).expected == 4)
        try place.edit { $0.removeLast(2) }
        let report = try place.journal.verified(expecting: head.digest)
        // By itself a journal does not show it.
        #expect(report.isWhole && report.expected == nil)
    }

    /// What is added after a line was damaged neither hides the damage nor stops the work.
    @Test func damageBeforeANewEntryStaysVisible() throws {
        let place = JournalPlace()
        try place.fill(3)
        try place.edit { $0[2] = $0[2].replacing("Town 3", with: "Town 9") }
        try place.fill(1)
        let report = try place.journal.verified()
        #expect(report.findings.map(\.kind) == [.changed(3)])
        #expect(!report.isWhole)
    }
}
