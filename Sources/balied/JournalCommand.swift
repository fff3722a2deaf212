import ArgumentParser
import BillingAPI
import BillingEngine
import BillingModel
import ProgramOutput

/// What is done to the journal of a database, by whoever owns its tables.
struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Forget what the journal of a database says of a record, or what is old.",
        discussion: """
            balie journal --database URL lists it, and balie journal verify proves it. On PostgreSQL run these as the role \
            that owns the tables: that of the programs may only add to the journal.
            """,
        subcommands: [EraseEntries.self, PruneEntries.self])
}

struct EraseEntries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Delete what the journal says of records, as for a customer who is to be forgotten.",
        discussion: """
            Old and new values, reasons and ticket numbers go. That something was changed, when and by whom stays, an entry \
            says that the rest was deleted, and the chain verifies. A customer's services and M4 users are records of \
            their own: name them too.

                balied journal erase debtor:12 service:40 service:41 --database sqlite:/srv/balie/balie.sqlite
            """)

    @Argument(help: ArgumentHelp("Records, such as debtor:1.", valueName: "record"))
    var records: [JournalledRecord]

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let journal = DatabaseJournal(store: try database.open(.existing))
        for record in records {
            let count = try await journal.erase(record.kind, record.number)
            Output.line(
                "\(record.kind.rawValue):\(record.number)\t\(count) \(count == 1 ? "entry" : "entries") emptied")
        }
    }
}

/// `debtor:1`.
struct JournalledRecord: ExpressibleByArgument {
    var kind: RecordKind
    var number: Int

    init?(argument: String) {
        let words = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard words.count == 2, let kind = RecordKind(rawValue: String(words[0])), let number = Int(words[1]),
            number >= 0
        else { return nil }
        (self.kind, self.number) = (kind, number)
    }
}

struct PruneEntries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Remove the entries that are older than some months.",
        discussion: """
            The chain begins behind them then, and an entry says so: it verifies as before.
            """)

    @Option(help: ArgumentHelp("How many months stay.", valueName: "months"))
    var keepMonths: Int

    @OptionGroup var database: DatabaseOption

    func validate() throws {
        guard keepMonths >= 1 else {
            throw ValidationError("--keep-months \(keepMonths) is not 1 or more.")
        }
    }

    func run() async throws {
        let journal = DatabaseJournal(store: try database.open(.existing))
        let count = try await journal.prune(keepingMonths: keepMonths)
        Output.line("\(count) \(count == 1 ? "entry" : "entries") removed")
    }
}
