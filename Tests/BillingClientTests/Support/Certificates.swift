import Foundation
import ProgramTesting
import Testing

/// Certificates for a test, made by the openssl command in a folder of their own.
struct Certificates: Sendable {
    let folder: String

    init() async throws {
        folder = FileManager.default.temporaryDirectory.path + "/balie-tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try await Self.openssl(["req", "-x509", "-subj", "/CN=Own authority", "-days", "2"] + Self.newKey + out("ca"))
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// The authority that signs the others.
    var authority: String { "\(folder)/ca.pem" }

    /// A certificate that the authority signs.
    ///
    /// - Parameter days: Negative for one that has expired.
    func signed(for name: String, days: Int = 2) async throws -> (chain: String, key: String) {
        let file = "leaf\(days)"
        try await Self.openssl(["req", "-new", "-subj", "/CN=\(name)"] + Self.newKey + out(file))
        let names = "\(folder)/\(file).names"
        try "subjectAltName=DNS:\(name)".write(toFile: names, atomically: true, encoding: .utf8)
        try await Self.openssl([
            "x509", "-req", "-in", "\(folder)/\(file).pem", "-CA", authority, "-CAkey", "\(folder)/ca.key",
            "-CAcreateserial", "-days", "\(days)", "-extfile", names, "-out", "\(folder)/\(file).signed.pem",
        ])
        return ("\(folder)/\(file).signed.pem", "\(folder)/\(file).key")
    }

    private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]

    private func out(_ name: String) -> [String] {
        ["-keyout", "\(folder)/\(name).key", "-out", "\(folder)/\(name).pem"]
    }

    private static func openssl(_ arguments: [String]) async throws {
        let outcome = try await run("openssl", arguments)
        try #require(outcome.exitCode == 0, "openssl \(arguments): \(outcome.errors)")
    }
}
