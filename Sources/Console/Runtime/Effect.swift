import BillingAPI
import BillingModel

/// What a screen wants done after an update: everything slow, and everything outside its own state.
public struct Effect<Action: Sendable>: Sendable {
    /// Hands out an answer that is not the last one.
    typealias Tell = @Sendable (Action) async -> Void
    /// Asks a system; gives the last answer, or nil where everything was told.
    typealias Question = @Sendable (any BillingService, @escaping Tell) async -> Action?

    enum Step: Sendable {
        /// Replaced by a newer read of the same slot, whose late answer is dropped; nil asks the screen's own system.
        case read(slot: String, of: SystemID?, Question)
        /// Gives up what is read in this slot.
        case stop(slot: String)
        /// Never cancelled and never repeated; nil asks the screen's own system.
        case write(of: SystemID?, @Sendable (any BillingService) async -> Action)
        /// Writes to staff's own files what a system answers; stopped as a read of its slot is.
        case export(slot: String, @Sendable (any BillingService, any ListFiles, @escaping Tell) async -> Action)
        case open(AnyScreen)
        case leave(ScreenResult)
        case show(Tab, filter: Bool)
        case notice(Notice)
        case copy(String)
        case alert
        /// Goes to a system that was just opened, or that is open already, and leaves the screen.
        case enter(OpenSystem)
        case turn(to: SystemID)
        /// Goes to an open system and opens a screen there.
        case go(to: SystemID, AnyScreen)
        /// The same, and stays behind for whoever comes back.
        case visit(SystemID, AnyScreen)
        /// Whether text that was typed and not sent may be lost by it; staff are asked where not.
        case end(Program.End, losing: Bool)
        /// A command was chosen by name: it stands first the next time.
        case chose(String)
        /// What becomes of the draft that was offered.
        case draft(DraftDeed)
        /// Remembers what was done, so that it can be taken back.
        case did(DoneChange)
        /// What has become known of a change that was sent.
        case outbox(OutboxDeed)
        /// What becomes of how lists are seen.
        case views(ViewDeed)
        /// What becomes of which customers were opened.
        case recents(RecentDeed)
        /// What becomes of a bulk run.
        case bulk(BulkDeed)
        /// A follow-up action, at once.
        case next(Action)
    }

    var steps: [Step]

    public static var none: Effect { Effect(steps: []) }
    static func open(_ screen: some Screen) -> Effect { Effect(steps: [.open(AnyScreen(screen))]) }
    static func open(_ screen: AnyScreen) -> Effect { Effect(steps: [.open(screen)]) }
    static var leave: Effect { Effect(steps: [.leave(.nothing)]) }
    static func leave(_ result: ScreenResult) -> Effect { Effect(steps: [.leave(result)]) }
    static func notice(_ notice: Notice) -> Effect { Effect(steps: [.notice(notice)]) }
    static func copy(_ text: String) -> Effect { Effect(steps: [.copy(text)]) }
    static func end(_ end: Program.End, losing: Bool = false) -> Effect { Effect(steps: [.end(end, losing: losing)]) }
    static var alert: Effect { Effect(steps: [.alert]) }
    /// What became of a paste: nothing is said of one that fitted; `left` is nil where there was no field for it.
    static func pasted(left: Int?, _ setting: Setting) -> Effect {
        guard let left else { return .notice(Notice(.info, setting.texts.pasteNeedsField)) + .alert }
        return left > 0 ? .notice(Notice(.problem, setting.texts.pasteDidNotFit(left))) + .alert : .none
    }
    static func draft(_ deed: DraftDeed) -> Effect { Effect(steps: [.draft(deed)]) }
    static func did(_ change: DoneChange) -> Effect { Effect(steps: [.did(change)]) }
    static func chose(_ name: String) -> Effect { Effect(steps: [.chose(name)]) }
    static func outbox(_ deed: OutboxDeed) -> Effect { Effect(steps: [.outbox(deed)]) }
    static func views(_ deed: ViewDeed) -> Effect { Effect(steps: [.views(deed)]) }
    static func recents(_ deed: RecentDeed) -> Effect { Effect(steps: [.recents(deed)]) }
    static func bulk(_ deed: BulkDeed) -> Effect { Effect(steps: [.bulk(deed)]) }
    static func next(_ action: Action) -> Effect { Effect(steps: [.next(action)]) }

    /// Asks the system; the answer, or a sentence where none comes in time, comes back as an action.
    ///
    /// - Parameters:
    ///   - system: Which one is asked; nil is the one that the screen stands on.
    ///   - how: Whether rows kept in memory will do, and whether a request may wait for the next letter.
    static func read<Answer: Sendable>(
        slot: String, of system: SystemID? = nil, how: Sending = .plain,
        _ question: @escaping @Sendable (any BillingService) async throws(APIError) -> Answer,
        then action: @escaping @Sendable (Result<Answer, APIError>) -> Action
    ) -> Effect {
        Effect(steps: [
            .read(slot: slot, of: system) { service, _ in
                do throws(APIError) {
                    return action(.success(try await question(service.asked(how))))
                } catch {
                    return action(.failure(error))
                }
            }
        ])
    }

    /// Work that is not a question to the system and has its own deadline; leaving the screen cancels it.
    static func work(slot: String, _ work: @escaping @Sendable () async -> Action) -> Effect {
        Effect(steps: [.read(slot: slot, of: nil) { _, _ in await work() }])
    }

    /// The same with several answers, each told as soon as it is there; `stop`, a newer one and leaving cancel it.
    static func stream(slot: String, _ work: @escaping @Sendable (_ tell: @escaping Tell) async -> Void) -> Effect {
        Effect(steps: [
            .read(slot: slot, of: nil) { _, tell in
                await work(tell)
                return nil
            }
        ])
    }

    static func export(
        slot: String, _ work: @escaping @Sendable (any BillingService, any ListFiles, @escaping Tell) async -> Action
    ) -> Effect { Effect(steps: [.export(slot: slot, work)]) }

    static func stop(slot: String) -> Effect { Effect(steps: [.stop(slot: slot)]) }
    static func enter(_ system: OpenSystem) -> Effect { Effect(steps: [.enter(system)]) }
    static func turn(to system: SystemID) -> Effect { Effect(steps: [.turn(to: system)]) }
    static func go(to system: SystemID, _ screen: AnyScreen) -> Effect { Effect(steps: [.go(to: system, screen)]) }
    static func visit(_ system: SystemID, _ screen: AnyScreen) -> Effect { Effect(steps: [.visit(system, screen)]) }

    /// Keeps something outside the system, once; Balie cannot be left meanwhile.
    static func store(_ work: @escaping @Sendable () async -> Action) -> Effect {
        Effect(steps: [.write(of: nil) { _ in await work() }])
    }

    /// Sends a change, once.
    ///
    /// - Parameter how: With what is demanded of the write.
    static func write<Change: APIAction>(
        _ change: Change, how: Sending = .plain,
        then action: @escaping @Sendable (Result<Change.Answer, APIError>) -> Action
    ) -> Effect {
        Effect(steps: [
            .write(of: nil) { service in
                do throws(APIError) {
                    return action(.success(try await service.send(change, how)))
                } catch {
                    return action(.failure(error))
                }
            }
        ])
    }

    /// Sends a change in its own way, once.
    ///
    /// - Parameter system: Which one gets it; nil is the one that the screen stands on.
    static func change(
        of system: SystemID? = nil, _ send: @escaping @Sendable (any BillingService) async -> Action
    ) -> Effect {
        Effect(steps: [.write(of: system, send)])
    }

    static func + (a: Effect, b: Effect) -> Effect { Effect(steps: a.steps + b.steps) }

    func map<Other: Sendable>(_ transform: @escaping @Sendable (Action) -> Other) -> Effect<Other> {
        Effect<Other>(
            steps: steps.map { step in
                switch step {
                case .read(let slot, let system, let ask):
                    .read(slot: slot, of: system) { service, tell in
                        await ask(service) { await tell(transform($0)) }.map(transform)
                    }
                case .stop(let slot): .stop(slot: slot)
                case .export(let slot, let work):
                    .export(slot: slot) { service, files, tell in
                        transform(await work(service, files) { await tell(transform($0)) })
                    }
                case .enter(let system): .enter(system)
                case .turn(let system): .turn(to: system)
                case .go(let system, let screen): .go(to: system, screen)
                case .visit(let system, let screen): .visit(system, screen)
                case .write(let system, let run): .write(of: system) { transform(await run($0)) }
                case .next(let action): .next(transform(action))
                case .open(let screen): .open(screen)
                case .leave(let result): .leave(result)
                case .show(let tab, let filter): .show(tab, filter: filter)
                case .notice(let notice): .notice(notice)
                case .copy(let text): .copy(text)
                case .alert: .alert
                case .end(let end, let losing): .end(end, losing: losing)
                case .chose(let name): .chose(name)
                case .draft(let deed): .draft(deed)
                case .did(let change): .did(change)
                case .outbox(let deed): .outbox(deed)
                case .views(let deed): .views(deed)
                case .recents(let deed): .recents(deed)
                case .bulk(let deed): .bulk(deed)
                }
            })
    }
}

/// What has become known of a change that was sent.
enum OutboxDeed: Sendable {
    /// No answer came.
    case undecided(OpenWrite)
    case settled(Intent.ID, wasDone: Bool)
}

/// What staff do with a draft that an earlier console left.
enum DraftDeed: Sendable {
    /// Its text stands in the form now.
    case recall
    case drop
}
