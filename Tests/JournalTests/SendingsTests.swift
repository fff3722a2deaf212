import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@testable import Journal

/// What is undecided follows from the journal alone.
@Suite struct SendingsTests {
    private static let words = LocalizedText("No answer.", "Geen antwoord.")

    private func undecided(_ events: [JournalEntry.Event]) -> [UndecidedWrite] {
        Sendings(events.lines).undecided
    }

    private func sent(_ id: String = "a") -> JournalEntry.Event { .intent(.sample(id: id), until: JournalPlace.until) }

    private func outcome(_ outcome: Outcome, _ sending: Int, _ id: String = "a") -> JournalEntry.Event {
        .outcome(outcome, of: id, sending: sending)
    }

    @Test func whatHasNoOutcomeIsUndecided() {
        let found = undecided([sent(), sent("b"), outcome(.done(nil), 2, "b")])
        #expect(found.map(\.id) == [1])
        #expect(found.first?.sentence == nil)
    }

    /// Another console may be waiting for the answer this very moment.
    @Test func itIsUnderWayWhileItsAnswerIsWaitedFor() throws {
        let found = try #require(undecided([sent()]).first)
        let during = try #require(LocalTime(universalText: "2026-11-27T00:00:29Z", offset: 3600))
        #expect(found.isUnderWay(at: during))
        #expect(!found.isUnderWay(at: during.adding(seconds: 1)))
        let told = try #require(undecided([sent(), outcome(.undecided(Self.words), 1)]).first)
        #expect(!told.isUnderWay(at: during) && told.sentence == Self.words)
    }

    @Test(arguments: [Outcome.done(nil), .refused(words), .settled(wasDone: true), .settled(wasDone: false)])
    func anOutcomeDecides(_ decided: Outcome) {
        #expect(undecided([sent(), outcome(.undecided(Self.words), 1), outcome(decided, 1)]).isEmpty)
    }

    /// A system that knows no repeats may have done it the first time and refused the second.
    @Test func aRefusedRepeatSaysNothingOfTheFirstTime() {
        let found = undecided([
            sent(), outcome(.undecided(Self.words), 1), sent(), outcome(.refused(Self.words), 3),
        ])
        #expect(found.map(\.id) == [1])
    }

    @Test func aRepeatThatWasDoneDecidesTheFirstTimeToo() {
        #expect(
            undecided([sent(), outcome(.undecided(Self.words), 1), sent(), outcome(.done(nil), 3)]).isEmpty)
    }

    @Test func anOutcomeOfAnotherIntentDecidesNothing() {
        #expect(undecided([sent(), outcome(.done(nil), 1, "b")]).map(\.id) == [1])
    }
}
