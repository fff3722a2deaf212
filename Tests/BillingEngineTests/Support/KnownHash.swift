import SQLStore

/// Hashes whose passwords are known, and some that nobody can check.
struct KnownHash: Sendable {
    var password: String
    var text: String

    /// PHP's own example. Source: the page of crypt() in the PHP manual.
    static let php = KnownHash(
        password: "rasmuslerdorf", text: "$2a$07$usesomesillystringfore2uDLvp1Ii2e./U9C8sBjqp8I90dH6hi")
    static let definitief = KnownHash(
        password: "definitief", text: "$2y$04$usesomesillystringforeX9yxvlypp1DbArkYFiZrGEANQSLH5Wm")

    static let argon2 = "$argon2id$v=19$m=65536,t=4,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b4dWRWJTmaaJObG"
    static let argon2Refused =
        "SecurePassword: een hash van de soort $argon2id$ is hier niet te controleren. Maak de hash met password_hash($password, PASSWORD_BCRYPT), met een cost van 4 tot 14."
    static let endless = "$2y$31$usesomesillystringfore2uDLvp1Ii2e./U9C8sBjqp8I90dH6hi"
    static let endlessRefused =
        "SecurePassword: een bcrypt-hash met cost 31 controleren duurt te lang. Maak de hash met password_hash($password, PASSWORD_BCRYPT), met een cost van 4 tot 14."
}

extension TestEngine {
    /// Gives debtor 1 a hash as it stands, as no action would store it.
    func store(hash: String) async throws {
        try await store.write {
            try $0.execute(SQLQuery("UPDATE debtor SET SecurePassword = ? WHERE Identifier = 1", [.text(hash)]))
        }
    }
}
