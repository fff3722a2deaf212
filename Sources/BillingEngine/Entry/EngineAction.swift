import BillingAPI
import BillingModel
import SQLStore

/// An action that the engine can carry out.
///
/// A reading action runs on one state of the data, a writing one in one transaction: all of it or nothing.
protocol EngineAction: APIAction {
    func run(in context: EngineContext) throws -> Answer
}

/// A write that says by something else than a number which record it changes.
protocol FoundInStore: WritingAction {
    func identify(in transaction: any StoreTransaction) throws -> Int
}

extension RecordReading where Self: EngineAction {
    func tag(in context: EngineContext) throws -> EntityTag? { try run(in: context).tag }
}

/// What a rule works with: the data, and the moment at which the action came.
struct EngineContext {
    let transaction: any StoreTransaction
    let now: LocalTime
    /// What a write tells the journal; nil of one that reads.
    var slip: JournalSlip?
    /// What is known of lists that were read before.
    var landmarks = ListLandmarks()

    var today: CalendarDate { now.date }
}
