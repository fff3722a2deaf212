import BillingAPI
import BillingModel
import HostFactAPI
import Synchronization
import Testing

@testable import Journal

/// Wherever a program ends between meaning a change and knowing what became of it, its journal tells the truth.
///
/// Every way that a system can take two sendings of one intent, with a disk that fails at any entry: at each moment of
/// each of them the program may be gone, and the next one has the journal as it was then.
@Suite struct CrashPointTests {
    @Test(arguments: World.Behaviour.allCases, World.Behaviour.allCases)
    func theJournalTellsTheTruthAtEveryMoment(first: World.Behaviour, second: World.Behaviour) async throws {
        // Many ways begin alike.
        var seen: Set<World.Moment> = []
        for fault in 0...6 {
            let world = World([first, second], faultAt: fault)
            let service = JournalService(
                world, desk: JournalDesk(world), system: .profile("main"), patience: .seconds(30))
            for _ in 0..<2 {
                _ = try? await service.send(World.edit, World.sending)
                _ = try? await service.send(ShowDebtor(1))
            }
            for moment in world.moments where seen.insert(moment).inserted {
                try await check(moment, "\(first), \(second), fault at \(fault)")
            }
        }
    }

    private func check(_ moment: World.Moment, _ run: String) async throws {
        let sendings = Sendings(moment.events.lines)
        let undecided = sendings.undecided
        let story: Comment = "\(run): \(moment)"
        // What left was written down before.
        #expect(moment.tookEffect.count <= sendings.all.count, story)
        for (sending, tookEffect) in zip(sendings.all, moment.tookEffect) {
            for outcome in sending.outcomes {
                switch outcome {
                case .done: #expect(tookEffect, story)
                case .refused: #expect(!tookEffect, story)
                case .settled(let wasDone): #expect(wasDone == moment.tookEffect.contains(true), story)
                case .undecided: break
                }
            }
            // Nothing that took effect is taken for undone.
            let isRemembered = undecided.contains { $0.id == sending.line.number }
            let isKnown = sendings.all.flatMap(\.outcomes).contains {
                $0 == .done(World.record) || $0 == .settled(wasDone: true)
            }
            #expect(!tookEffect || isRemembered || isKnown, story)
        }
        // The next program reads the record again, when nothing is on its way any more.
        let later = try #require(LocalTime(universalText: "2100-01-01T00:00:00Z", offset: 0))
        for write in undecided {
            let settlement = try await write.open.settlement(in: moment, at: later, by: [EditDebtor.self])
            #expect(settlement.wasDone == moment.tookEffect.contains(true), story)
        }
    }
}

/// A disk and a system whose every moment is kept.
final class World: JournalWriting, BillingService {
    /// What the system does with a change, and whether its answer arrives.
    enum Behaviour: CaseIterable, Sendable {
        case done, refused, unreachable, doneWithoutAnswer, lostOnTheWay
    }

    /// What is there when the program is gone; the record can be read again.
    struct Moment: BillingService, Hashable {
        var events: [JournalEntry.Event] = []
        /// Of each change that left, in order.
        var tookEffect: [Bool] = []

        func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
            try World.answer(action, city: tookEffect.contains(true) ? "Leiden" : "Utrecht")
        }
    }

    private struct State {
        var now = Moment()
        var moments: [Moment] = []
        var behaviours: [Behaviour]
        var appends = 0
    }

    static let record = RecordRef(.profile("main"), .debtor, 1)
    static var edit: EditDebtor {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.city] = "Leiden"
        return edit
    }
    static let sending = Sending(
        intent: Intent(
            id: "intent-1", system: .profile("main"), action: EditDebtor.declaration.name, target: record,
            changes: [FieldChange(field: "City", isSecret: false, before: "Utrecht", after: "Leiden")]))
    private static let words = LocalizedText("It went wrong.", "Het ging mis.")

    private let state: Mutex<State>
    private let fault: Int

    /// - Parameter fault: The entry that cannot be written, from 1 on; 0 where all can.
    init(_ behaviours: [Behaviour], faultAt fault: Int) {
        state = Mutex(State(behaviours: behaviours))
        self.fault = fault
    }

    var moments: [Moment] { state.withLock { $0.moments } }

    private func pass(_ change: (inout Moment) -> Void) {
        state.withLock { state in
            change(&state.now)
            state.moments.append(state.now)
        }
    }

    func append(_ event: JournalEntry.Event) throws(JournalTrouble) -> Int {
        let number = state.withLock { state in
            state.appends += 1
            return state.appends
        }
        guard number != fault else { throw .unwritten("/x", 28) }
        pass { $0.events.append(event) }
        return now.events.count
    }

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard Action.declaration.access == .writes else { return try await now.send(action, how) }
        let behaviour = state.withLock { $0.behaviours.removeFirst() }
        pass { $0.tookEffect.append(behaviour == .done || behaviour == .doneWithoutAnswer) }
        switch behaviour {
        case .done: return try Self.answer(action, city: "Leiden")
        case .refused: throw APIError(.invalidInput, Self.words)
        case .unreachable: throw APIError(.unreachable, Self.words)
        case .doneWithoutAnswer, .lostOnTheWay: throw APIError(.unknownOutcome, Self.words)
        }
    }

    private var now: Moment { state.withLock { $0.now } }

    fileprivate static func answer<Action: APIAction>(
        _ action: Action, city: String
    ) throws(APIError) -> Action.Answer {
        let record = Record<Debtor>([Debtor.identifier.name: "1", Debtor.city.name: city])
        let answers: [any Sendable] = [Found(record), Changed([], record)]
        guard let answer = answers.lazy.compactMap({ $0 as? Action.Answer }).first else {
            throw APIError(.failure, words)
        }
        return answer
    }
}
