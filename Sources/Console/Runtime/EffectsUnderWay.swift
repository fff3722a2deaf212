import BillingAPI

/// What was asked and has no answer yet: reads, of which a newer one replaces that of its slot, and changes, which
/// nothing replaces.
@MainActor final class EffectsUnderWay {
    typealias Question = @Sendable (any BillingService) async -> any Sendable

    /// Who asks, and how much had been typed by then.
    struct Asker {
        let screen: Int
        let inputs: Int
    }

    private struct Slot: Hashable {
        let screen: Int
        let name: String
    }

    private struct Read {
        let number: Int
        let task: Task<Void, Never>
    }

    private let service: any BillingService
    private var reads: [Slot: Read] = [:]
    private(set) var changes = 0
    /// How many tasks were begun since the start.
    private(set) var begun = 0
    private var waiters: [CheckedContinuation<Void, Never>] = []

    /// Takes the answers, as actions of the screen that asked.
    var onAnswer: (@MainActor (any Sendable, Asker) -> Void)?

    init(service: any BillingService) {
        self.service = service
    }

    var isEmpty: Bool { reads.isEmpty && changes == 0 }

    func read(_ question: @escaping Question, slot: String, for asker: Asker) {
        let slot = Slot(screen: asker.screen, name: slot)
        reads[slot]?.task.cancel()
        begun += 1
        let (number, service) = (begun, service)
        let task = Task { [weak self] in
            let action = await question(service)
            self?.answered(slot, number, asker, action)
        }
        reads[slot] = Read(number: number, task: task)
    }

    private func answered(_ slot: Slot, _ number: Int, _ asker: Asker, _ action: any Sendable) {
        // An answer that a newer question replaced must not change what is shown.
        guard reads[slot]?.number == number else { return }
        reads[slot] = nil
        onAnswer?(action, asker)
        wake()
    }

    func change(_ sending: @escaping Question, for asker: Asker) {
        changes += 1
        begun += 1
        let service = service
        Task { [weak self] in
            let action = await sending(service)
            guard let self else { return }
            changes -= 1
            onAnswer?(action, asker)
            wake()
        }
    }

    func cancelReads(of screen: Int) {
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
