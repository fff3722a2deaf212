import BillingModel

/// Carries a run out, row after row: each is sent once, and what nothing is known of is looked up before anything else.
public struct BulkRunner: Sendable {
    private let service: any BillingService
    private let actions: [any APIAction.Type]
    private let losesAnswers: Bool
    private let clock: LocalClock
    private let time: DeadlineClock
    private let shelf: (any BulkShelf)?

    /// - Parameters:
    ///   - actions: Those that the rows may be of.
    ///   - losesAnswers: Whether a change may be carried out without its answer ever coming.
    ///   - clock: That of the system.
    ///   - time: How pauses pass; tests let them jump.
    ///   - shelf: Where what becomes of the rows outlives the program.
    public init(
        on service: any BillingService, by actions: [any APIAction.Type], losesAnswers: Bool, clock: LocalClock,
        time: DeadlineClock = .system, shelf: (any BulkShelf)?
    ) {
        (self.service, self.actions, self.losesAnswers) = (service, actions, losesAnswers)
        (self.clock, self.time, self.shelf) = (clock, time, shelf)
    }

    /// How many rows are written down as about to be sent, and then sent at once: they are what is looked up after a
    /// crash. The engine of this very program carries out those that it has at the same time in one transaction, and
    /// answers each when that has been committed. Where answers are lost only one at a time may be without one.
    var stride: Int { losesAnswers ? 1 : 200 }

    /// Returns when all rows have come to an end, or it was stopped, or nothing more can be sent.
    ///
    /// - Parameter found: Told what has become known of a sending that nothing was known of.
    public func run(
        _ work: BulkUnderWay, _ part: BulkRun.Part = .rest,
        found: @Sendable (BulkRow, BulkRowState) async -> Void = { _, _ in }
    ) async {
        let rows = work.progress.run.rows(of: part)
        let run = work.begin(rows.count)
        var place = 0
        while place < rows.count, !work.isStopping {
            let batch = rows[place..<min(place + stride, rows.count)]
            place += batch.count
            do throws(APIError) {
                if let trouble = try await carryOut(batch, of: run, work, found) { return work.end(trouble) }
            } catch {
                return work.end(error.message)
            }
            work.tell()
        }
        work.end()
    }

    /// - Returns: Why nothing more can be sent.
    private func carryOut(
        _ batch: ArraySlice<Int>, of run: BulkRun, _ work: BulkUnderWay,
        _ found: @Sendable (BulkRow, BulkRowState) async -> Void
    ) async throws(APIError) -> LocalizedText? {
        let since = clock.now().universalText
        // What was sent before keeps the moment at which it was.
        let about = batch.filter { !run.states[$0].wasSent }
        if !about.isEmpty { try await shelf?.note(about.map { BulkNote($0, .sending(since: since)) }, of: run.id) }
        for row in batch where !run.states[row].wasSent { work.note(row, .sending(since: since)) }
        // From now on what was typed for the run is no draft any more.
        work.tell()
        var notes: [BulkNote] = []
        var trouble: LocalizedText?
        for (row, end) in await ends(of: batch, run, since: since, work) {
            let before = run.states[row]
            switch end {
            case .state(let state):
                work.note(row, state, isEnd: true)
                notes.append(BulkNote(row, state))
                if before.wasSent || state.isUndecided { await found(run.rows[row], state) }
            case .notSent(let why, _):
                trouble = trouble ?? why
                work.note(row, before)
                notes.append(BulkNote(row, before))
            }
        }
        try await shelf?.note(notes, of: run.id)
        return trouble
    }

    /// What became of each, in their order.
    private func ends(
        of batch: ArraySlice<Int>, _ run: BulkRun, since: String, _ work: BulkUnderWay
    ) async -> [(row: Int, end: End)] {
        await withTaskGroup(of: (row: Int, end: End).self) { group in
            for row in batch {
                group.addTask { (row, await end(of: run.rows[row], run.states[row], since: since, work)) }
            }
            var ends: [(row: Int, end: End)] = []
            for await end in group { ends.append(end) }
            return ends.sorted { $0.row < $1.row }
        }
    }

    // MARK: One row

    enum End: Sendable {
        case state(BulkRowState)
        /// Nothing left, and no other row would fare better; whether that may pass by itself.
        case notSent(LocalizedText, mayPass: Bool)
    }

    private func end(
        of row: BulkRow, _ before: BulkRowState, since: String, _ work: BulkUnderWay
    ) async -> End {
        guard let type = actions.first(where: { $0.declaration.name == row.intent.action }) as? any WritingAction.Type
        else { return .state(.refused(Self.unknownAction)) }
        var tries = 0
        while true {
            let end =
                switch before {
                case .sending(let then), .undecided(_, let then):
                    await lookUp(row, type, since: then, now: since)
                default: await send(row, type, since: since)
                }
            // Where the host has used its requests up, or the system is away for a moment, the row waits.
            guard case .notSent(_, mayPass: true) = end, tries < Self.patience, !work.isStopping else { return end }
            tries += 1
            guard await pause(work) else { return end }
        }
    }

    private static let patience = 5

    /// False where it was stopped meanwhile.
    private func pause(_ work: BulkUnderWay) async -> Bool {
        for _ in 0..<15 {
            guard !work.isStopping else { return false }
            try? await time.sleep(time.now() + .seconds(1))
        }
        return !work.isStopping
    }

    /// Sends it once, onto the record that was shown and onto no other state of it.
    func send<Change: WritingAction>(_ row: BulkRow, _ type: Change.Type, since: String) async -> End {
        guard let change = Change(row.intent) else { return .state(.refused(Self.unknownAction)) }
        let intent = row.intent
        // What comes again is known by its name where answers are lost.
        var conditions = WriteConditions(idempotencyKey: isNamed(change) ? intent.id : nil)
        if service.honoursConditions, let base = intent.base {
            conditions.match = .oneOf([base])
        } else {
            switch await standing(intent, change) {
            case .none: break
            case .some(let end): return end
            }
        }
        do throws(APIError) {
            _ = try await service.send(change, Sending(conditions: conditions, intent: intent))
            return .state(.done)
        } catch {
            return Self.end(of: error, since: since)
        }
    }

    /// Whether it is sent under a name by which it is known when it comes again: where answers are lost, and where nothing
    /// that can be read tells of it, as of a mail.
    private func isNamed<Change: WritingAction>(_ change: Change) -> Bool {
        guard service.honoursConditions, !losesAnswers else { return losesAnswers }
        if case .nothing = change.target { return true } else { return false }
    }

    /// Reads the record just before, where its system keeps to no conditions; nil where it is as it was shown.
    private func standing<Change: WritingAction>(_ intent: Intent, _ change: Change) async -> End? {
        guard case .shown(let reading, _) = change.target(intent.target?.identifier) else { return nil }
        do throws(APIError) {
            let now = try await answer(of: reading)
            switch Evidence(of: intent, by: Change.self, in: now) {
            case .tookEffect: return .state(.skipped(Self.isSoAlready))
            case .another: return .state(.skipped(Self.changedMeanwhile))
            case .didNot, .none: return nil
            }
        } catch {
            return Self.end(of: error, since: "")
        }
    }

    private func answer<Reading: RecordReading>(of reading: Reading) async throws(APIError) -> any RecordAnswer {
        try await service.send(reading, .anew)
    }

    private static func end(of error: APIError, since: String) -> End {
        if error.failedCondition == .state { return .state(.skipped(changedMeanwhile)) }
        switch error.kind {
        case .unknownOutcome: return .state(.undecided(error.message, since: since))
        case .unreachable: return .notSent(error.message, mayPass: true)
        case .readOnly, .failure: return .notSent(error.message, mayPass: false)
        case .invalidInput, .notFound, .forbidden: return .state(.refused(error.message))
        }
    }

    // MARK: What was sent before

    /// Finds out what became of a sending: by asking again where the system knows it by its name, else by reading. Only
    /// what is known not to have been done is sent once more.
    func lookUp<Change: WritingAction>(
        _ row: BulkRow, _ type: Change.Type, since then: String, now: String
    ) async -> End {
        let write = OpenWrite(row.intent, moment: then, waitedUntil: then)
        do throws(APIError) {
            if let change = Change(row.intent), isNamed(change), service.honoursConditions,
                write.canBeAskedAgain(at: clock.now())
            {
                switch try await write.askAgain(service, by: actions) {
                case .done: return .state(.done)
                case .refused(let why): return .state(.refused(why))
                case .unknown(let why): return .state(.undecided(why, since: then))
                }
            }
            switch try await write.settlement(in: service, at: clock.now(), by: actions) {
            case .tookEffect: return .state(.done)
            case .didNot: return await send(row, type, since: now)
            // What this very program did not do before it ended is not done by it any more.
            case .notYet where !losesAnswers: return await send(row, type, since: now)
            case .notYet: return .state(.undecided(Self.maybeOnItsWay, since: then))
            case .another: return .state(.undecided(Self.isAnother, since: then))
            case .alike, .silent: return .state(.undecided(Self.untold, since: then))
            case .unreadable(let why): return .state(.undecided(why, since: then))
            }
        } catch {
            switch error.kind {
            // What refuses the question tells nothing of what was sent before it.
            case .invalidInput, .notFound, .forbidden: return .state(.undecided(error.message, since: then))
            case .unknownOutcome, .unreachable, .readOnly, .failure: return Self.end(of: error, since: then)
            }
        }
    }
}

extension BulkRowState {
    /// Whether it may have been carried out by now.
    var wasSent: Bool {
        switch self {
        case .sending, .undecided: true
        case .waiting, .done, .refused, .skipped: false
        }
    }

    var isUndecided: Bool { if case .undecided = self { true } else { false } }
}

// MARK: Sentences

extension BulkRunner {
    static let changedMeanwhile = LocalizedText(
        "It was changed since it was shown, and so not sent.",
        "Het is gewijzigd sinds het is getoond, en dus niet verzonden.")
    static let isSoAlready = LocalizedText("It is so already.", "Het is al zo.")
    static let unknownAction = LocalizedText(
        "This version of Balie does not know the action.", "Deze versie van Balie kent de actie niet.")
    static let maybeOnItsWay = LocalizedText(
        "It may still be on its way; try again in a minute.",
        "Het kan nog onderweg zijn; probeer het over een minuut opnieuw.")
    static let isAnother = LocalizedText(
        "The record has yet another value by now, so that it does not tell whether it was done.",
        "Het gegeven heeft inmiddels weer een andere waarde en zegt dus niet of het is gedaan.")
    static let untold = LocalizedText(
        "The record does not tell whether it was done.", "Het gegeven zegt niet of het is gedaan.")
}
