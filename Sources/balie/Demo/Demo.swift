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
        discussion: "The same number and seed give the same data. The database must be new or empty.")

    @Option(help: "How many debtors, 1 to 10,000,000.")
    var debtors = DemoData.defaultDebtors

    @Option(help: "Where: sqlite:PATH.")
    var database: String

    @Option(help: "Another seed gives other names and dates.")
    var seed: UInt64 = 1

    func validate() throws {
        guard (1...10_000_000).contains(debtors) else {
            throw ValidationError("--debtors \(debtors) is not between 1 and 10,000,000.")
        }
    }

    mutating func run() async throws {
        var isOpen = false
        do {
            let (store, isNew) = try Engine.open(database)
            isOpen = true
            // One whose filling was cut off before its first record is as good as new.
            let isEmpty = isNew ? true : try await DemoData.isMissing(in: store)
            guard isEmpty else {
                StandardError.write(
                    LocalizedText(
                        "“\(database)” holds data already. Give the name of a new file.",
                        "“\(database)” bevat al gegevens. Geef de naam van een nieuw bestand.")[Places.language])
                throw ExitStatus.refused
            }
            let isTerminal = isatty(STDERR_FILENO) == 1
            try await DemoData.fill(store, debtors: debtors, seed: seed) { done, total in
                guard isTerminal else { return }
                StandardStream.error.write("\r\(done) / \(total) (\(done * 100 / max(1, total)) %)")
            }
            if isTerminal { StandardStream.error.write("\n") }
        } catch let error as APIError {
            StandardError.write(error.message[Places.language])
            throw isOpen ? ExitStatus.refused : ExitStatus(opening: error)
        }
    }
}
