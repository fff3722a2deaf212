import ArgumentParser
import BillingAPI
import BillingEngine
import BillingModel
import Foundation
import ProgramOutput

/// Makes a data set to try things on.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a data set of N debtors, with products, services and users in proportion.",
        discussion: """
            The same number, seed and day give the same data, whenever it is made. The database must be new or empty.
            """)

    @Option(help: "How many debtors, 1 to 10,000,000.")
    var debtors = DemoData.defaultDebtors

    @Option(help: "Where: sqlite:PATH, or an empty database of postgres://HOST/DATABASE.")
    var database: String

    @Option(
        help: ArgumentHelp(
            "A line for the shell that prints the password of a postgres:// database; otherwise $BALIE_PASSWORD_COMMAND.",
            valueName: "command"))
    var passwordCommand: String?

    @Option(help: "Another seed gives other names and dates.")
    var seed: UInt64 = 1

    @Option(help: "The day on which the data is as if made, such as 2026-03-31; today without it.")
    var today: String?

    func validate() throws {
        _ = try day()
        guard (1...10_000_000).contains(debtors) else {
            throw ValidationError("--debtors \(debtors) is not between 1 and 10,000,000.")
        }
    }

    /// Records of a day to come would have been changed in the future.
    private func day() throws -> LocalTime {
        let now = LocalClock.system.now()
        guard let today else { return now }
        guard let date = CalendarDate(today), date <= now.date else {
            throw ValidationError("--today \(today.plainLine) is not a day up to today, such as \(now.date.text).")
        }
        return LocalTime(date: date, hour: 0, minute: 0, second: 0, offset: now.offset)
    }

    mutating func run() async throws {
        var isOpen = false
        do {
            let password = try DatabasePasswords.source(for: database, ("--password-command", passwordCommand))
            let (store, isNew) = try Engine.open(database, password: password)
            isOpen = true
            // One whose filling was cut off before its first record is as good as new.
            let isEmpty = isNew ? true : try await DemoData.isMissing(in: store)
            guard isEmpty else {
                StandardError.write(
                    LocalizedText(
                        "“\(database)” holds data already. Give the name of a new file, or an empty database.",
                        "“\(database)” bevat al gegevens. Geef de naam van een nieuw bestand of een lege database.")[
                            Places.language])
                throw ExitStatus.refused
            }
            let isTerminal = isatty(STDERR_FILENO) == 1
            try await DemoData.fill(store, debtors: debtors, seed: seed, clock: .fixed(try day())) { done, total in
                guard isTerminal else { return }
                StandardStream.error.write("\r\(done) / \(total) (\(done * 100 / max(1, total)) %)")
            }
            if isTerminal { StandardStream.error.write("\n") }
        } catch let error as APIError {
            StandardError.tell(error, in: Places.language)
            throw isOpen ? ExitStatus.refused : ExitStatus(opening: error)
        }
    }
}
