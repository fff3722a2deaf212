/// Arguments that keep every rule of one action's declaration: whoever has them need not check again.
///
/// Only the check makes them. Arguments remember it as long as nobody changes them, so that rules run once on each side
/// of a wire: where text comes in, or else where the system is reached.
public struct CheckedArguments: Hashable, Sendable {
    public let arguments: Arguments

    /// For whoever has run the rules.
    init(_ arguments: Arguments, keepingRulesOf name: ActionName) {
        var arguments = arguments
        arguments.checkedFor = name
        self.arguments = arguments
    }
}

extension ActionDeclaration {
    /// - Parameter others: What a system's version has against them beside the rules.
    /// - Throws: One error with all the rules that are broken.
    public func checked(_ arguments: Arguments, others: [Problem] = []) throws(APIError) -> CheckedArguments {
        let problems = (arguments.checkedFor == name ? [] : violations(of: arguments)) + others
        guard problems.isEmpty else { throw APIError(problems: problems) }
        return CheckedArguments(arguments, keepingRulesOf: name)
    }
}

extension APIAction {
    public init(_ checked: CheckedArguments) {
        self.init(checked.arguments)
    }

    /// The same action with these arguments in place of its own: what else it asks for stays.
    public func with(_ checked: CheckedArguments) -> Self {
        var action = self
        action.arguments = checked.arguments
        return action
    }
}
