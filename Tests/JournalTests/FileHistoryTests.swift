import BillingAPI
import BillingModel
import Foundation
import Testing

@testable import Journal

/// What was done to a record, as one's own journal tells it.
@Suite struct FileHistoryTests {
    private let place = JournalPlace()
    private let record = RecordRef(.profile("main"), .debtor, 1)

    /// Writes a sending and, unless nil, what became of it.
    @discardableResult
    private func send(_ city: String, _ outcomes: Outcome..., target: RecordRef? = nil) throws -> Int {
        let sample = Intent.sample(id: city, city: city)
        let intent = Intent(
            id: city, system: sample.system, action: sample.action, target: target ?? sample.target,
            changes: sample.changes, reason: sample.reason, ticket: sample.ticket)
        let number = try place.journal.append(.intent(intent, until: JournalPlace.until))
        for outcome in outcomes { try place.journal.append(.outcome(outcome, of: city, sending: number)) }
        return number
    }

    private func cities(before cursor: Int? = nil, limit: Int = 50) throws -> [String] {
        try place.journal.history(of: #require(record), before: cursor, limit: limit).map { entry in
            (entry.changes.first { $0.field == "City" }?.after ?? "") + (entry.isUndecided ? "?" : "")
        }
    }

    @Test func itTellsWhoDidWhatWhenAndWhy() async throws {
        try send("Leiden", .done(record))
        let told = try await FileHistory(place.journal).history(of: #require(record), before: nil, limit: 5)
        let entry = try #require(told.first)
        #expect(told.count == 1)
        #expect(entry.moment == "2026-11-27T00:00:00Z" && entry.action == ActionName("debtor", "edit"))
        #expect(
            entry.author
                == ChangeAuthor(
                    "anna", by: .user, origin: "anna@desk-2", address: "10.0.0.7", terminal: "/dev/pts/3"))
        #expect(entry.note == ChangeNote(reason: "moved", ticket: "T-7"))
        #expect(entry.changes.map(\.field) == ["City", "Password"])
        #expect(entry.changes[0].before == "Utrecht" && entry.changes[1].after == nil)
    }

    @Test func theLastChangesOfSeveralRecordsComeTogether() async throws {
        let (service, other) = (RecordRef(.profile("main"), .service, 4), RecordRef(.profile("main"), .debtor, 2))
        try send("Ede", .done(record))
        try send("Epe", .done(service), target: service)
        try send("Eys", .done(other), target: other)
        try send("Echt", .refused(.init(verbatim: "No.")))
        try send("Elst", .undecided(.init(verbatim: "Who knows?")))
        let those = try [record, service].map { try #require($0) }
        let told = try await FileHistory(place.journal).latest(of: those, limit: 5)
        #expect(told.map(\.entry.intent) == ["Elst", "Epe", "Ede"])
        #expect(told.map(\.record.kind) == [.debtor, .service, .debtor])
        #expect(told.map(\.entry.isUndecided) == [true, false, false])
        #expect(try await FileHistory(place.journal).latest(of: those, limit: 1).map(\.entry.intent) == ["Elst"])
        #expect(try await FileHistory(place.journal).latest(of: [], limit: 5).isEmpty)
    }

    @Test func theNewestIsFirstAndPagesFollowEachOther() throws {
        var numbers: [String: Int] = [:]
        for (month, cities) in [("10", ["Ede", "Epe"]), ("11", ["Elst", "Eys", "Echt"])] {
            place.clock.set("2026-\(month)-27T00:00:00Z")
            for city in cities { numbers[city] = try send(city, .done(record)) }
        }
        #expect(place.files.count == 2)
        #expect(try cities() == ["Echt", "Eys", "Elst", "Epe", "Ede"])
        #expect(try cities(limit: 2) == ["Echt", "Eys"])
        #expect(try cities(before: numbers["Eys"], limit: 2) == ["Elst", "Epe"])
        #expect(try cities(before: numbers["Epe"], limit: 2) == ["Ede"])
        #expect(try cities(before: numbers["Ede"]) == [])
        #expect(try cities(limit: 0) == [])
    }

    /// What did not happen is no part of a record's history; what may have is, and says so.
    @Test func onlyWhatMayHaveHappenedIsTold() throws {
        let words = LocalizedText("No.", "Nee.")
        try send("Refused", .refused(words))
        try send("Undecided", .undecided(words))
        try send("Silent")
        try send("Settled", .undecided(words), .settled(wasDone: true))
        try send("Dropped", .undecided(words), .settled(wasDone: false))
        #expect(try cities() == ["Settled", "Silent?", "Undecided?"])
    }

    @Test func othersAreLeftOut() throws {
        try send("Other", .done(nil), target: RecordRef(.profile("main"), .debtor, 2))
        try send("Elsewhere", .done(nil), target: RecordRef(.profile("tel"), .debtor, 1))
        try send("Kind", .done(nil), target: RecordRef(.profile("main"), .service, 1))
        #expect(try cities() == [])
    }

    @Test func whatWasAddedIsKnownByTheAnswer() throws {
        let add = Intent(
            id: "add", system: .profile("main"), action: ActionName("debtor", "add"), target: nil,
            changes: [FieldChange(field: "City", isSecret: false, before: nil, after: "Made")])
        let number = try place.journal.append(.intent(add, until: JournalPlace.until))
        try place.journal.append(.outcome(.done(record), of: "add", sending: number))
        #expect(try cities() == ["Made"])
    }

    @Test func withoutAJournalThereIsNone() throws { #expect(try cities() == []) }
}
