import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import Testing

@testable import BillingEngine

/// What a write would be answered, by the rules that carry it out; nothing is left of it.
@Suite struct RehearsalTests {
    private var addition: AddService {
        var add = AddService()
        add[Subscription.debtorCode] = "DB0001"
        add[Subscription.description] = "Maatwerk"
        add[Subscription.priceExcl] = 125
        add[Subscription.periodic] = "k"
        add[Subscription.discountPercentage] = 10
        return add
    }

    private func remote(_ engine: EngineService, _ access: HostFactAccess = .full) -> RemoteHostFactService {
        let endpoint = HostFactEndpoint(serving: engine, clock: .fixed(TestEngine.seedMoment)) { _, _ in
            HostFactCaller(access, "desk")
        }
        return RemoteHostFactService(transport: endpoint, key: "key")
    }

    /// Everything that a write may leave behind, as numbers of rows.
    private func traces(_ engine: TestEngine) async throws -> [Int] {
        var counts: [Int] = []
        for table in ["service", "journal_entry", "mail_outbox", "debtor"] {
            counts.append(try await engine.rows("SELECT count(*) FROM \(table)").first?.integer(0) ?? -1)
        }
        return counts
    }

    @Test(arguments: [false, true]) func answerIsThatOfTheWriteAndNothingIsLeftOfIt(isElsewhere: Bool) async throws {
        let engine = try await TestEngine()
        let system: any BillingService = isElsewhere ? remote(engine.service) : engine.service
        // Only an answer tells whose system it is.
        _ = try await system.send(ShowService(1))
        let before = try await traces(engine)
        let told = try #require(try await system.rehearse(addition)).record
        #expect(try await traces(engine) == before)
        let done = try await system.send(addition).record
        for field in AddService.declaration.parameters {
            #expect(told[text: field] == done[text: field], "\(field.name)")
        }
        #expect(Subscription.amounts(of: told)?.amountExcl == Decimal(string: "112.5"))
        #expect(Subscription.amounts(of: told) == Subscription.amounts(of: done))
        #expect(try await traces(engine)[0] == before[0] + 1)
    }

    @Test func editIsRehearsedWithoutATrace() async throws {
        let engine = try await TestEngine()
        let stored = try await engine.service.send(ShowService(1))
        var edit = EditService()
        edit[Subscription.identifier] = 1
        edit[Subscription.priceExcl] = 99
        let told = try #require(try await engine.service.rehearse(edit)).record
        #expect(told[Subscription.priceExcl] == 99)
        #expect(try await engine.service.send(ShowService(1)).tag == stored.tag)
    }

    @Test func whatTheSystemWouldRefuseIsRefused() async throws {
        let engine = try await TestEngine()
        var edit = EditService()
        edit[Subscription.identifier] = 999
        edit[Subscription.priceExcl] = 99
        let change = edit
        await #expect(throws: APIError.self) { try await engine.service.rehearse(change) }
        let system = remote(engine.service)
        _ = try await system.send(ShowService(1))
        await #expect(throws: APIError.self) { try await system.rehearse(change) }
    }

    @Test func onlyASystemOfOursIsAsked() async throws {
        let engine = try await TestEngine()
        // Nothing was answered yet that would tell whose it is.
        #expect(try await remote(engine.service).rehearse(addition) == nil)
        #expect(try await ReadOnlyService(engine.service).rehearse(addition) == nil)
    }

    @Test func keyThatMayOnlyReadRehearsesNothing() async throws {
        let engine = try await TestEngine()
        let system = remote(engine.service, .readOnly)
        _ = try await system.send(ShowService(1))
        let change = addition
        await #expect(throws: APIError.self) { try await system.rehearse(change) }
    }

    @Test func readsHaveNoRehearsal() async throws {
        let engine = try await TestEngine()
        await #expect(throws: APIError.self) { try await RehearsingService(engine.service).send(ShowService(1)) }
    }
}
