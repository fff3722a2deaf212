import BillingAPI
import Console
import Profiles
import ProgramOutput
import SQLStore

/// For commands that print: what goes wrong is told on standard error, in the exit code scripts rely on.
extension DataChoice {
    /// Opens the system or the database, after what should be known of the configuration.
    func openOrLeave(for access: StoreAccess) async throws -> Connection {
        for warning in warnings { StandardError.write(warning[language]) }
        do {
            return try await open(for: access)
        } catch {
            StandardError.tell(error, in: language)
            throw ExitStatus(opening: error)
        }
    }

    /// Tells why there is no answer, and ends.
    func leave(with error: APIError) throws -> Never {
        StandardError.tell(error, in: language)
        throw ExitStatus(error.kind)
    }

    /// Who carries out what is sent over a connection.
    func backend(of connection: Connection) -> Backend {
        remoteSystem.map { .vendor($0.profile.kind.system) }
            ?? .embedded(mail: connection.mail == nil ? .waits : .goesOut)
    }
}
