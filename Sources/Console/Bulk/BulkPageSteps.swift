import BillingAPI
import BillingModel
import TerminalCore
import Widgets

// From what was shown to what became of it.
extension BulkPage {
    // MARK: Sending

    mutating func send(_ plan: BulkPlan, _ setting: Setting) -> Effect<Action> {
        if asksForNumber(setting), word.text.withoutUnseenEnds != String(plan.rows.count) {
            isOnWord = true
            return .notice(Notice(.problem, setting.texts.typeTheNumber(plan.rows.count))) + .alert
        }
        guard plan.rows.count <= BulkRun.mostRows else {
            return .notice(Notice(.problem, BulkPlanner.tooMany.message[setting.language])) + .alert
        }
        let work = BulkUnderWay(plan.run(setting))
        self.work = work
        scroll = ScrollState()
        return begin(.rest, setting)
    }

    mutating func begin(_ part: BulkRun.Part, _ setting: Setting) -> Effect<Action> {
        guard let work else { return .none }
        if case .following(let progress) = phase, progress.run.system != setting.system {
            return .notice(Notice(.problem, setting.texts.bulkIsOf(progress.run.place))) + .alert
        }
        var progress = work.progress
        progress.isRunning = true
        phase = .following(progress)
        (shownRows, reasons) = ([], [])
        offer(setting)
        return .bulk(.begin(work, part)) + Self.watch(work)
    }

    static func watch(_ work: BulkUnderWay) -> Effect<Action> {
        .stream(slot: "progress") { tell in
            for await _ in work.signs() { await tell(.progress(work.progress)) }
            await tell(.progress(work.progress))
        }
    }

    mutating func follow(_ progress: BulkUnderWay.Progress, _ setting: Setting) -> Effect<Action> {
        let wasRunning = if case .following(let before) = phase { before.isRunning } else { false }
        phase = .following(progress)
        if progress.isRunning {
            // The row that is under way stays in view.
            scroll.reveal(
                row: progress.run.counts.ended, viewport: BulkPageLayout.viewport(of: self, setting),
                total: progress.run.rows.count)
        } else if wasRunning || shownRows.isEmpty {
            isAsking = false
            shownRows = progress.run.troubledFirst
            reasons = progress.run.reasons
            scroll = ScrollState()
        }
        offer(setting)
        guard !isTold, order != nil, progress.isOnItsWay else { return .none }
        isTold = true
        return .bulk(.isUnderWay)
    }

    // MARK: The result

    func export(_ run: BulkRun, _ setting: Setting) -> Effect<Action> {
        let export = BulkExport(run: run, texts: setting.texts.knowing(names))
        let day = setting.today
        return .export(slot: "export") { _, files, _ in .exported(await export.run(files, day: day)) }
    }

    func exported(_ state: BulkExport.State, _ setting: Setting) -> Effect<Action> {
        switch state {
        case .done(let rows, let file): .notice(Notice(.done, setting.texts.exported(rows, to: file)))
        case .failed(let error): .notice(Notice(.problem, error.message[setting.language]))
        }
    }
}

extension BulkUnderWay.Progress {
    /// Whether it was written down, so that rows of it are sent or may be: what was typed for it lies with the run.
    fileprivate var isOnItsWay: Bool {
        run.states.contains { $0 != .waiting } || !isRunning && trouble == nil
    }
}

extension BulkRun {
    /// Why rows were not carried out, as far as a page can say.
    fileprivate var reasons: [LocalizedText] {
        var reasons: [LocalizedText] = []
        for state in states where reasons.count < 3 {
            switch state {
            case .refused(let why), .skipped(let why), .undecided(let why, _):
                if !reasons.contains(why) { reasons.append(why) }
            case .waiting, .sending, .done: break
            }
        }
        return reasons
    }

    /// Where something was left undone before all else, then what was not sent, then the rest, each as it was.
    fileprivate var troubledFirst: [Int] {
        func rank(_ state: BulkRowState) -> Int {
            switch state {
            case .undecided, .sending: 0
            case .refused: 1
            case .skipped: 2
            case .waiting: 3
            case .done: 4
            }
        }
        return states.indices.sorted { (rank(states[$0]), $0) < (rank(states[$1]), $1) }
    }
}
