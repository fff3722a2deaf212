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
}
