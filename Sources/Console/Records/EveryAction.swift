import BillingAPI
import HostFactAPI
import M4API

/// Every action that something written down, such as a draft or a line of the journal, may name.
public enum EveryAction {
    public static let types: [any APIAction.Type] =
        HostFactCall.actions.map { $0 } + M4Call.actions.map { $0 } + [WithdrawTermination.self]

    private static let byName = Dictionary(
        types.map { ($0.declaration.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// Nil of one that this version does not have.
    public static func type(_ name: ActionName) -> (any APIAction.Type)? { byName[name] }

    public static func declaration(_ name: ActionName) -> ActionDeclaration? { type(name)?.declaration }
}
