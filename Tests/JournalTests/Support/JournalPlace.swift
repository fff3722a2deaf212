import BillingAPI
import BillingModel
import Foundation
import Synchronization

@testable import Journal

/// A folder for one journal, removed with the value.
final class JournalPlace: Sendable {
    let path = FileManager.default.temporaryDirectory.path + "/balie-journal-\(UUID().uuidString)"
    let clock = ToldClock()
    static let anna = JournalAuthor(name: "anna@desk-2", address: "10.0.0.7", terminal: "/dev/pts/3")

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var journal: FileJournal {
        FileJournal(path, author: { Self.anna }, clock: LocalClock { [clock] in clock.now }, patience: .zero)
    }

    var files: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".jsonl") }.sorted()
    }

    func text(of file: String) throws -> String { try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8) }

    func write(_ text: String, to file: String) throws {
        try text.write(toFile: "\(path)/\(file)", atomically: false, encoding: .utf8)
    }

    /// The lines of the one file, changed.
    func edit(_ change: (inout [String]) -> Void) throws {
        let file = files[0]
        var lines = try text(of: file).split(separator: "\n").map(String.init)
        change(&lines)
        try write(lines.map { $0 + "\n" }.joined(), to: file)
    }

    /// As many intents as asked for.
    func fill(_ count: Int) throws {
        for number in 1...count { try journal.append(.intent(.sample(city: "Town \(number)"), until: Self.until)) }
    }

    static let until = "2026-11-27T00:00:30Z"
}

/// A clock that is set.
final class ToldClock: Sendable {
    private let moment = Mutex(LocalTime(universalText: "2026-11-27T00:00:00Z", offset: 0))

    var now: LocalTime { moment.withLock { $0 } ?? LocalTime(date: .epoch, hour: 0, minute: 0, second: 0) }
    func set(_ text: String) { moment.withLock { $0 = LocalTime(universalText: text, offset: 0) } }
}

extension Intent {
    static func sample(id: String = "intent-1", city: String = "Leiden") -> Intent {
        Intent(
            id: id, system: .profile("main"), action: ActionName("debtor", "edit"),
            target: RecordRef(.profile("main"), .debtor, 1),
            changes: [
                FieldChange(field: "City", isSecret: false, before: "Utrecht", after: city),
                FieldChange(field: "Password", isSecret: true, before: nil, after: nil),
            ],
            base: EntityTag("0123"), reason: "moved", ticket: "T-7")
    }
}

extension [JournalEntry.Event] {
    /// Written one behind the other.
    var lines: [JournalLine] {
        enumerated().compactMap { index, event in
            let entry = JournalEntry(moment: "2026-11-27T00:00:00Z", author: JournalPlace.anna, event: event)
            return JournalLine(
                parsing: JournalLine.bytes(of: entry, number: index + 1, after: JournalLine.nothing).bytes)
        }
    }
}
