import BillingModel
import Journal

/// This user's journal of what is sent to systems elsewhere; one for all consoles and calls.
enum OwnJournal {
    static let file = FileJournal("\(Places.state)/journal") { .here(ProgramEnvironment.variables) }
    static let desk = JournalDesk(file)
}
