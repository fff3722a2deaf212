import BillingAPI

/// An action whose answer takes too long to be made in a transaction: it reads what it needs in one, and makes the
/// answer of that afterwards, while others read and write. It changes no data.
protocol OutsideAction: APIAction {
    associatedtype Material: Sendable

    /// What the answer is made of, from one state of the data.
    func gather(in context: EngineContext) throws -> Material

    func answer(from material: Material, with outside: Outside) async throws -> Answer
}

/// What does the long work outside of transactions.
struct Outside: Sendable {
    var renderer: any DocumentRenderer = WeasyPrint.shared
    var passwords = PasswordDesk.shared
}
