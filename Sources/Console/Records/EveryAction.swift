import BillingAPI
import HostFactAPI
import M4API

/// Every action that something written down, such as a draft or a line of the journal, may name.
public enum EveryAction {
    public static let types: [any APIAction.Type] =
        HostFactCall.actions.map { $0 } + M4Call.actions.map { $0 } + [WithdrawTermination.self]
        + CustomerCall.actions.map { $0 }

    private static let byName = Dictionary(
        types.map { ($0.declaration.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// Nil of one that this version does not have.
    public static func type(_ name: ActionName) -> (any APIAction.Type)? { byName[name] }

    public static func declaration(_ name: ActionName) -> ActionDeclaration? { type(name)?.declaration }

    /// What an action changes under that name: a parameter of its own or, as what follows from it, of another action on
    /// the same kind of record.
    public static func field(_ name: String, of action: ActionName) -> FieldDeclaration? {
        let own = declaration(action)?.parameters.first { $0.name == name }
        let others = types.lazy.map { $0.declaration }.filter { $0.name.controller == action.controller }
        return own ?? others.flatMap(\.parameters).first { $0.name == name } ?? derived.first { $0.name == name }
    }

    /// What no action takes.
    private static let derived = [Subscription.endPeriod, Subscription.nextDate].map(\.declaration)
}
