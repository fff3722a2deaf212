import BillingAPI
import BillingEngine
import BillingModel
import Profiles

/// For commands that name a database and no profile.
enum DatabasePasswords {
    /// What asks for the password of a database on a server, by an option or the environment; nil where nothing does.
    static func source(
        for url: String, _ option: (word: String, line: String?)
    ) throws(APIError) -> DatabasePassword? {
        let environment = ProgramEnvironment.variables
        guard let line = try PasswordCommand.line(for: url, option: option, environment) else { return nil }
        let command = PasswordCommand(line, mayAsk: true)
        return { () throws(APIError) in try command.password() }
    }
}
