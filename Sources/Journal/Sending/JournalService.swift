import BillingAPI
import BillingModel

/// Writes each change down before it is sent, and what became of it afterwards: what cannot be written is not sent.
public struct JournalService: ServiceWrapper {
    public let service: any BillingService
    private let desk: JournalDesk
    private let system: SystemID
    private let patience: Duration
    private let clock: LocalClock
    private let report: @Sendable (LocalizedText) -> Void
    private let unanswered = UnansweredWrites()

    /// - Parameters:
    ///   - patience: How long an answer is waited for.
    ///   - report: Told that a change was sent whose outcome could not be written down.
    public init(
        _ service: any BillingService, desk: JournalDesk, system: SystemID, patience: Duration,
        clock: LocalClock = .system, report: @escaping @Sendable (LocalizedText) -> Void = { _ in }
    ) {
        self.service = service
        self.desk = desk
        self.system = system
        self.patience = patience
        self.clock = clock
        self.report = report
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        // What is refused without being sent is no change.
        guard Action.declaration.access == .writes, service.reasonAgainst(Action.self) == nil else {
            return try await read(action, how)
        }
        let intent = (how.intent ?? Intent(of: action, in: system, how)).noted(how.note)
        let until = clock.now().adding(seconds: Int(patience.components.seconds) + 1).universalText
        let sending: Int
        do throws(JournalTrouble) {
            sending = try await desk.write(intent, until: until)
        } catch {
            throw unsent(Action.declaration, error)
        }
        do throws(APIError) {
            let answer = try await service.send(action, named(intent, how))
            unanswered.forget(intent)
            await note(Outcome(answer, in: system), of: intent, sending, Action.declaration)
            return answer
        } catch {
            let outcome = Outcome(error)
            if case .undecided = outcome { unanswered.add(intent, sending: sending, action) }
            await note(outcome, of: intent, sending, Action.declaration)
            throw error
        }
    }

    /// What is written down goes under the name that it is written down by, so that its answer may be asked for again.
    private func named(_ intent: Intent, _ how: Sending) -> Sending {
        var how = how
        var conditions = how.conditions ?? WriteConditions()
        conditions.idempotencyKey = conditions.idempotencyKey ?? intent.id
        how.conditions = conditions
        return how
    }

    /// A record that is read again may show that a sending without an answer took effect.
    private func read<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        let answer = try await service.send(action, how)
        guard action is any RecordReading, let record = answer as? any RecordAnswer, let ref = record.ref(in: system)
        else { return answer }
        for (intent, sending) in unanswered.settled(by: record, of: ref) {
            await note(.settled(wasDone: true), of: intent, sending, Action.declaration)
        }
        return answer
    }

    private func note(
        _ outcome: Outcome, of intent: Intent, _ sending: Int, _ declaration: ActionDeclaration
    ) async {
        do throws(JournalTrouble) {
            try await desk.write(outcome, of: intent, sending: sending)
        } catch {
            let title = declaration.title
            report(
                LocalizedText(
                    "\(title.english): what became of it could not be written down. \(error.sentence.english) “balie outbox” shows it as undecided.",
                    "\(title.dutch): wat ervan is geworden, kon niet worden opgeschreven. \(error.sentence.dutch) “balie outbox” toont het als onbeslist."
                ))
        }
    }

    private func unsent(_ declaration: ActionDeclaration, _ trouble: JournalTrouble) -> APIError {
        let title = declaration.title
        return APIError(
            .failure,
            LocalizedText(
                "\(title.english) was not sent, since it could not be written down first. \(trouble.sentence.english)",
                "\(title.dutch) is niet verzonden, omdat het niet eerst kon worden opgeschreven. \(trouble.sentence.dutch)"
            ))
    }
}

extension Intent {
    /// Of a write that nobody described: what it was given, without what stood there before.
    init<Action: APIAction>(of action: Action, in system: SystemID, _ how: Sending) {
        let writing = action as? any WritingAction
        let name = Action.declaration.name
        let (target, changes) = (writing?.target.ref(in: system), writing?.changes() ?? [])
        if let key = how.conditions?.idempotencyKey {
            self.init(id: key, system: system, action: name, target: target, changes: changes)
        } else {
            self.init(system: system, action: name, target: target, changes: changes)
        }
    }
}
