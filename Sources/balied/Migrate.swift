import ArgumentParser
import BillingAPI
import BillingEngine
import Foundation
import ProgramOutput

/// Makes the tables of a PostgreSQL database, or brings them up to date.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the tables of a PostgreSQL database, or bring them up to date.",
        discussion: """
            Run it as the role that owns the tables; nothing else changes them. Programs work as another role, which \
            --role gives the right to read and write rows, and no more.
            """)

    @Option(help: ArgumentHelp("The database: postgres://HOST/DATABASE.", valueName: "url"))
    var database: String

    @OptionGroup var password: PasswordOption

    @Option(help: ArgumentHelp("The role that the programs work as.", valueName: "name"))
    var role: String?

    @Option(
        name: .customLong("time-zone"),
        help: ArgumentHelp(
            "By whose clocks the days begin, such as Europe/Amsterdam; at first this machine's.", valueName: "zone"))
    var timeZone: String?

    func run() async throws {
        do throws(APIError) {
            let password = try password.source(for: database)
            switch try await Engine.migrate(database, password: password, for: role, zone: timeZone) {
            case .made:
                if timeZone == nil {
                    try await Engine.migrate(database, password: password, zone: TimeZone.current.identifier)
                }
                Output.line("The tables were made.")
            case .brought(let from, let to): Output.line("The tables were brought from version \(from) to \(to).")
            case .wasUpToDate: Output.line("The tables are up to date.")
            }
        } catch {
            if error.kind == .invalidInput { throw ValidationError(error.message[Balied.language]) }
            throw DatabaseFailure(error: error)
        }
    }
}
