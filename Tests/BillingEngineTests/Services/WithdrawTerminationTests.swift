import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import Testing

@testable import BillingEngine

/// Endings that are taken back, replaced and refused. Source: HostFact reference, 12.6 and 16 no. 10.
@Suite struct WithdrawTerminationTests {
    private func terminate(_ day: String?, _ reason: String = "") -> TerminateService {
        var action = TerminateService()
        action[Subscription.identifier] = 1
        action[TerminateService.date] = day.flatMap { CalendarDate($0) }
        if !reason.isEmpty { action[TerminateService.reason] = reason }
        return action
    }

    private func remote(_ engine: EngineService, canWithdraw: Bool) -> RemoteHostFactService {
        let endpoint = HostFactEndpoint(serving: engine, clock: .fixed(TestEngine.seedMoment)) { _, _ in
            HostFactCaller(.full, "desk")
        }
        return RemoteHostFactService(transport: endpoint, key: "key", canWithdraw: canWithdraw)
    }

    @Test(arguments: [false, true]) func aPlannedEndingIsTakenBackWithItsReason(isElsewhere: Bool) async throws {
        let engine = try await TestEngine()
        let system: any BillingService = isElsewhere ? remote(engine.service, canWithdraw: true) : engine.service
        _ = try await system.send(terminate("2023-05-01", "Verhuizing"))
        let answer = try await system.send(WithdrawTermination(1))
        #expect(answer.record.text(Subscription.terminationDate) == "")
        #expect(Subscription.termination(of: answer.record) == nil)
        let row = try await engine.rows("SELECT TerminationReason, TerminationCreated FROM service").first
        #expect(row?.text(0) == "" && row?.text(1) == "")
    }

    @Test func aSystemElsewhereIsNotAskedUnlessItsProfileSaysThatItCan() async throws {
        let engine = try await TestEngine()
        let system = remote(engine.service, canWithdraw: false)
        _ = try await system.send(terminate("2023-05-01"))
        let reason = try #require(system.reasonAgainst(WithdrawTermination.self))
        #expect(reason.english.contains("can_withdraw = true") && reason.dutch.contains("can_withdraw = true"))
        #expect(remote(engine.service, canWithdraw: true).reasonAgainst(WithdrawTermination.self) == nil)
        await #expect(throws: APIError(.failure, reason)) { try await system.send(WithdrawTermination(1)) }
        let stored = try await engine.service.send(ShowService(1)).record
        #expect(stored[Subscription.terminationDate] == CalendarDate("2023-05-01"))
    }

    /// A HostFact that says success, whatever it did.
    private struct Succeeding: Transport {
        /// Members of the subscription, as JSON.
        var subscription: String

        func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
            let service = #"{"Identifier":"1","Subscription":{\#(subscription)}}"#
            return WireResponse(status: 200, body: Array(#"{"status":"success","service":\#(service)}"#.utf8))
        }
    }

    private func answering(_ subscription: String) -> RemoteHostFactService {
        RemoteHostFactService(transport: Succeeding(subscription: subscription), key: "key", canWithdraw: true)
    }

    @Test(arguments: [#""TerminationDate":"""#, #""TerminationDate":"0000-00-00""#])
    func anAnswerWithoutAnEndingIsSuccess(subscription: String) async throws {
        let answer = try await answering(subscription).send(WithdrawTermination(1))
        #expect(answer.record.text(Subscription.terminationDate) == "")
    }

    @Test(arguments: ["", #""Number":"1""#, #""TerminationDate":"mei""#])
    func anAnswerThatDoesNotTellTheEndingIsNoSuccess(subscription: String) async {
        let error = await #expect(throws: APIError.self) {
            try await answering(subscription).send(WithdrawTermination(1))
        }
        #expect(error?.kind == .unknownOutcome)
        #expect(
            error?.message.english
                == "HostFact answered, but not whether the ending was taken back; check before repeating.")
    }

    @Test func anAnswerThatStillHasTheEndingIsNoSuccess() async {
        let system = answering(#""TerminationDate":"2023-05-01""#)
        await #expect(
            throws: APIError(
                .invalidInput,
                LocalizedText(
                    "HostFact answered, but the service still ends on 2023-05-01: it does not take endings back.",
                    "HostFact antwoordde, maar de dienst eindigt nog steeds op 01-05-2023: het trekt opzeggingen niet in."
                ))
        ) { try await system.send(WithdrawTermination(1)) }
    }

    @Test func whatIsNotPlannedOrHasComeIsNotWithdrawn() async throws {
        let engine = try await TestEngine()
        await #expect(throws: APIError.self) { try await engine.service.send(WithdrawTermination(1)) }
        _ = try await engine.service.send(terminate("2022-11-23"))
        do throws(APIError) {
            _ = try await engine.service.send(WithdrawTermination(1))
            Issue.record("withdrawn")
        } catch {
            #expect(
                error.message.english
                    == "This service ended on 2022-11-23: only an ending that is still to come can be withdrawn.")
        }
    }

    @Test func aServiceThatHasEndedIsNotTerminatedAgain() async throws {
        let engine = try await TestEngine()
        _ = try await engine.service.send(terminate("2022-11-23"))
        let before = try await engine.service.send(ShowService(1)).record
        for day in [nil, "2023-06-01", "2022-11-01"] {
            do throws(APIError) {
                _ = try await engine.service.send(terminate(day))
                Issue.record("terminated again")
            } catch {
                #expect(error.message.dutch.hasPrefix("Deze dienst is per 23-11-2022 beëindigd"))
            }
        }
        #expect(try await engine.service.send(ShowService(1)).record == before)
        let outcome = await engine.call("service", "terminate", [("Identifier", .text("1"))])
        #expect(outcome.error?.kind == .invalidInput)
    }

    @Test(arguments: ["2022-11-24", "2023-05-01"]) func aPendingEndingIsReplaced(day: String) async throws {
        let engine = try await TestEngine()
        _ = try await engine.service.send(terminate(day))
        let answer = try await engine.service.send(terminate("2023-06-01"))
        #expect(answer.record[Subscription.terminationDate] == CalendarDate("2023-06-01"))
    }

    @Test(arguments: [false, true]) func anEmptiedBlockDayIsClearedByADayThatHasPassed(isElsewhere: Bool) async throws {
        let engine = try await TestEngine()
        let endpoint = M4Endpoint(serving: engine.service, settings: M4Settings(key: "key")) { _ in .full }
        let system: any BillingService =
            isElsewhere ? RemoteM4Service(transport: endpoint, as: "admin", key: "key") : engine.service
        var plan = UpdateUserDetails(3)
        plan[User.blockAt] = CalendarDate("2023-05-01")
        _ = try await system.send(plan)
        let planned = try await system.send(ReadUser(3)).user
        let today = TestEngine.seedMoment.date
        #expect(User.plannedBlock(of: planned, today) == CalendarDate("2023-05-01"))
        let field = User.blockAt.declaration
        let clear = try UpdateUserDetails(
            parsing: [RawParameter(User.id.name, "3")] + field.parameters(""))
        _ = try await system.send(clear)
        let cleared = try await system.send(ReadUser(3)).user
        #expect(User.plannedBlock(of: cleared, today) == nil)
        #expect(cleared.text(User.blockAt) == field.clearing)
    }

    @Test func aBlockThatIsNotPlannedAnyMoreIsNone() {
        let today = TestEngine.seedMoment.date
        for (day, blocked, isPlanned) in [
            ("2022-11-25", "2", true), ("2022-11-24", "2", false), ("2022-11-23", "2", false), ("", "2", false),
            ("2022-11-25", "1", false),
        ] {
            let user = Record<User>([User.blockAt.name: day, User.isBlocked.name: blocked])
            #expect((User.plannedBlock(of: user, today) != nil) == isPlanned, "\(day) \(blocked)")
        }
    }
}
