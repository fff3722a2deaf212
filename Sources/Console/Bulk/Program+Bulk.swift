import BillingAPI
import BillingModel

/// How bulk runs are begun, stopped and told of.
extension Program {
    /// - Parameter system: That of the page which wants it.
    func carry(out deed: BulkDeed, in system: SystemID) {
        switch deed {
        case .isUnderWay: endDialog(in: system)
        case .begin(let work, let part): begin(work, part)
        case .drop(let id):
            waitingForDisk { [bulk] () async -> Result<Void, APIError> in
                do throws(APIError) { return .success(try await bulk.drop(id)) } catch { return .failure(error) }
            } then: { [weak self] dropped in
                guard let self, case .failure(let error) = dropped else { return }
                notice = Notice(.problem, error.message[setting.language])
            }
        }
    }

    /// What was typed is no draft any more: whatever becomes of it now, it must not be offered and sent once more.
    private func endDialog(in system: SystemID) {
        guard let dialog = systems[system]?.stack.present.last(where: { $0.screen.content is BulkDialog }) else {
            return
        }
        hand(.answer(BulkDialog.Action.begun), to: dialog.id)
        guard let ended = systems[system]?.stack.present.first(where: { $0.id == dialog.id }) else { return }
        closeDraft(of: ended)
    }

    private func begin(_ work: BulkUnderWay, _ part: BulkRun.Part) {
        guard !bulk.isRunning else { return work.end(Self.said(\.anotherBulkRuns)) }
        guard let place = systems[work.progress.run.system] else { return work.end(Self.said(\.bulkSystemIsClosed)) }
        let runner = BulkRunner(
            on: place.setting.bulk.paced ?? place.system.service, by: OutboxBook.actions,
            losesAnswers: place.system.losesAnswers, clock: place.setting.clock,
            shelf: bulk.shelf)
        bulk.begin(work, part, by: runner) { [weak self] row, state in
            self?.note(state, of: row, losesAnswers: place.system.losesAnswers)
        } ended: { [weak self] in
            self?.bulkHasEnded(work, in: place.system.id)
        }
    }

    private static func said(_ sentence: (Texts) -> String) -> LocalizedText {
        LocalizedText(sentence(Texts(.english)), sentence(Texts(.dutch)))
    }

    /// The outbox has what is undecided, and not what has come to be known.
    private func note(_ state: BulkRowState, of row: BulkRow, losesAnswers: Bool) {
        switch state {
        case .undecided(let why, let since):
            let now = clock.now().universalText
            note(.undecided(OpenWrite(row.intent, moment: since, waitedUntil: now, sentence: why)))
        case .done where losesAnswers: note(.settled(row.intent.id, wasDone: true))
        case .refused where losesAnswers: note(.settled(row.intent.id, wasDone: false))
        default: break
        }
    }

    private func bulkHasEnded(_ work: BulkUnderWay, in id: SystemID) {
        defer { underWay.wake() }
        // Whatever was shown before may be of another state.
        systems.update(id) { $0.stack.age() }
        let progress = work.progress
        if isHungUp {
            lastWords = setting.texts.bulkLastWords(progress.run)
            if underWay.changes == 0 { return finish(.hangUp) }
        }
        if let way = endsAfterBulk {
            lastWords = progress.run.isOpen ? setting.texts.bulkLastWords(progress.run) : nil
            return finish(way)
        }
        if !(top.screen.content is BulkPage) {
            let counts = setting.texts.counts(progress.run.counts, of: progress.run.rows.count)
            notice = Notice(
                progress.run.isOpen || progress.trouble != nil ? .problem : .done,
                setting.texts.bulkEnded(counts, key: setting.keys.name(of: .bulkRuns)))
        }
        needsFrame()
    }

    // MARK: Those that are there

    /// Says that an earlier console stopped half-way.
    func tellOfBulk() {
        guard bulk.shelf != nil else { return }
        findBulk { [weak self] runs in
            guard let self, let last = runs.last else { return }
            let key = setting.keys.name(of: .bulkRuns)
            say(.info, setting.texts.bulkIsLeft(last, of: runs.count, key: key))
        }
    }

    /// Shows the run of this console, or the newest that was left half-way.
    func openBulk() {
        if let work = bulk.open { return open(AnyScreen(BulkPage(work))) }
        findBulk { [weak self] runs in
            guard let self else { return }
            if let last = runs.last { return open(AnyScreen(BulkPage(bulk.open(last)))) }
            guard let done = bulk.last else { return refuse(setting.texts.noBulkRun) }
            open(AnyScreen(BulkPage(done)))
        }
    }

    private func findBulk(_ then: @escaping @MainActor ([BulkRun]) -> Void) {
        waitingForDisk { [bulk] () async -> Result<[BulkRun], APIError> in
            do throws(APIError) { return .success(try await bulk.find()) } catch { return .failure(error) }
        } then: { [weak self] found in
            switch found {
            case .success(let runs): then(runs)
            case .failure(let error):
                guard let self else { return }
                say(.problem, setting.texts.bulkNotRead(error.message[setting.language]))
            }
        }
    }
}

/// What becomes of a bulk run.
enum BulkDeed: Sendable {
    /// Carries out part of it.
    case begin(BulkUnderWay, BulkRun.Part)
    case drop(BulkRun.ID)
    /// It lies on the shelf and its rows are being sent.
    case isUnderWay
}
