import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore
import Widgets

/// What was sent and nobody knows the outcome of, and how that is found out: by reading, by asking again where the system
/// knows repeats, or by a person who has looked.
struct OutboxScreen: Screen {
    // MARK: State
    enum Phase: Sendable {
        case reading
        case listing
        case showing(Shown)
        /// What the system tells is awaited, or what is known is being written down.
        case settling(Shown)
    }

    /// One of them, with what can be done about it.
    struct Shown: Sendable {
        var write: OpenWrite
        var review: Review
    }

    private let book: OutboxBook
    private(set) var writes: [OpenWrite] = []
    private(set) var cursor = 0
    private(set) var phase = Phase.reading
    /// Why it could not be read.
    private(set) var problem = ""
    /// What groups are called on the system in view.
    private(set) var names = ReferenceNames()

    init(_ book: OutboxBook) {
        self.book = book
    }

    /// Going there again leads back here.
    var record: String? { "outbox" }
    func title(_ setting: Setting) -> String { setting.texts.outboxTitle }

    func position(_ setting: Setting) -> String {
        switch phase {
        case .reading: setting.texts.loading
        case .settling: setting.texts.readingAgain
        case .listing, .showing: writes.isEmpty ? "" : "\(cursor + 1)/\(writes.count)"
        }
    }

    // MARK: Actions
    enum Action: Sendable {
        case read
        case told(Result<[OpenWrite], APIError>)
        case move(Int), open, leave, key(Key), press
        case found(Intent.ID, Result<Settlement, APIError>)
        case answered(Intent.ID, Result<AskedAgain, APIError>)
        case settled(Bool, Result<Void, APIError>)
        case named(ReferenceNames)
    }

    var started: Action? { .read }

    func focus(_ setting: Setting) -> Focus {
        if case .showing = phase { .buttons } else { .commands }
    }

    func entered(_ entry: Entry) -> Action? {
        guard case .showing = phase, case .key(let key) = entry else { return nil }
        return .key(key)
    }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        switch phase {
        case .reading, .settling: return [Binding(.back, .leave)]
        case .listing:
            let refusal = writes.isEmpty ? setting.texts.outboxIsEmpty : nil
            return [
                Binding(.open, .open, unavailable: refusal), Binding(.back, .leave), Binding(.refresh, .read),
                Binding(.up, .move(-1)), Binding(.down, .move(1)), Binding(.pageUp, .move(-10)),
                Binding(.pageDown, .move(10)), Binding(.first, .move(-writes.count)),
                Binding(.last, .move(writes.count)),
            ]
        case .showing(let shown):
            let button = shown.review.marked
            let press =
                button.sends
                ? Binding(.send, Action.press, name: setting.texts.name(of: button))
                : Binding(.choose, .press, name: setting.texts.name(of: button))
            return [press, Binding(.back, .leave), Binding(.up, .key(.up)), Binding(.down, .key(.down))]
        }
    }

    // MARK: Update
    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> {
        change(action, setting.knowing(names))
    }

    private mutating func change(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch (phase, action) {
        case (_, .named(let names)):
            self.names = names
            return .none
        case (.reading, .read), (.listing, .read):
            phase = .reading
            return .work(slot: "outbox") { [book] in .told(await book.read()) }
        case (.reading, .told(let result)):
            take(result, setting)
            return readNames(setting)
        case (.listing, .move(let step)):
            cursor = min(max(0, cursor + step), max(0, writes.count - 1))
            return .none
        case (.listing, .open) where writes.indices.contains(cursor):
            show(writes[cursor], [], looked: false, setting)
            return .none
        case (.showing(var shown), .key(let key)):
            guard shown.review.wasShown else { return .alert }
            shown.review.handle(key)
            phase = .showing(shown)
            return .none
        case (.showing(let shown), .press):
            return shown.review.wasShown ? press(shown.review.marked, shown, setting) : .alert
        case (.settling(let shown), .found(let id, let result)) where id == shown.write.id:
            return judge(result, shown, setting)
        // What was sent, or is written down, goes on also where staff no longer wait for it.
        case (.settling(let shown), .answered(let id, let result)) where id == shown.write.id,
            (.showing(let shown), .answered(let id, let result)) where id == shown.write.id:
            return judge(result, shown, setting)
        case (.settling(let shown), .settled(let wasDone, let result)),
            (.showing(let shown), .settled(let wasDone, let result)):
            return close(shown, wasDone, result, setting)
        case (.showing, .leave):
            phase = .listing
            return .none
        case (.settling(let shown), .leave):
            phase = .showing(shown)
            return .stop(slot: "settle")
        case (_, .leave): return .leave
        default: return .none
        }
    }

    mutating func wasShown() {
        guard case .showing(var shown) = phase, !shown.review.wasShown else { return }
        shown.review.wasShown = true
        phase = .showing(shown)
    }

    private mutating func take(_ result: Result<[OpenWrite], APIError>, _ setting: Setting) {
        phase = .listing
        switch result {
        case .success(let read):
            // The newest first: that is the one that staff come for.
            (writes, problem) = (read.reversed(), "")
        case .failure(let error): problem = setting.texts.outboxNotRead(error.message[setting.language])
        }
        cursor = min(cursor, max(0, writes.count - 1))
    }

    /// - Parameter looked: Whether reading did not decide it: then a person may.
    private mutating func show(_ write: OpenWrite, _ words: [String], looked: Bool, _ setting: Setting) {
        let (texts, now) = (setting.texts, setting.clock.now())
        var facts = [texts.sentWords(write, seenAt: now)]
        var buttons: [Review.Button] = [.leave]
        if write.isUnderWay(at: now) {
            let end = LocalTime(universalText: write.waitedUntil, offset: now.offset)
            facts.append(texts.answerMayCome(end.map { texts.moment($0) } ?? write.waitedUntil))
        } else {
            facts.append(write.sentence?[setting.language] ?? texts.endedBeforeAnswer)
            buttons.append(.lookAgain)
            if looked {
                if canAskAgain(write, setting) {
                    buttons.append(.askAgain)
                    facts.append(texts.askingAgain)
                }
                buttons += [.wasDone, .wasNotDone]
            }
        }
        let review = Review(
            title: "\(texts.title(of: write.intent)) · \(texts.target(of: write.intent))",
            lines: Review.lines(of: write.intent, texts), consequences: (facts + words).map { .other($0) },
            buttons: buttons, texts)
        phase = .showing(Shown(write: write, review: review))
    }

    /// Only of the system in view it is known whether it knows repeats.
    private func canAskAgain(_ write: OpenWrite, _ setting: Setting) -> Bool {
        write.intent.system == setting.system && (setting.losesAnswers || write.intent.target == nil)
            && setting.keepsNames()
            && write.canBeAskedAgain(at: setting.clock.now())
            && setting.reasonAgainst(OutboxBook.actions.filter { $0.declaration.name == write.intent.action }) == nil
    }

    /// Where groups were sent, they are told apart by their names.
    private func readNames(_ setting: Setting) -> Effect<Action> {
        let fields = writes.filter { $0.intent.system == setting.system }.flatMap(\.intent.changes).compactMap {
            change in
            [Debtor.groups.declaration].first { $0.name == change.field && !names.asked.contains(.group) }
        }
        guard !fields.isEmpty, setting.reasonAgainst(GroupList.listing) == nil else { return .none }
        let known = names
        return .read(
            slot: "names", { service throws(APIError) in await known.completed(for: fields, by: service) }
        ) { .named((try? $0.get()) ?? known) }
    }

    private mutating func press(_ button: Review.Button, _ shown: Shown, _ setting: Setting) -> Effect<Action> {
        let (write, clock) = (shown.write, setting.clock)
        switch button {
        case .lookAgain:
            phase = .settling(shown)
            return .read(
                slot: "settle", of: write.intent.system, how: .anew,
                { service throws(APIError) in
                    try await write.settlement(in: service, at: clock.now(), by: OutboxBook.actions)
                }
            ) { .found(write.id, $0) }
        case .askAgain:
            phase = .settling(shown)
            return .change(of: write.intent.system) { service in
                do throws(APIError) {
                    return .answered(write.id, .success(try await write.askAgain(service, by: OutboxBook.actions)))
                } catch {
                    return .answered(write.id, .failure(error))
                }
            }
        case .wasDone: return settle(shown, wasDone: true)
        case .wasNotDone: return settle(shown, wasDone: false)
        default:
            phase = .listing
            return .none
        }
    }

    // MARK: What is found out

    private mutating func judge(
        _ result: Result<Settlement, APIError>, _ shown: Shown, _ setting: Setting
    ) -> Effect<Action> {
        switch result {
        case .success(let settlement):
            if let wasDone = settlement.wasDone { return settle(shown, wasDone: wasDone) }
            show(shown.write, [setting.texts.told(settlement)], looked: true, setting)
        case .failure(let error):
            show(shown.write, [error.message[setting.language]], looked: true, setting)
        }
        return .none
    }

    private mutating func judge(
        _ result: Result<AskedAgain, APIError>, _ shown: Shown, _ setting: Setting
    ) -> Effect<Action> {
        switch result {
        case .success(.done): return settle(shown, wasDone: true)
        case .success(.refused(let sentence)):
            return settle(shown, wasDone: false) + .notice(Notice(.info, sentence[setting.language]))
        case .success(.unknown(let sentence)):
            show(shown.write, [sentence[setting.language]], looked: true, setting)
        case .failure(let error):
            show(shown.write, [error.message[setting.language]], looked: true, setting)
        }
        return .none
    }

    private mutating func settle(_ shown: Shown, wasDone: Bool) -> Effect<Action> {
        phase = .settling(shown)
        return .store { [book] in
            do throws(APIError) {
                try await book.settle(shown.write.id, wasDone: wasDone)
                return .settled(wasDone, .success(()))
            } catch {
                return .settled(wasDone, .failure(error))
            }
        }
    }

    private mutating func close(
        _ shown: Shown, _ wasDone: Bool, _ result: Result<Void, APIError>, _ setting: Setting
    ) -> Effect<Action> {
        switch result {
        case .failure(let error):
            show(shown.write, [setting.texts.notWrittenDown(error.message[setting.language])], looked: true, setting)
            return .none
        case .success:
            writes.removeAll { $0.id == shown.write.id }
            cursor = min(cursor, max(0, writes.count - 1))
            phase = .listing
            let subject =
                "\(setting.texts.title(of: shown.write.intent)) · \(setting.texts.target(of: shown.write.intent))"
            return .notice(Notice(.done, setting.texts.settledWrite(wasDone, subject)))
        }
    }
}
