import BillingAPI
import BillingServer
import Foundation
import NIOSSL
import ProgramTesting
import Testing

/// A certificate for localhost, made with the openssl command.
private struct Certificate {
    var certificate: [UInt8]
    var key: [UInt8]

    init() async throws {
        let folder = NSTemporaryDirectory() + "balied-tls-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
            "\(folder)/key.pem", "-out", "\(folder)/cert.pem", "-days", "2", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost",
        ]
        let outcome = try await run("openssl", arguments)
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        certificate = Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/cert.pem")))
        key = Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/key.pem")))
    }
}

struct TLSTests {
    @Test func aClientThatTrustsTheCertificateIsServed() async throws {
        let pair = try await Certificate()
        var client = TLSConfiguration.makeClientConfiguration()
        client.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(pair.certificate))
        let context = try NIOSSLContext(configuration: client)
        let transport = RecordingTransport()
        let answers = try await TestServer.run(
            [ServerRoute("test", "/in", to: transport)], client: context,
            { $0.tls = TLSIdentity(certificates: pair.certificate, key: pair.key) }
        ) { server in
            [try await server.get("/health")?.body, try await server.post("/in", "x")?.body]
        }
        #expect(answers == ["ok\n", "done"])
    }

    @Test func plainTextIsNotAnsweredOnATLSAddress() async throws {
        let pair = try await Certificate()
        let answer = try await TestServer.run(
            [], { $0.tls = TLSIdentity(certificates: pair.certificate, key: pair.key) }
        ) { try await $0.get("/health") }
        #expect(answer == nil)
    }

    @Test func aKeyThatBelongsToAnotherCertificateIsRefusedAtTheStart() async throws {
        let (one, other) = (try await Certificate(), try await Certificate())
        for identity in [
            TLSIdentity(certificates: one.certificate, key: other.key),
            TLSIdentity(certificates: [], key: one.key), TLSIdentity(certificates: one.certificate, key: [1, 2]),
        ] {
            let error = await #expect(throws: APIError.self) {
                try await TestServer.run([], { $0.tls = identity }) { _ in }
            }
            #expect(error?.message.english.hasPrefix("The TLS certificate and key cannot be used") == true)
        }
    }
}
