import BillingAPI
import BillingModel
import Foundation
import Journal
import ProgramTesting

extension TemporaryHome {
    var journalFolder: String { self / "state/balie/journal" }

    /// What a console wrote down before it sent a change, some hours ago, and then did not live to hear the answer.
    func plant(_ intent: Intent, hoursAgo hours: Int = 1) throws {
        let moment = LocalClock.system.now().adding(hours: -hours)
        let journal = FileJournal(journalFolder, author: { Self.author }, clock: .fixed(moment))
        try journal.append(.intent(intent, until: moment.adding(seconds: 30).universalText))
    }

    /// Waits until a change is written down that is to be sent.
    func waitForIntent() async throws {
        let end = ContinuousClock.now + .seconds(180)
        while true {
            let lines = (try? FileJournal(journalFolder, author: { Self.author }).lines()) ?? []
            if lines.contains(where: { if case .intent = $0.entry.event { true } else { false } }) { return }
            guard .now < end else { throw DriverError("No change was written down that is to be sent.") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Everything that was written down becomes an hour older: nobody waits for half a minute to pass.
    func letAnHourPass() throws {
        let lines = try FileJournal(journalFolder, author: { Self.author }).lines()
        try FileManager.default.removeItem(atPath: journalFolder)
        for line in lines {
            let author = line.entry.author
            let journal = FileJournal(
                journalFolder, author: { author }, clock: .fixed(try Self.anHourBefore(line.entry.moment)))
            var event = line.entry.event
            if case .intent(let intent, let until) = event {
                event = .intent(intent, until: try Self.anHourBefore(until).universalText)
            }
            try journal.append(event)
        }
    }

    private static let author = JournalAuthor(name: "anna@desk-2")

    private static func anHourBefore(_ universal: String) throws -> LocalTime {
        guard let moment = LocalTime(universalText: universal, offset: 0) else {
            throw DriverError("\(universal) is no moment.")
        }
        return moment.adding(hours: -1)
    }
}
