import BillingAPI
import BillingModel

/// A call as HostFact takes it: a form with the key, the names and what is given.
public enum HostFactRequest {
    static let key = "api_key"
    static let controller = "controller"
    static let action = "action"
    static let controls: Set = [key, controller, action]

    /// What stands for controller and action where a request was refused before dispatch.
    static let invalid = "invalid"

    /// Where installations keep the API, unless they were put elsewhere. Source: HostFact reference, 2.1.
    public static let usualPath = "/Pro/apiv2/api.php"

    static func parameters<Action: HostFactAction>(of call: Action, key apiKey: String) -> [RawParameter] {
        let name = Action.declaration.name
        return [
            RawParameter(key, apiKey), RawParameter(controller, name.controller), RawParameter(action, name.action),
        ] + Action.declaration.parameters.flatMap { parameters(for: $0, call.arguments) }
    }

    /// An empty list cannot be sent: a list is cleared by an empty text. Source: HostFact reference, 2.3.
    private static func parameters(for field: FieldDeclaration, _ arguments: Arguments) -> [RawParameter] {
        if case .rows(let members) = field.kind, let rows = arguments[rows: field] {
            let maps = rows.map { row in
                RawValue.map(members.compactMap { member in row[member.name].map { RawParameter(member.name, $0) } })
            }
            let value = rows.isEmpty ? RawValue.text("") : .list(maps)
            return [
                field.path.dropLast().reversed().reduce(RawParameter(field.member, value)) {
                    RawParameter($1, .map([$0]))
                }
            ]
        }
        return arguments[text: field].map(field.parameters) ?? []
    }
}
