import BillingAPI

/// Tells others which records are open in forms here, and the forms who else has theirs open.
///
/// Every form that stands open has a round of its own: it says that it is there twice a minute, and looks more often
/// where that costs little. Where a system tells nobody what is changed, its record is read again on the way.
@MainActor final class FormWatch {
    /// Where rounds lead to.
    struct System {
        var book: (any PresenceBook)?
        /// How often the record of an open form is read again; nil where the system tells by itself what has changed.
        var refresh: (@Sendable () -> Duration)?

        fileprivate var pause: Duration { book?.pause ?? PresenceRules.rhythm }
    }

    private struct Open {
        let form: OpenForm
        let system: System
        let round: Task<Void, Never>
        /// What was asked last: leaving comes behind it.
        var asking: Task<[Present]?, Never>?
        var others: [Present] = []
    }

    private let pause: @Sendable (Duration) async -> Void
    private var forms: [ScreenID: Open] = [:]
    private var underWay = 0

    /// Takes what has changed.
    var onOthers: (@MainActor (ScreenID, [Present]) -> Void)?
    /// The record of a form is to be read again.
    var onRefresh: (@MainActor (ScreenID) -> Void)?
    /// Called whenever nothing is asked any more.
    var onSettled: (@MainActor () -> Void)?

    init(pause: @escaping @Sendable (Duration) async -> Void) {
        self.pause = pause
    }

    var isBusy: Bool { underWay > 0 }

    func enter(_ id: ScreenID, _ record: RecordRef, of system: System) {
        guard system.book != nil || system.refresh != nil, forms[id] == nil else { return }
        // Until the first turn is over something is under way.
        underWay += 1
        let round = Task { [weak self, pause] in
            var wait = await self?.go(0, id)
            self?.settle()
            var turns = 1
            while let time = wait, !Task.isCancelled {
                await pause(time)
                wait = Task.isCancelled ? nil : await self?.go(turns, id)
                turns += 1
            }
        }
        forms[id] = Open(form: OpenForm(record.kind, record.identifier), system: system, round: round)
    }

    /// One turn of a round.
    ///
    /// - Returns: How long until the next one; nil when the form is closed.
    private func go(_ count: Int, _ id: ScreenID) async -> Duration? {
        guard let open = forms[id] else { return nil }
        let wait = open.system.pause
        func isDue(_ rhythm: Duration) -> Bool { count % max(1, Int((rhythm / wait).rounded())) == 0 }
        if count > 0, let refresh = open.system.refresh, isDue(refresh()) { onRefresh?(id) }
        guard let book = open.system.book else { return wait }
        let (form, says) = (open.form, isDue(PresenceRules.rhythm))
        let asking = Task { () async -> [Present]? in
            do throws(APIError) { return says ? try await book.stay(form) : try await book.look(form) } catch {
                // It is told nowhere: nobody's work depends on it, and the next round asks again.
                return nil
            }
        }
        forms[id]?.asking = asking
        underWay += 1
        let others = await asking.value
        settle()
        guard let known = forms[id] else { return nil }
        if let others, others != known.others {
            forms[id]?.others = others
            onOthers?(id, others)
        }
        return wait
    }

    /// The form is closed: nobody is told any more that it is open.
    func leave(_ id: ScreenID) {
        guard let open = forms.removeValue(forKey: id) else { return }
        open.round.cancel()
        guard let book = open.system.book, let asking = open.asking else { return }
        underWay += 1
        Task { [weak self] in
            _ = await asking.value
            do throws(APIError) { try await book.leave(open.form) } catch {
                // It ends by itself then, as after a `kill -9`.
            }
            self?.settle()
        }
    }

    func leaveAll() { for id in forms.keys { leave(id) } }

    private func settle() {
        underWay -= 1
        if underWay == 0 { onSettled?() }
    }
}
