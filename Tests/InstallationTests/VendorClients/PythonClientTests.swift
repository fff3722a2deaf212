import Foundation
import ProgramTesting
import Testing

extension InstallationTests {
    /// Clients that others have published, as they are, against balied.
    @Suite struct PythonClientTests {
        /// The last line tells how many calls there were, so that none is left out unnoticed.
        @Test(arguments: [false, true])
        func theHostFactClientFindsWhatItExpects(isSecure: Bool) async throws {
            let home = try TemporaryHome()
            let database = home / "served.sqlite"
            let made = try await runBalie("demo", "--debtors", "40", "--database", "sqlite:\(database)", home: home)
            #expect(made.exitCode == 0)
            let server = try await DemoServer(over: database, in: home, isSecure: isSecure)
            let url = server.origin + DemoServer.hostFactPath
            var environment = home.environment
            environment["HOSTFACT_API_KEY"] = try server.key()
            // The usual ways to trust a certificate, of the two libraries that the client sends with.
            environment["SSL_CERT_FILE"] = isSecure ? server.certificate : nil
            environment["REQUESTS_CA_BUNDLE"] = isSecure ? server.certificate : nil
            let outcome = try await run(
                Python.path(), ["-B", Python.script("hostfact_client.py"), url], environment: environment)
            #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)\(server.program.errors)")
            #expect(outcome.output.hasSuffix("\n43 calls\n"))
            #expect(try !server.program.errors.contains(server.key()))
        }

        /// A client that does not know the certificate sends it no key.
        @Test func aCertificateThatNobodyTrustsEndsTheScript() async throws {
            let home = try TemporaryHome()
            let database = home / "served.sqlite"
            _ = try await runBalie("demo", "--debtors", "1", "--database", "sqlite:\(database)", home: home)
            let server = try await DemoServer(over: database, in: home, isSecure: true)
            var environment = home.environment
            environment["HOSTFACT_API_KEY"] = try server.key()
            let url = server.origin + DemoServer.hostFactPath
            let outcome = try await run(
                Python.path(), ["-B", Python.script("hostfact_client.py"), url], environment: environment)
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("CERTIFICATE_VERIFY_FAILED"))
            #expect(!server.program.errors.contains("outcome"))
        }
    }
}

/// The Python with the clients in it, and the scripts that use them.
private enum Python {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func path() throws -> String {
        let path = root.appendingPathComponent(".build/vendor-clients/bin/python").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw DriverError(
                "The vendors' clients are not there. `make test` fetches them into .build/vendor-clients.")
        }
        return path
    }

    static func script(_ name: String) -> String { root.appendingPathComponent("Tests/VendorClients/\(name)").path }
}
