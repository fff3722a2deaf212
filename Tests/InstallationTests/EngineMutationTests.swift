import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import MutationTesting
import PostgresTesting
import Testing

/// Whatever is asked, nothing breaks inside: the answer is an answer or a refusal, never a failure.
@Suite(.timeLimit(.minutes(240))) struct EngineMutationTests {
    @Test func noHostFactRequestBreaksTheEngine() async throws {
        let office = try await Installation(.engine, debtors: 10)
        let endpoint = Access.hostFact(office.engine)
        let seeds = HostFactStep.all.map { step in
            // As a client writes it, which has made sure of what the wire's tests are about.
            let name = type(of: step.action).declaration.name
            let parameters = type(of: step.action).declaration.parameters(step.action.arguments)
            return "api_key=\(Access.key)&controller=\(name.controller)&action=\(name.action)&"
                + PHPForm.encode(parameters)
        }
        for bytes in Mutations("HostFact requests to the engine", of: seeds, marks: "&=[]%+|'\"-0", count: 3000) {
            let response = await endpoint.carry(WireRequest(path: "/Pro/apiv2/api.php", body: bytes))
            let answer = try JSONValue(parsing: response.body, limits: .answer)
            #expect(["success", "error"].contains(answer["status"]?.text))
            #expect(response.summary.outcome != .failed, "\(String(decoding: bytes, as: UTF8.self))")
        }
        try await office.expectWhole()
    }

    @Test func noM4RequestBreaksTheEngine() async throws {
        let office = try await Installation(.engine, debtors: 10)
        let endpoint = M4Endpoint(
            serving: office.engine, settings: M4Settings(key: Access.key, allowsGET: true, checksHash: false)
        ) { _ in .full }
        let seeds = M4Step.all.map { action in
            let declaration = type(of: action).declaration
            return declaration.name.action + "?" + PHPForm.encode(declaration.parameters(action.arguments))
        }
        for bytes in Mutations("M4 requests to the engine", of: seeds, marks: "&=[]%+?-0", count: 3000) {
            let parts = bytes.split(separator: UInt8(ascii: "?"), maxSplits: 1)
            let call = String(decoding: parts.first ?? [], as: UTF8.self)
            let query = String(decoding: parts.dropFirst().first ?? [], as: UTF8.self)
            let request = WireRequest("GET", path: "/billing/api/\(call)", query: "u=admin&" + query)
            let response = await endpoint.carry(request)
            _ = try M4Element(parsing: response.body)
            #expect(response.summary.outcome != .failed, "\(String(decoding: bytes, as: UTF8.self))")
        }
        try await office.expectWhole()
    }
}

extension Installation {
    /// A file is sound, and what points at something points at what is there. A server sees to both by itself.
    fileprivate func expectWhole() async throws {
        guard !TestDatabase.isOnServer else { return }
        #expect(try await rows("PRAGMA integrity_check") == [["ok"]])
        #expect(try await rows("PRAGMA foreign_key_check").isEmpty)
    }
}
