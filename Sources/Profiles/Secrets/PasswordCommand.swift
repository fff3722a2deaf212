import BillingAPI
import BillingModel
import Foundation
import Synchronization

/// A command that prints the password of a database, to whose server connections are opened now and then.
///
/// Connections that are opened later run it anew, since what it prints may be good for a while only; where it fails then,
/// what it printed last is tried.
public final class PasswordCommand: Sendable {
    private struct Known {
        var password: Secret
        var moment: ContinuousClock.Instant
    }

    private let line: String
    private let deadline: Duration
    private let mayAsk: Bool
    private let longestUse: Duration
    private let known = Mutex<Known?>(nil)
    private let turn = NSLock()

    /// - Parameters:
    ///   - line: For the shell.
    ///   - mayAsk: Whether it may ask for something at the terminal whenever it is run; otherwise only in `prepare`.
    ///   - longestUse: For how long what it printed is not asked for again.
    public init(
        _ line: String, mayAsk: Bool, deadline: Duration = .seconds(30), longestUse: Duration = .seconds(60)
    ) {
        self.line = line
        self.mayAsk = mayAsk
        self.deadline = deadline
        self.longestUse = longestUse
    }

    /// Runs it while it may ask for something at the terminal.
    public func prepare(mayAsk: Bool) async throws(APIError) {
        keep(try await Self.printed(line, within: deadline, mayAsk: mayAsk))
    }

    /// The password. It waits on this thread, which must be none of those that everything asynchronous shares.
    public func password() throws(APIError) -> String {
        // Connections that are opened at the same time ask once.
        turn.lock()
        defer { turn.unlock() }
        let last = known.withLock { $0 }
        if let last, ContinuousClock.now - last.moment < longestUse { return last.password.content }
        do throws(APIError) {
            let password = try waitForIt()
            keep(password)
            return password.content
        } catch {
            guard let last else { throw error }
            return last.password.content
        }
    }

    private func keep(_ password: Secret) {
        known.withLock { $0 = Known(password: password, moment: .now) }
    }

    private func waitForIt() throws(APIError) -> Secret {
        let (line, deadline, mayAsk) = (line, deadline, mayAsk)
        let answer = Answer()
        Task.detached {
            do throws(APIError) {
                answer.give(.success(try await Self.printed(line, within: deadline, mayAsk: mayAsk)))
            } catch {
                answer.give(.failure(error))
            }
        }
        return try answer.awaited().get()
    }

    private static func printed(
        _ line: String, within deadline: Duration, mayAsk: Bool
    ) async throws(APIError) -> Secret {
        let bytes = try await KeyCommand(line, prints: .password).output(within: deadline, mayAsk: mayAsk)
        let what = LocalizedText("What “\(line.plainLine)” prints", "Wat “\(line.plainLine)” afdrukt")
        return try Secret(firstLineOf: bytes, what, .password, .unreachable)
    }

    /// What a thread waits for.
    private final class Answer: Sendable {
        private let given = Mutex<Result<Secret, APIError>?>(nil)
        private let isThere = DispatchSemaphore(value: 0)

        func give(_ result: Result<Secret, APIError>) {
            given.withLock { $0 = result }
            isThere.signal()
        }

        func awaited() -> Result<Secret, APIError> {
            isThere.wait()
            let result = given.withLock { $0 }
            guard let result else { preconditionFailure("the semaphore is signalled after the answer is there") }
            return result
        }
    }
}

extension PasswordCommand {
    /// The command for a database, by where somebody may have named it; nil of a file, and where nobody did.
    ///
    /// - Parameters:
    ///   - option: The word of the option and what was given with it, which goes first.
    ///   - configured: As a profile has it.
    /// - Throws: `.invalidInput` where the option was given for a database that takes no password.
    public static func line(
        for url: String, option: (word: String, line: String?), configured: String? = nil,
        _ environment: [String: String]
    ) throws(APIError) -> String? {
        guard isServer(url) else {
            if option.line == nil { return nil }
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "\(option.word) is for a database of postgres://…; a file takes no password. Leave it out.",
                    "\(option.word) is voor een database van postgres://…; een bestand kent geen wachtwoord. Laat het weg."
                ))
        }
        return [option.line, configured, environment[variable]].lazy.compactMap { $0 }.first { !$0.isEmpty }
    }

    static func isServer(_ url: String) -> Bool { url.hasPrefix("postgres:") || url.hasPrefix("postgresql:") }

    /// The environment variable that names it where nothing else does.
    public static let variable = "BALIE_PASSWORD_COMMAND"
}
