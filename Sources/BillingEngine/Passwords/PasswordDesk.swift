import BillingAPI
import BillingModel

/// Where passwords are compared with hashes, which is slow on purpose: outside of every transaction, two at a time.
struct PasswordDesk: Sendable {
    /// One for the whole program, so that all logins share the same turns.
    static let shared = PasswordDesk()

    var threads = SideThreads("passwords", most: 2, mostWaiting: 32, patience: .seconds(10))
    /// How a password is compared with a hash.
    private let verify: @Sendable (_ password: String, _ hash: String) -> Bool
    private let digest: @Sendable (_ text: String, _ salt: String) -> String?

    init(
        verify: @escaping @Sendable (_ password: String, _ hash: String) -> Bool = { PasswordHash.verify($0, $1) },
        digest: @escaping @Sendable (_ text: String, _ salt: String) -> String? = {
            PasswordHash.slowDigest(of: $0, salt: $1)
        }
    ) {
        self.verify = verify
        self.digest = digest
    }

    /// What a secret text is recognised by, from which it can be guessed no faster than by logging in.
    func slowDigest(of text: String, salt: String) async throws(APIError) -> String {
        let digest = digest
        guard let made = try await work({ digest(text, salt) }) else {
            throw APIError(
                .failure,
                LocalizedText(
                    "The password could not be hashed by this system's libcrypt; nothing was changed.",
                    "Het wachtwoord kon niet worden gehasht door libcrypt van dit systeem; er is niets gewijzigd."))
        }
        return made
    }

    /// Whether the password is the one behind a stored text, which need not be a hash that can be checked.
    ///
    /// Without a hash at all a decoy is checked, so that the time does not tell which user names there are.
    func check(_ password: String, _ stored: String) async throws(APIError) -> PasswordCheck {
        if !stored.isEmpty, let obstacle = PasswordHash.obstacle(to: stored) { return .impossible(obstacle) }
        let verify = verify
        let isRight = try await work { verify(password, stored.isEmpty ? PasswordHash.decoy : stored) }
        return isRight && !stored.isEmpty ? .right : .wrong
    }

    private func work<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async throws(APIError) -> Result {
        do throws(SideThreads.Refusal) {
            return try await threads.run(work)
        } catch {
            switch error {
            case .tooMany, .tooLate: throw Self.busy
            case .cancelled: throw Self.brokenOff
            }
        }
    }

    private static let busy = APIError(
        .failure,
        LocalizedText(
            "Too many passwords are being checked at once. Try again in a moment.",
            "Er worden te veel wachtwoorden tegelijk gecontroleerd. Probeer het zo opnieuw."))

    private static let brokenOff = APIError(
        .failure,
        LocalizedText(
            "The password was not checked: nobody waits for it.",
            "Het wachtwoord is niet gecontroleerd: niemand wacht erop."))
}

/// What comparing a password with what is stored tells.
enum PasswordCheck: Equatable, Sendable {
    case right
    case wrong
    /// Nobody can tell.
    case impossible(PasswordHash.Obstacle)

    /// A refusal that does not tell what was wrong, with the cause where no password can be right.
    func refusal(_ error: APIError, of account: String) -> APIError {
        guard case .impossible(let obstacle) = self else { return error }
        var error = error
        let (reason, remedy) = (obstacle.reason, PasswordHash.Obstacle.remedy)
        error.cause = LocalizedText(
            "The stored password hash of \(account) opens nothing: \(reason.english). \(remedy.english)",
            "De opgeslagen wachtwoord-hash van \(account) opent niets: \(reason.dutch). \(remedy.dutch)")
        return error
    }
}
