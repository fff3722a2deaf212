import BillingAPI

/// A sending of which nothing tells whether it took effect: the same must not be sent again unasked.
struct Undecided: Codable, Equatable, Sendable {
    var intent: Intent
    /// When it was sent, as staff read it.
    var moment: String

    /// The name to send a change under: that of the first sending where it is the same change, so that a system that
    /// keeps such names carries it out once. Nil of another, and of one with a secret, which may be another one now.
    func name(for change: Intent) -> String? {
        let isSame =
            change.action == intent.action && change.target == intent.target && change.changes == intent.changes
        return isSame && !change.changes.contains(where: \.isSecret) ? intent.id : nil
    }
}
