import BillingAPI

/// The change that would be taken back now, for whoever shows changes.
struct UndoableChange: Equatable, Sendable {
    var intent: Intent.ID
    var record: RecordRef?

    init(_ change: DoneChange) {
        (intent, record) = (change.id, change.record)
    }
}

/// What was done from this console, so that the last of it can be taken back; it ends with the console.
struct UndoBook {
    /// The latest last.
    private var changes: [SystemID: [DoneChange]] = [:]
    /// Who goes further back looks into the history.
    private static let most = 100

    /// The next one to take back, and those after it that nothing takes back, the latest first.
    struct Next {
        var change: DoneChange
        var back: any WritingAction
        var passed: [DoneChange]
    }

    /// What takes another back is no change to be taken back itself: the other is gone then.
    mutating func add(_ change: DoneChange, in system: SystemID) {
        if let undone = change.undoes {
            changes[system]?.removeAll { $0.id == undone }
        } else {
            changes[system, default: []].append(change)
            let surplus = (changes[system]?.count ?? 0) - Self.most
            if surplus > 0 { changes[system]?.removeFirst(surplus) }
        }
    }

    /// Nil where nothing was done that can be taken back.
    func next(in system: SystemID) -> Next? {
        var passed: [DoneChange] = []
        for change in (changes[system] ?? []).reversed() {
            if case .by(let back) = change.undo { return Next(change: change, back: back, passed: passed) }
            passed.append(change)
        }
        return nil
    }

    /// The last one, whether it can be taken back or not.
    func last(in system: SystemID) -> DoneChange? { changes[system]?.last }
}
