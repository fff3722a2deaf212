import BillingAPI

/// Where it is written down what was sent and what became of it: what the program has, and the console only asks for.
public protocol WriteOutbox: Sendable {
    /// What this person has sent, in this console or another, and nobody knows the outcome of.
    ///
    /// - Parameter intents: Those that a draft says it of; what is written down of them decides.
    func find(askingAbout intents: Set<Intent.ID>) async throws(APIError) -> FoundWrites
    /// Writes down what was found out, or decided by a person. What is decided already stays as it is.
    func settle(_ intent: Intent.ID, wasDone: Bool) async throws(APIError)
}

/// What is written down.
public struct FoundWrites: Equatable, Sendable {
    /// The oldest first.
    public var undecided: [OpenWrite]
    /// Of those that were asked about and are decided: whether they were done.
    public var decided: [Intent.ID: Bool]

    public init(undecided: [OpenWrite] = [], decided: [Intent.ID: Bool] = [:]) {
        (self.undecided, self.decided) = (undecided, decided)
    }
}
