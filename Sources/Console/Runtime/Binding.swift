import BillingModel
import TerminalCore

/// Something that can be done here: what it is called, what it does, and why it cannot be done now.
///
/// A screen gives those of its page, a desk those of a record; key bar, help page, menu and dispatch all read them.
public struct Binding<Action: Sendable>: Sendable {
    var command: Command
    var action: Action
    /// What the desk of a record calls it; nil where the command's own name says enough.
    var name: CommandName?
    /// Staff are told this sentence when they press the key; nil while it works.
    private(set) var unavailable: String?
    /// It works as soon as the screen has its rows.
    private(set) var isPassing: Bool
    /// The keys that work on its page: filled in where they are listed.
    var keys: [Key] = []

    /// - Parameters:
    ///   - unavailable: Why it cannot be done on this system or record.
    ///   - waiting: What is missing only for the moment.
    init(
        _ command: Command, _ action: Action, name: CommandName? = nil, unavailable: String? = nil,
        waiting: String? = nil
    ) {
        self.command = command
        self.action = action
        self.name = name
        self.unavailable = unavailable ?? waiting
        isPassing = unavailable == nil && waiting != nil
    }

    func map<Other: Sendable>(_ transform: (Action) -> Other) -> Binding<Other> {
        let reason = unavailable
        var other = Binding<Other>(
            command, transform(action), name: name, unavailable: isPassing ? nil : reason,
            waiting: isPassing ? reason : nil)
        other.keys = keys
        return other
    }

    /// Without what is missing only for the moment.
    var withoutWaiting: Binding {
        var binding = Binding(command, action, name: name, unavailable: isPassing ? nil : unavailable)
        binding.keys = keys
        return binding
    }

    /// Whether the key bar offers it: also what is known to few, where it is given a short name of its own.
    var isInBar: Bool { command.isInBar || name?.short != nil }

    /// As the key bar calls it.
    func short(_ texts: Texts) -> String { name?.short?[texts.language] ?? texts.short(command) }

    /// As help page and menu call it.
    func label(_ texts: Texts) -> String { name?.label[texts.language] ?? texts.label(command) }
}

extension Binding where Action == Command {
    /// A command that whoever lists it runs by its name.
    init(_ command: Command, name: CommandName? = nil, unavailable: String? = nil, waiting: String? = nil) {
        self.init(command, command, name: name, unavailable: unavailable, waiting: waiting)
    }
}

/// What a command is called for one kind of record: short in the key bar, whole on the help page and in the menu.
struct CommandName: Equatable, Sendable {
    /// The command's usual word there when nil.
    var short: LocalizedText?
    var label: LocalizedText
}
