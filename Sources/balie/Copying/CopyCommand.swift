import ArgumentParser
import BillingAPI
import BillingEngine
import BillingModel
import Foundation
import ProgramOutput

/// Carries an installation from one database to another.
struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy a whole installation from one database to another, and prove that both are equal.",
        discussion: """
            The copy is of one moment, whoever works with the data meanwhile. To a file it is a backup; from a file it \
            brings one back. The database to copy to must be new or empty; one in which a copy was begun is gone on with.

                balie copy --from sqlite:/srv/balie/balie.sqlite --to 'postgres://db1/balie?user=balie'

            Prints each table with the number of its rows and the digest of all that they hold.
            """)

    @Option(help: ArgumentHelp("The database to copy: sqlite:PATH or postgres://HOST/DATABASE.", valueName: "url"))
    var from: String

    @Option(help: ArgumentHelp("A new file, or an empty database with tables of balied migrate.", valueName: "url"))
    var to: String

    @Option(
        help: ArgumentHelp(
            "A line for the shell that prints the password of a postgres:// database to copy; otherwise $BALIE_PASSWORD_COMMAND.",
            valueName: "command"))
    var fromPasswordCommand: String?

    @Option(help: ArgumentHelp("The same, of the database to copy to.", valueName: "command"))
    var toPasswordCommand: String?

    func run() async throws {
        var isOpen = false
        do throws(APIError) {
            let ours = try DatabasePasswords.source(for: from, ("--from-password-command", fromPasswordCommand))
            let theirs = try DatabasePasswords.source(for: to, ("--to-password-command", toPasswordCommand))
            let source = try await Engine.opened(from, password: ours, access: .readOnly)
            let target = try await Engine.opened(to, password: theirs)
            isOpen = true
            let isTerminal = isatty(STDERR_FILENO) == 1
            let proofs = try await InstallationCopy(from: source, to: target, named: from).run { progress in
                guard isTerminal else { return }
                let percent = progress.done * 100 / max(1, progress.total)
                StandardStream.error.write("\r\(progress.done) / \(progress.total) (\(percent) %)")
            }
            if isTerminal { StandardStream.error.write("\n") }
            for proof in proofs { Output.line("\(proof.table)\t\(proof.rows)\t\(proof.digest)") }
        } catch {
            StandardError.tell(error, in: Places.language)
            throw isOpen ? ExitStatus.refused : ExitStatus(opening: error)
        }
    }
}
