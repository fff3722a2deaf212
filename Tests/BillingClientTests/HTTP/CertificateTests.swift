import BillingAPI
import BillingModel
import Testing

@testable import BillingClient

/// Nobody who cannot prove who they are gets a request; the sentence says what is wrong with the proof.
@Suite struct CertificateTests {
    private let certificates: Certificates

    init() async throws { certificates = try await Certificates() }

    private func error(
        _ files: (chain: String, key: String), trusting authorities: String?, host: String = "localhost"
    ) async throws -> APIError? {
        defer { certificates.remove() }
        let body = #"{"status":"success","product":{"Identifier":"1"}}"#
        let server = try await FakeServer.start(.answers(FakeServer.ok(body)), tls: files)
        let settings = HTTPSettings.patient(ServerAddress(host: host, port: server.port), authorities: authorities)
        let error = await Errand(settings).write().error
        if error != nil { #expect(server.requests.isEmpty) }
        return error
    }

    @Test func anOwnAuthorityIsTrustedWhenNamed() async throws {
        #expect(try await error(await certificates.signed(for: "localhost"), trusting: certificates.authority) == nil)
    }

    @Test func anUnknownAuthorityIsNot() async throws {
        let error = try await error(await certificates.signed(for: "localhost"), trusting: nil)
        #expect(error?.kind == .unreachable)
        #expect(error?.message.english.contains("from an authority this machine does not know") == true)
        #expect(error?.message.english.contains("ca_file") == true)
    }

    @Test func anExpiredOneIsNot() async throws {
        let error = try await error(
            await certificates.signed(for: "localhost", days: -1), trusting: certificates.authority)
        #expect(error?.kind == .unreachable)
        #expect(error?.message.english.contains("The certificate of localhost:") == true)
        #expect(error?.message.english.contains(" expired on 20") == true)
    }

    @Test func anotherHostsIsNot() async throws {
        let error = try await error(await certificates.signed(for: "other.example"), trusting: certificates.authority)
        #expect(error?.kind == .unreachable)
        #expect(error?.message.english.contains("is for another host than “localhost”") == true)
    }

    @Test func aPlainServerIsNotAskedWithTLS() async throws {
        defer { certificates.remove() }
        let server = try await FakeServer.start(.refuses("HTTP/1.1 400 Bad Request\r\n\r\n"))
        let settings = HTTPSettings.patient(ServerAddress(host: "localhost", port: server.port))
        let error = await Errand(settings).write().error
        #expect(error?.kind == .unreachable)
        #expect(server.requests.isEmpty)
    }

    @Test func aFileThatHoldsNoCertificateIsRefused() async {
        defer { certificates.remove() }
        for path in ["\(certificates.folder)/none.pem", "\(certificates.folder)/ca.key"] {
            let settings = HTTPSettings.patient(ServerAddress(host: "localhost"), authorities: path)
            let error = await Errand(settings).write().error
            #expect(error?.kind == .invalidInput)
            #expect(error?.message.english.hasPrefix("The file of authorities “\(path)” cannot be read;") == true)
        }
    }
}

struct CertificateSentenceTests {
    private static let day = CalendarDate.epoch.adding(days: 20_000)

    @Test(arguments: [
        (CertificateProblem.expired(on: day), "expired on 2024-10-04", "verlopen op 04-10-2024"),
        (.notYetValid(from: day), "only from 2024-10-04", "pas vanaf 04-10-2024"),
        (.wrongHost, "another host than “bills.example”", "een andere host dan “bills.example”"),
        (.unknownAuthority, "an authority this machine does not know", "een autoriteit die deze machine niet kent"),
    ])
    func daysAreWrittenAsTheLanguageDoes(_ problem: CertificateProblem, _ english: String, _ dutch: String) {
        let sentence = problem.sentence(ServerAddress(host: "bills.example"))
        #expect(sentence.english.contains(english))
        #expect(sentence.dutch.contains(dutch))
    }
}
