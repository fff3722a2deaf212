import BillingAPI
import TerminalCore

/// A screen of any kind on the stack: the one place where its own type and that of its actions are forgotten.
///
/// Whatever can change a screen goes through `receive`, once; what only looks at it asks `content`.
public struct AnyScreen: Sendable {
    private(set) var content: any Screen
    /// How often it was handed something.
    private(set) var received = 0

    public init(_ screen: some Screen) {
        content = screen
    }

    mutating func receive(_ input: ScreenInput, _ setting: Setting) -> Reception {
        received += 1
        return content.receive(input, setting)
    }

    mutating func willBeShown(_ setting: Setting) { content.willBeShown(setting) }
    mutating func wasShown() { content.wasShown() }
    mutating func restore(_ draft: Draft, _ setting: Setting) { content.restore(draft, setting) }
    mutating func learn(of write: OpenWrite, _ setting: Setting) { content.learn(of: write, setting) }
    mutating func learn(ofAdditions writes: [OpenWrite], _ setting: Setting) {
        content.learn(ofAdditions: writes, setting)
    }
    mutating func offer(_ kept: KeptDraft, _ setting: Setting) -> Bool { content.offer(kept, setting) }
}

/// What the runtime hands to a screen.
enum ScreenInput: Sendable {
    /// A key or a paste.
    case event(TerminalEvent)
    case pointed(Pointing)
    /// What was chosen in a menu over the screen.
    case command(Command)
    /// An answer to what an effect of this very screen asked.
    case answer(any Sendable)
    case started, refreshed, resized
    case changed(Set<ChangedRecord>)
    /// Who else has the record of a form open.
    case others([Present])
    case returned(ScreenResult)
}

/// What became of it.
enum Reception: Sendable {
    /// It means nothing to the screen.
    case passed
    /// It means a command that cannot be carried out now.
    case refused(String)
    case took(Effect<any Sendable>)
}

extension Screen {
    fileprivate mutating func receive(_ input: ScreenInput, _ setting: Setting) -> Reception {
        switch input {
        case .event(let event):
            if let entry = Entry(event), focus(setting).takes(entry) { return take(entered(entry), setting) }
            guard case .key(let key) = event else { return .passed }
            return run(binding(among: setting.keys.commands(by: key), setting), setting)
        case .pointed(let pointing): return take(pointed(pointing, setting), setting)
        case .command(let command): return run(binding(among: [command], setting), setting)
        case .answer(let answer): return take(answer as? Action, setting)
        case .started: return take(started, setting)
        case .refreshed: return take(refreshed, setting)
        case .resized: return take(resized, setting)
        case .changed(let records): return take(changed(records), setting)
        case .others(let others): return take(found(others), setting)
        case .returned(let result): return take(returned(result), setting)
        }
    }

    private mutating func run(_ binding: Binding<Action>?, _ setting: Setting) -> Reception {
        guard let binding else { return .passed }
        if let reason = binding.unavailable { return .refused(reason) }
        return take(binding.action, setting)
    }

    private mutating func take(_ action: Action?, _ setting: Setting) -> Reception {
        guard let action else { return .passed }
        return .took(update(action, setting).map { $0 as any Sendable })
    }
}
