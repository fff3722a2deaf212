/// Where it is kept which commands somebody chose by name, the last one first: no secret, and no record's name.
public protocol RecentCommandShelf: Sendable {
    /// Nothing where nothing is kept, or it cannot be read.
    func read() async -> [String]
    func write(_ names: [String]) async
}

/// Which commands were chosen by name, the last one first: they stand first the next time.
@MainActor final class RecentCommands {
    nonisolated static let most = 12

    private(set) var names: [String] = []
    private let shelf: (any RecentCommandShelf)?
    private var lastWrite: Task<Void, Never>?
    private var underWay = 0
    /// Called whenever nothing is read or written any more.
    var onSettled: (@MainActor () -> Void)?

    init(_ shelf: (any RecentCommandShelf)?) {
        self.shelf = shelf
    }

    var isBusy: Bool { underWay > 0 }

    /// What was chosen before the answer comes stays in front.
    func load() {
        guard let shelf else { return }
        underWay += 1
        Task { [weak self] in
            let kept = await shelf.read()
            self?.take(kept)
        }
    }

    private func take(_ kept: [String]) {
        names = Array((names + kept.filter { !names.contains($0) }).prefix(Self.most))
        settle()
    }

    func add(_ name: String) {
        names = Array(([name] + names.filter { $0 != name }).prefix(Self.most))
        guard let shelf else { return }
        underWay += 1
        // One after the other: what is written last holds.
        let (names, earlier) = (names, lastWrite)
        lastWrite = Task { [weak self] in
            await earlier?.value
            await shelf.write(names)
            self?.settle()
        }
    }

    private func settle() {
        underWay -= 1
        if underWay == 0 { onSettled?() }
    }
}
