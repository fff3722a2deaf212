import BillingAPI
import BillingModel

/// Another system that is open beside the one that is worked on.
struct Neighbour: Sendable {
    let id: SystemID
    /// As staff know it.
    let name: String
    private let reason: @Sendable (any APIAction.Type) -> LocalizedText?

    init(_ system: OpenSystem) {
        let service = system.service
        (id, name) = (system.id, system.name)
        reason = { service.reasonAgainst($0) }
    }

    /// Whether it ever carries an action out.
    func has(_ action: any APIAction.Type) -> Bool { reason(action) == nil }
}
