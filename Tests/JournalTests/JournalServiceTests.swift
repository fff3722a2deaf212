import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import Synchronization
import Testing

@testable import Journal

/// Nothing is sent that was not written down before, and what became of it follows.
@Suite struct JournalServiceTests {
    private let system = ToldSystem()
    private let journal = KeptJournal()

    private func service(_ desk: JournalDesk? = nil) -> JournalService {
        JournalService(
            system, desk: desk ?? JournalDesk(journal), system: .profile("main"), patience: .seconds(30),
            clock: .fixed(Self.moment))
    }

    private static let moment = LocalTime(
        date: CalendarDate(year: 2026, month: 11, day: 27) ?? .epoch, hour: 1, minute: 0, second: 0, offset: 3600)

    private func edit(city: String = "Leiden") -> EditDebtor {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.city] = city
        edit[Debtor.password] = "hunter2"
        return edit
    }

    private func intended(_ edit: EditDebtor, id: String = "intent-1") -> Sending {
        let before = Found(Record<Debtor>([Debtor.identifier.name: "1", Debtor.city.name: "Utrecht"]))
        return Sending(
            intent: Intent(
                id: id, system: .profile("main"), action: EditDebtor.declaration.name,
                target: before.ref(in: .profile("main")), changes: edit.changes(from: before)))
    }

    @Test func theIntentIsThereBeforeTheRequestLeaves() async throws {
        system.onSend = { [journal] in #expect(journal.events.count == 1) }
        _ = try await service().send(edit(), intended(edit()))
        #expect(system.sent == ["debtor edit"])
        guard case .intent(let intent, let until) = journal.events.first else {
            Issue.record("\(journal.events)")
            return
        }
        #expect(intent == intended(edit()).intent && until == "2026-11-27T00:00:31Z")
        #expect(
            journal.events.last == .outcome(.done(RecordRef(.profile("main"), .debtor, 1)), of: "intent-1", sending: 1))
    }

    @Test func noSecretIsWritten() async throws {
        _ = try await service().send(edit(), .plain)
        #expect(journal.events.count == 2 && !"\(journal.events)".contains("hunter2"))
    }

    @Test func aCallThatNobodyDescribedIsDescribedByWhatItWasGiven() async throws {
        let conditions = WriteConditions(idempotencyKey: "key-1")
        _ = try await service().send(edit(), Sending(conditions: conditions))
        guard case .intent(let intent, _) = journal.events.first else {
            Issue.record("\(journal.events)")
            return
        }
        #expect(intent.id == "key-1" && intent.target == RecordRef(.profile("main"), .debtor, 1))
        #expect(intent.changes.map(\.field) == ["Identifier", "City", "Password"])
        #expect(intent.changes.map(\.after) == ["1", "Leiden", nil])
    }

    @Test func whyItIsSentIsWritten() async throws {
        var how = intended(edit())
        how.note = ChangeNote(reason: "moved", ticket: "T-7")
        _ = try await service().send(edit(), how)
        guard case .intent(let intent, _) = journal.events.first else {
            Issue.record("\(journal.events)")
            return
        }
        #expect(intent.reason == "moved" && intent.ticket == "T-7")
    }

    @Test func readingWritesNothing() async throws {
        _ = try await service().send(ShowDebtor(1))
        #expect(journal.events.isEmpty && system.sent == ["debtor show"])
    }

    @Test func whatCannotBeWrittenDownIsNotSent() async throws {
        journal.trouble = .unwritten("/home/anna/journal", ENOSPC)
        let error = await #expect(throws: APIError.self) { try await service().send(edit(), .plain) }
        #expect(system.sent.isEmpty)
        #expect(
            error?.message.english
                == "Edit debtor was not sent, since it could not be written down first. The journal “/home/anna/journal” cannot be written: No space left on device."
        )
        #expect(error?.message.dutch.hasSuffix("is niet te schrijven: geen ruimte meer op de schijf.") == true)
        #expect(error?.kind == .failure)
    }

    @Test(arguments: [APIError.Kind.invalidInput, .unreachable, .unknownOutcome])
    func whatBecameOfItIsWritten(kind: APIError.Kind) async throws {
        let words = LocalizedText("It went wrong.", "Het ging mis.")
        system.error = APIError(kind, words)
        await #expect(throws: APIError(kind, words)) { try await service().send(edit(), intended(edit())) }
        let outcome: Outcome = kind == .unknownOutcome ? .undecided(words) : .refused(words)
        #expect(journal.events.last == .outcome(outcome, of: "intent-1", sending: 1))
    }

    /// The answer counts: what the journal lacks then is told, and written before anything else.
    @Test func anOutcomeThatCannotBeWrittenIsToldAndWrittenLater() async throws {
        let told = Mutex<[String]>([])
        let kept = KeptJournal()
        let service = JournalService(
            system, desk: JournalDesk(kept), system: .profile("main"), patience: .seconds(30),
            clock: .fixed(Self.moment)
        ) { sentence in told.withLock { $0.append(sentence.english) } }
        system.onSend = { kept.trouble = .unwritten("/x", ENOSPC) }
        _ = try await service.send(edit(), intended(edit()))
        #expect(
            told.withLock { $0.count } == 1
                && told.withLock { $0[0] }.hasSuffix("“balie outbox” shows it as undecided."))
        #expect(kept.events.count == 1)
        system.onSend = {}
        kept.trouble = nil
        _ = try await service.send(edit(), intended(edit(), id: "intent-2"))
        #expect(kept.events.count == 4)
        #expect(kept.events[1] == .outcome(.done(RecordRef(.profile("main"), .debtor, 1)), of: "intent-1", sending: 1))
    }

    @Test func aRecordThatShowsItSettlesAnUnansweredWrite() async throws {
        let service = service()
        system.error = APIError(.unknownOutcome, LocalizedText("No answer.", "Geen antwoord."))
        await #expect(throws: APIError.self) { try await service.send(edit(), intended(edit())) }
        system.error = nil
        _ = try await service.send(ShowDebtor(1))
        #expect(journal.events.count == 2, "the old values tell nothing yet")
        system.city = "Leiden"
        _ = try await service.send(ShowDebtor(1))
        #expect(journal.events.last == .outcome(.settled(wasDone: true), of: "intent-1", sending: 1))
        _ = try await service.send(ShowDebtor(1))
        #expect(journal.events.count == 3)
    }

    /// Whoever gives up on the disk has not sent; the journal says so as soon as it can.
    @Test func aDiskThatAnswersTooLateLeavesNothingUndecided() async throws {
        let slow = HeldJournal()
        let clock = DeadlineClock(now: { .now }, sleep: { _ in await slow.hasBegun() })
        let desk = JournalDesk(
            slow, threads: SideThreads("slow", most: 1, mostWaiting: 8, patience: .zero, clock: clock))
        let error = await #expect(throws: APIError.self) { try await service(desk).send(edit(), intended(edit())) }
        #expect(error?.message.english.hasSuffix("The disk with the journal does not answer.") == true)
        #expect(system.sent.isEmpty)
        slow.goOn()
        await slow.hasEntries(2)
        guard case .outcome(.refused, of: "intent-1", sending: 1) = slow.events.last else {
            Issue.record("\(slow.events)")
            return
        }
    }
}

/// What was written, in memory.
private final class KeptJournal: JournalWriting {
    private let state = Mutex((events: [JournalEntry.Event](), trouble: JournalTrouble?.none))

    var events: [JournalEntry.Event] { state.withLock { $0.events } }
    var trouble: JournalTrouble? {
        get { state.withLock { $0.trouble } }
        set { state.withLock { $0.trouble = newValue } }
    }

    func append(_ event: JournalEntry.Event) throws(JournalTrouble) -> Int {
        if let trouble { throw trouble }
        return state.withLock { state in
            state.events.append(event)
            return state.events.count
        }
    }
}

/// A disk that answers when it is told.
private final class HeldJournal: JournalWriting {
    private let gate = DispatchSemaphore(value: 0)
    private let begun = AsyncStream<Void>.makeStream()
    private let written = AsyncStream<Void>.makeStream()
    private let kept = KeptJournal()

    var events: [JournalEntry.Event] { kept.events }
    func goOn() { for _ in 0..<8 { gate.signal() } }
    func hasBegun() async { for await _ in begun.stream { return } }
    func hasEntries(_ count: Int) async {
        var left = count
        for await _ in written.stream {
            left -= 1
            if left == 0 { return }
        }
    }

    func append(_ event: JournalEntry.Event) throws(JournalTrouble) -> Int {
        begun.continuation.yield()
        gate.wait()
        let number = try kept.append(event)
        written.continuation.yield()
        return number
    }
}

/// A system with one debtor.
private final class ToldSystem: BillingService {
    private struct State: Sendable {
        var sent: [String] = []
        var error: APIError?
        var city = "Utrecht"
        var onSend: @Sendable () -> Void = {}
    }

    private let state = Mutex(State())

    var sent: [String] { state.withLock { $0.sent } }
    var error: APIError? {
        get { state.withLock { $0.error } }
        set { state.withLock { $0.error = newValue } }
    }
    var city: String {
        get { state.withLock { $0.city } }
        set { state.withLock { $0.city = newValue } }
    }
    var onSend: @Sendable () -> Void {
        get { state.withLock { $0.onSend } }
        set { state.withLock { $0.onSend = newValue } }
    }

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        let name = Action.declaration.name
        onSend()
        state.withLock { $0.sent.append("\(name.controller) \(name.action)") }
        if let error { throw error }
        let record = Record<Debtor>([Debtor.identifier.name: "1", Debtor.city.name: city])
        let answers: [any Sendable] = [Found(record), Changed([], record)]
        guard let answer = answers.lazy.compactMap({ $0 as? Action.Answer }).first else {
            throw APIError(.failure, LocalizedText(verbatim: "The test has no answer."))
        }
        return answer
    }
}
