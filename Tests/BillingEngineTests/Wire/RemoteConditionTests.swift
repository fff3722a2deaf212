import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import Testing

@testable import BillingEngine

/// A system that is told nothing of conditions and tells nothing of tags, as the vendors' own are.
private struct VendorTransport: Transport {
    let transport: any Transport
    /// What its web server adds by itself.
    var added: [WireHeader] = []

    func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
        var request = request
        request.headers = []
        var response = try await transport.carry(request)
        response.headers = response.headers.filter { !["ETag", "Balie-Conditions"].contains($0.name) } + added
        return response
    }
}

/// Writes bound to the state that was read, from the console's side of a wire.
@Suite struct RemoteConditionTests {
    private let engine: TestEngine

    init() async throws { engine = try await TestEngine() }

    private var hostFactEndpoint: HostFactEndpoint {
        HostFactEndpoint(serving: engine.service, clock: .fixed(TestEngine.seedMoment)) { _, _ in
            HostFactCaller(.full, "desk")
        }
    }

    private var hostFact: RemoteHostFactService { RemoteHostFactService(transport: hostFactEndpoint, key: "geheim") }

    private var m4Endpoint: M4Endpoint {
        M4Endpoint(serving: engine.service) { caller, _ in
            [M4Account(name: caller, settings: Script.m4Settings, access: .full)]
        }
    }

    private func vendor(_ added: [WireHeader]) -> RemoteHostFactService {
        RemoteHostFactService(transport: VendorTransport(transport: hostFactEndpoint, added: added), key: "geheim")
    }

    private func edit(_ city: String) -> EditDebtor {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.city] = city
        return edit
    }

    private func sending(_ tag: EntityTag?, key: String? = nil) -> Sending {
        Sending(conditions: WriteConditions(match: tag.map { .oneOf([$0]) }, idempotencyKey: key))
    }

    private func city() async throws -> String? {
        try await engine.rows("SELECT City FROM debtor WHERE Identifier = 1").first?.text(0)
    }

    @Test func anAnswerCarriesTheTagThatItsSystemGave() async throws {
        let there = hostFact
        #expect(!there.honoursConditions)
        let tag = try await there.send(ShowDebtor(1)).tag
        #expect(try await engine.service.send(ShowDebtor(1)).tag == tag)
        #expect(there.honoursConditions)
        let edited = try await there.send(edit("Ede")).tag
        #expect(try await there.send(ShowDebtor(1)).tag == edited)
        #expect(edited != tag)
    }

    @Test func aWriteIsBoundToTheTagThatWasRead() async throws {
        let there = hostFact
        let tag = try await there.send(ShowDebtor(1)).tag
        _ = try await there.send(edit("Ede"), sending(tag))
        let error = await #expect(throws: APIError.self) { try await there.send(edit("Epe"), sending(tag)) }
        #expect(error == .changedMeanwhile)
        #expect(try await city() == "Ede")
    }

    @Test func aRepetitionIsDoneOnceAndSaidToBeOne() async throws {
        let there = hostFact
        _ = try await there.send(edit("Ede"), sending(nil, key: "one"))
        _ = try await there.send(edit("Epe"))
        let again = sending(nil, key: "one")
        _ = try await there.send(edit("Ede"), again)
        #expect(again.conditions?.receipt.isReplay == true)
        #expect(try await city() == "Epe")
        let error = await #expect(throws: APIError.self) {
            try await there.send(edit("Urk"), sending(nil, key: "one"))
        }
        #expect(error == .reusedKey)
    }

    @Test func aUserIsBoundToTheTagThatWasRead() async throws {
        let there = RemoteM4Service(transport: m4Endpoint, as: "admin", key: "geheim")
        let tag = try await there.send(ReadUser(3)).tag
        #expect(there.honoursConditions)
        #expect(try await engine.service.send(ReadUser(3)).tag == tag)
        var update = UpdateUserDetails()
        update[User.id] = 3
        update[User.city] = "Ede"
        _ = try await there.send(update, sending(tag))
        update[User.city] = "Epe"
        let error = await #expect(throws: APIError.self) { try await there.send(update, sending(tag)) }
        #expect(error == .changedMeanwhile)
    }

    /// A record that is gone is refused in the system's words.
    @Test func aRecordThatIsGoneIsInNoState() async throws {
        let there = hostFact
        let tag = try await there.send(ShowDebtor(1)).tag
        var gone = edit("Ede")
        gone[Debtor.identifier] = 999
        let error = await #expect(throws: APIError.self) { try await there.send(gone, sending(tag)) }
        #expect(error?.kind == .notFound)
        #expect(error?.failedCondition == .state)
    }

    /// Whoever writes to such a system compares before, by reading the record once more.
    @Test(arguments: [[], [WireHeader("ETag", "\"d41d8cd98f00b204e9800998ecf8427e\"")]])
    func aSystemThatKnowsNoTagsIsNotTrustedToCompareThem(added: [WireHeader]) async throws {
        let there = vendor(added)
        let tag = try #require(try await there.send(ShowDebtor(1)).tag)
        #expect(!there.honoursConditions)
        #expect(try await there.send(ShowDebtor(1)).tag == tag)
        let edited = try await there.send(edit("Ede")).tag
        #expect(edited != tag)
        #expect(!there.honoursConditions)
    }

    /// A refusal would say that nothing was changed, and offer to send it again.
    @Test func aWriteWhoseOutcomeTheSystemCannotTellIsNoRefusal() async throws {
        let inside = DoubtfulService(service: engine.service)
        let there = RemoteHostFactService(
            transport: HostFactEndpoint(serving: inside, clock: .fixed(TestEngine.seedMoment)) { _, _ in
                HostFactCaller(.full, "desk")
            }, key: "geheim")
        for how in [Sending.plain, sending(nil, key: "one")] {
            let error = await #expect(throws: APIError.self) { try await there.send(edit("Ede"), how) }
            #expect(error == .undecided)
        }
        let m4 = RemoteM4Service(
            transport: M4Endpoint(serving: inside) { caller, _ in
                [M4Account(name: caller, settings: Script.m4Settings, access: .full)]
            }, as: "admin", key: "geheim")
        var update = UpdateUserDetails()
        update[User.id] = 3
        update[User.city] = "Ede"
        let error = await #expect(throws: APIError.self) { try await m4.send(update) }
        #expect(error == .undecided)
    }
}

/// A system that loses its database while it makes a change last.
private struct DoubtfulService: ServiceWrapper {
    let service: any BillingService

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard Action.declaration.access == .writes else { return try await service.send(action, how) }
        throw APIError(.unknownOutcome, LocalizedText(verbatim: "The connection broke."))
    }
}
