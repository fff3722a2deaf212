import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@testable import BillingClient

private struct AmpleBudget: RequestBudget {
    func take(for access: ActionDeclaration.Access) -> Duration? { nil }
}

@Suite struct TimeoutTests {
    /// As staff have it: what the console waits for must be more than the profile's timeout, and hide none of its words.
    @Test(arguments: [1, 11, 30, 600]) func theProfilesTimeoutIsWhatStaffWaitForAndWhatTheyAreTold(seconds: Int)
        async throws
    {
        let server = try await FakeServer.start(.isSilent)
        let start = ContinuousClock.now
        // The timeout comes as soon as the server has the request; nothing later ever does.
        let clock = DeadlineClock(now: { start }) { until in
            if until - start <= .seconds(seconds) { return await server.arrived(1) }
            try await Task.sleep(for: .seconds(3600))
        }
        var settings = HTTPSettings.patient(ServerAddress(isSecure: false, host: "127.0.0.1", port: server.port))
        settings.deadline = .seconds(seconds)
        let service = ServiceStack.console(
            over: RemoteHostFactService(transport: try HTTPTransport(settings, clock: clock), key: "key"),
            elsewhere: ServiceStack.Elsewhere(
                name: "HostFact", budget: AmpleBudget(), timeout: .seconds(seconds), memory: { SeenPages($0) }),
            clock: clock)
        let error = await #expect(throws: APIError.self) { try await service.send(ShowDebtor(1)) }
        #expect(error?.message.english.contains("gave no whole answer within \(seconds) s.") == true)
    }
}
