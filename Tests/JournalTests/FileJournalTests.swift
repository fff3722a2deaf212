import BillingAPI
import BillingModel
import Foundation
import Testing

@testable import Journal

/// Entries reach the disk whole, one behind the other, whoever writes and whatever happens meanwhile.
@Suite struct FileJournalTests {
    private let place = JournalPlace()

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: "\(place.path)/\(name)")[.posixPermissions] as? Int
    }

    @Test func nobodyElseMayReadIt() throws {
        try place.fill(1)
        #expect(try mode("") == 0o700 && mode("2026-11.jsonl") == 0o600)
        chmod("\(place.path)/2026-11.jsonl", 0o644)
        try place.fill(1)
        #expect(try mode("2026-11.jsonl") == 0o600)
    }

    @Test func aFileHoldsAMonthAndTheChainGoesOn() throws {
        for month in ["10", "11", "12"] {
            place.clock.set("2026-\(month)-27T00:00:00Z")
            try place.fill(2)
        }
        #expect(place.files == ["2026-10.jsonl", "2026-11.jsonl", "2026-12.jsonl"])
        let report = try place.journal.verified()
        #expect(report.isWhole && report.entries == 6 && report.head?.number == 6)
        try FileManager.default.removeItem(atPath: "\(place.path)/2026-11.jsonl")
        #expect(
            try place.journal.verified().findings == [
                ChainFinding(file: "2026-12.jsonl", line: 1, .missing(3...4))
            ])
    }

    @Test func aClockThatWasSetBackChangesNothingInTheOrder() throws {
        try place.fill(1)
        place.clock.set("2026-09-01T00:00:00Z")
        try place.fill(1)
        #expect(place.files == ["2026-11.jsonl"])
        #expect(try place.journal.verified().isWhole)
        #expect(try place.journal.lines().map(\.number) == [1, 2])
    }

    @Test(arguments: [1, 40, 300]) func aTornLineIsToldAndClosed(bytes: Int) throws {
        try place.fill(3)
        let text = try place.text(of: "2026-11.jsonl")
        let last = try #require(text.dropLast().lastIndex(of: "\n"))
        try place.write(String(text[...last]) + text[last...].dropFirst().prefix(bytes), to: "2026-11.jsonl")
        #expect(try place.journal.verified().findings.map(\.kind) == [.torn(closedBy: nil)])
        try place.fill(1)
        let report = try place.journal.verified()
        #expect(report.findings == [ChainFinding(file: "2026-11.jsonl", line: 3, .torn(closedBy: 3))])
        #expect(report.isWhole && report.head?.number == 4)
        let kinds = try place.journal.lines().map(\.entry.event)
        guard case .remainder(let remainder) = kinds[2] else {
            Issue.record("\(kinds[2])")
            return
        }
        #expect(remainder.bytes == bytes && !remainder.isEnded)
    }

    /// Also the line that was to tell of the first one.
    @Test func powerThatFailsTwiceIsNoDamage() throws {
        try place.fill(2)
        let text = try place.text(of: "2026-11.jsonl")
        try place.write(text + "{\"digest\":\"0\n{\"dig", to: "2026-11.jsonl")
        try place.fill(1)
        let report = try place.journal.verified()
        #expect(report.findings.map(\.kind) == [.torn(closedBy: 3), .torn(closedBy: 3)])
        #expect(report.isWhole && report.entries == 4)
    }

    @Test func aTornLineAtTheEndOfAMonthIsClosedInTheNext() throws {
        try place.fill(2)
        try place.write(place.text(of: "2026-11.jsonl") + #"{"digest":"#, to: "2026-11.jsonl")
        place.clock.set("2026-12-01T00:00:00Z")
        try place.fill(1)
        let report = try place.journal.verified()
        #expect(report.findings == [ChainFinding(file: "2026-11.jsonl", line: 3, .torn(closedBy: 3))])
        #expect(report.isWhole && report.entries == 4)
    }

    /// Power may fail between a line and its end.
    @Test func aLineThatLacksOnlyItsEndIsAnEntry() throws {
        try place.fill(2)
        try place.write(String(place.text(of: "2026-11.jsonl").dropLast()), to: "2026-11.jsonl")
        #expect(try place.journal.verified().head?.number == 2)
        try place.fill(1)
        let report = try place.journal.verified()
        #expect(report.findings.isEmpty && report.entries == 3)
    }

    @Test func writersAtTheSameTimeMakeOneChain() throws {
        let waiting = FileJournal(place.path, author: { JournalPlace.anna }, patience: .seconds(600))
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            for _ in 0..<25 { _ = try? waiting.append(.intent(.sample(), until: JournalPlace.until)) }
        }
        let report = try place.journal.verified()
        #expect(report.isWhole && report.findings.isEmpty && report.entries == 100)
    }

    @Test func aJournalThatAnotherHoldsIsWaitedForAndThenNamed() throws {
        try place.fill(1)
        let lock = open("\(place.path)/.lock", O_RDWR)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX) == 0)
        #expect(throws: JournalTrouble.held("\(place.path)/.lock")) { try place.fill(1) }
        flock(lock, LOCK_UN)
        try place.fill(1)
    }

    @Test func aFolderThatOthersMayWriteInIsRefused() throws {
        try place.fill(1)
        chmod(place.path, 0o770)
        #expect(throws: JournalTrouble.open(place.path)) { try place.fill(1) }
    }

    @Test func aPlaceThatIsNoFolderIsToldInBothLanguages() throws {
        try "x".write(toFile: place.path, atomically: false, encoding: .utf8)
        let journal = FileJournal(place.path + "/journal", author: { JournalPlace.anna })
        let trouble = #expect(throws: JournalTrouble.self) {
            try journal.append(.intent(.sample(), until: JournalPlace.until))
        }
        let path = place.path + "/journal"
        #expect(trouble?.sentence.english == "The journal “\(path)” cannot be written: Not a directory.")
        #expect(
            trouble?.sentence.dutch == "Het journaal “\(path)” is niet te schrijven: een deel van het pad is geen map.")
    }

    /// Root writes wherever it wants.
    @Test(.enabled(if: geteuid() != 0)) func aFolderThatMayNotBeWrittenIsToldAndReadAllTheSame() throws {
        try place.fill(2)
        chmod("\(place.path)/2026-11.jsonl", 0o400)
        chmod(place.path, 0o500)
        defer { chmod(place.path, 0o700) }
        #expect(throws: JournalTrouble.self) { try place.fill(1) }
        #expect(try place.journal.verified().entries == 2)
    }

    @Test func aLinkIsNotFollowed() throws {
        try FileManager.default.createDirectory(atPath: place.path, withIntermediateDirectories: false)
        chmod(place.path, 0o700)
        let other = place.path + "/other"
        try FileManager.default.createSymbolicLink(
            atPath: "\(place.path)/2026-11.jsonl", withDestinationPath: other)
        #expect(throws: JournalTrouble.foreign("\(place.path)/2026-11.jsonl")) { try place.fill(1) }
        #expect(!FileManager.default.fileExists(atPath: other))
    }

    @Test func whatIsReadOfNoJournalIsNothing() throws {
        #expect(try place.journal.lines().isEmpty)
        #expect(!FileManager.default.fileExists(atPath: place.path))
    }

    @Test func linesLongerThanAPartAreReadFromBothEnds() throws {
        let long = String(repeating: "x", count: 200_000)
        try place.journal.append(.intent(.sample(city: long), until: JournalPlace.until))
        try place.fill(1)
        try place.journal.append(.intent(.sample(city: long), until: JournalPlace.until))
        try place.fill(1)
        let report = try place.journal.verified()
        #expect(report.isWhole && report.entries == 4)
    }
}
