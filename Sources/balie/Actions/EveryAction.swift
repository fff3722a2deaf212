import BillingAPI
import HostFactAPI
import M4API

/// Every action that something written down, such as a draft or a line of the journal, may name.
enum EveryAction {
    static let types: [any APIAction.Type] =
        HostFactCall.actions.map { $0 } + M4Call.actions.map { $0 } + [WithdrawTermination.self]

    /// Nil of one that this version does not have.
    static func declaration(_ name: ActionName) -> ActionDeclaration? {
        types.lazy.map { $0.declaration }.first { $0.name == name }
    }

    /// What an action changes under that name: a parameter of its own or, as what follows from it, of another action on
    /// the same kind of record.
    static func field(_ name: String, of action: ActionName) -> FieldDeclaration? {
        let own = declaration(action)?.parameters.first { $0.name == name }
        let others = types.lazy.map { $0.declaration }.filter { $0.name.controller == action.controller }
        return own ?? others.flatMap(\.parameters).first { $0.name == name } ?? derived.first { $0.name == name }
    }

    /// What no action takes.
    private static let derived = [Subscription.endPeriod, Subscription.nextDate].map(\.declaration)
}
