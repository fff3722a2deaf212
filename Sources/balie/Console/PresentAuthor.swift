import BillingAPI

extension ChangeAuthor {
    /// As colleagues at the same record are told: who it is, and at which terminal.
    var present: (person: String, origin: String) {
        (shown, terminal.hasPrefix("/dev/") ? String(terminal.dropFirst(5)) : terminal)
    }
}
