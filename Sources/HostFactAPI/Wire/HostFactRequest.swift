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

    /// Where a server of ours answers what a write would be answered, and does not carry it out.
    public static let rehearsalPath = "/balie/v1/rehearsal"
    /// Where installations keep the API, unless they were put elsewhere. Source: HostFact reference, 2.1.
    public static let usualPath = "/Pro/apiv2/api.php"

    static func parameters<Action: HostFactAction>(of call: Action, key apiKey: String) -> [RawParameter] {
        let name = Action.declaration.name
        return [
            RawParameter(key, apiKey), RawParameter(controller, name.controller), RawParameter(action, name.action),
        ] + Action.declaration.parameters(call.arguments)
    }
}
