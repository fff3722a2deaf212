import Foundation

/// A balied over a database, with a key and an M4 account, for as long as the value lives.
package final class DemoServer: Sendable {
    /// Such as `http://127.0.0.1:40123`.
    package let origin: String
    /// Files with the key of the HostFact and WeFact calls, and the secret of the M4 account `admin`.
    package let keyFile: String
    package let secretFile: String
    package let program: RunningProgram
    private let home: TemporaryHome

    /// - Parameters:
    ///   - database: The path of one that is there.
    ///   - isSecure: Whether it speaks TLS, with the certificate in `certificate`.
    package init(over database: String, in home: TemporaryHome, isSecure: Bool = false) async throws {
        self.home = home
        (keyFile, secretFile) = (home / "desk.key", home / "m4.secret")
        let url = "sqlite:\(database)"
        let key = try await Self.done(Balied.path(), ["key", "add", "desk", "--database", url], home)
        try Self.keep(key, in: keyFile)
        try Self.keep("\(UUID().uuidString)\n", in: secretFile)
        _ = try await Self.done(
            Balied.path(), ["m4", "account", "add", "admin", "--secret-file", secretFile, "--database", url], home)
        var options = ["serve", "--listen", "127.0.0.1:0", "--database", url]
        if isSecure {
            try await Self.makeCertificate(in: home)
            options += ["--tls-cert", home / Self.certificateName, "--tls-key", home / Self.privateName]
        }
        program = try await RunningProgram(Balied.path(), options, environment: home.environment)
        origin = try await program.waitFor(#/Listening on (https?://[0-9.:]+)/#)
    }

    package static let hostFactPath = "/Pro/apiv2/api.php"
    package static let m4Path = "/billing/api/"

    /// The certificate it proves itself with, which is its own authority.
    package var certificate: String { home / Self.certificateName }

    /// The key as it stands in its file.
    package func key() throws -> String {
        try String(contentsOfFile: keyFile, encoding: .utf8).trimmingCharacters(in: .newlines)
    }

    private static let certificateName = "certificate.pem"
    private static let privateName = "private.pem"

    private static func makeCertificate(in home: TemporaryHome) async throws {
        _ = try await done(
            "/usr/bin/env",
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
                + ["-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
                + ["-keyout", home / privateName, "-out", home / certificateName], home)
        try keep(String(contentsOfFile: home / privateName, encoding: .utf8), in: home / privateName)
    }

    /// Writes a file for its owner alone.
    private static func keep(_ text: String, in path: String) throws {
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: attributes) else {
            throw DriverError("\(path) cannot be written.")
        }
    }

    private static func done(_ program: String, _ words: [String], _ home: TemporaryHome) async throws -> String {
        let outcome = try await run(program, words, environment: home.environment)
        guard outcome.exitCode == 0 else { throw DriverError("\(program) \(words[0]): \(outcome.errors)") }
        return outcome.output
    }
}
