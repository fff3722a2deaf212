import BillingModel

/// The only place where wrappers are put together: each stands where it does for a reason, and none is forgotten.
public enum ServiceStack {
    /// What a system elsewhere needs in front of it.
    public struct Elsewhere: Sendable {
        /// The system and its place, as a sentence names it.
        public var name: String
        public var budget: any RequestBudget
        /// How long its answer to one request is waited for.
        public var timeout: Duration
        /// Keeps what was seen for somebody who looks around; nil for a single question, which nothing comes after.
        public var memory: (@Sendable (any BillingService) -> any ServiceWrapper)?
        /// Writes down what is sent, and what became of it; nil where nothing is ever written.
        public var journal: (@Sendable (any BillingService) -> any ServiceWrapper)?

        public init(
            name: String, budget: any RequestBudget, timeout: Duration,
            memory: (@Sendable (any BillingService) -> any ServiceWrapper)? = nil,
            journal: (@Sendable (any BillingService) -> any ServiceWrapper)? = nil
        ) {
            self.name = name
            self.budget = budget
            self.timeout = timeout
            self.memory = memory
            self.journal = journal
        }

        /// How long a request waits for its turn in the budget.
        var turn: Duration { min(timeout, BudgetedService.longestWait) }

        /// How long staff wait for a read: longer than everything below, each of which says better what is the matter.
        public var patience: Duration { timeout + turn + TypingPause.usual + .seconds(5) }
    }

    /// A system as a program of ours has it, the console or one call.
    ///
    /// - Parameters:
    ///   - elsewhere: Nil for a system of this very program.
    ///   - remedy: What lets staff write, where they may only read; nil where they may write.
    public static func console(
        over system: any BillingService, elsewhere: Elsewhere? = nil, readOnly remedy: LocalizedText? = nil,
        clock: DeadlineClock = .system
    ) -> any BillingService {
        var service = system
        if let elsewhere {
            // Next to the wire: what is written down as sent does leave, and a program that is killed while its request
            // waits for a turn leaves no sending behind that nobody knows the outcome of.
            if let journal = elsewhere.journal { service = journal(service) }
            // Below the budget: what has not left yet is given up where keys overtake it.
            if elsewhere.memory != nil { service = OvertakenReads(service) }
            // Below the memory: what is answered from there is no request.
            service = BudgetedService(
                service, within: elsewhere.budget, system: elsewhere.name, patience: elsewhere.turn, clock: clock)
            if let memory = elsewhere.memory {
                // Above the budget: a question that is given up while the keys go on costs nothing.
                service = memory(TypingPause(service, clock: clock))
            }
            // Around all that may wait. A system of this program needs no such end: its store has one.
            service = PatientService(service, patience: elsewhere.patience, clock: clock)
        }
        // Outside of everything: what is refused here touches nothing.
        if let remedy { service = ReadOnlyService(service, remedy: remedy) }
        return service
    }

    /// A system as callers of a server have it.
    ///
    /// - Parameters:
    ///   - rights: What one caller may see and do; nil for one who may do everything.
    ///   - report: Told what went wrong inside, which callers are not told.
    public static func server(
        over system: any BillingService, rights: ((any BillingService) -> any ServiceWrapper)? = nil,
        clock: DeadlineClock = .system, report: @escaping OutwardService.Report
    ) -> any BillingService {
        // Inside of what words the errors: that it took too long is told in our own words as well.
        let service = OutwardService(DeadlineService(system, clock: clock), report: report)
        return rights?(service) ?? service
    }
}
