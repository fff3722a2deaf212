import BillingAPI

/// What was asked and has no answer yet: reads, of which a newer one replaces that of its slot, and changes, which
/// nothing replaces.
@MainActor final class EffectsUnderWay {
    /// Who asks, and how much had been typed by then.
    struct Origin {
        let screen: ScreenID
        let inputs: Int
    }

    private struct Slot: Hashable {
        let screen: ScreenID
        let name: String
    }

    private struct Read {
        let number: Int
        let task: Task<Void, Never>
        /// Nil once it is asked.
        var waiting: Asking?
    }

    private struct Asking {
        let question: Effect<any Sendable>.Question
        let service: any BillingService
        let asker: Origin
    }

    private var reads: [Slot: Read] = [:]
    private(set) var changes = 0
    /// How many tasks were begun since the start.
    private(set) var begun = 0
    private var waiters: [CheckedContinuation<Void, Never>] = []

    /// Takes the answers, as actions of the screen that asked.
    var onAnswer: (@MainActor (any Sendable, Origin) -> Void)?

    var isEmpty: Bool { reads.isEmpty && changes == 0 }
    /// The slots that wait for an answer.
    var reading: [String] { reads.keys.map(\.name).sorted() }

    func read(
        _ question: @escaping Effect<any Sendable>.Question, from service: any BillingService, slot: String,
        for asker: Origin
    ) {
        let slot = Slot(screen: asker.screen, name: slot)
        let asking = Asking(question: question, service: service, asker: asker)
        // Keys that arrive together ask once, for what the last of them needs.
        if reads[slot]?.waiting != nil {
            reads[slot]?.waiting = asking
            return
        }
        reads[slot]?.task.cancel()
        begun += 1
        let number = begun
        let task = Task { [weak self] in
            guard let asking = self?.ask(slot, number) else { return }
            let last = await asking.question(asking.service) { [weak self] action in
                await self?.answered(slot, number, asking.asker, action)
            }
            self?.ended(slot, number, asking.asker, last)
        }
        reads[slot] = Read(number: number, task: task, waiting: asking)
    }

    private func ask(_ slot: Slot, _ number: Int) -> Asking? {
        guard let read = reads[slot], read.number == number else { return nil }
        reads[slot]?.waiting = nil
        return read.waiting
    }

    /// One of several answers.
    private func answered(_ slot: Slot, _ number: Int, _ asker: Origin, _ action: any Sendable) {
        // An answer that a newer question replaced must not change what is shown.
        guard reads[slot]?.number == number else { return }
        onAnswer?(action, asker)
    }

    private func ended(_ slot: Slot, _ number: Int, _ asker: Origin, _ action: (any Sendable)?) {
        guard reads[slot]?.number == number else { return }
        reads[slot] = nil
        if let action { onAnswer?(action, asker) }
        wake()
    }

    func stop(slot: String, of screen: ScreenID) {
        reads.removeValue(forKey: Slot(screen: screen, name: slot))?.task.cancel()
        wake()
    }

    /// Sends something, and gives its answer.
    typealias Change = @Sendable (any BillingService) async -> any Sendable

    func change(_ sending: @escaping Change, to service: any BillingService, for asker: Origin) {
        changes += 1
        begun += 1
        Task { [weak self] in
            let action = await sending(service)
            guard let self else { return }
            changes -= 1
            onAnswer?(action, asker)
            wake()
        }
    }

    func cancelReads(of screen: ScreenID) {
        for (slot, read) in reads where slot.screen == screen {
            read.task.cancel()
            reads[slot] = nil
        }
        wake()
    }

    // MARK: Waiting

    /// Returns when something has come to its end, or a frame was drawn.
    func next() async { await withCheckedContinuation { waiters.append($0) } }

    func wake() {
        let ready = waiters
        waiters = []
        for waiter in ready { waiter.resume() }
    }
}
