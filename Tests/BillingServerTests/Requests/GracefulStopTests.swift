import BillingAPI
import BillingServer
import Logging
import ServiceLifecycle
import Synchronization
import Testing

struct GracefulStopTests {
    @Test func whatIsUnderWayIsAnsweredAndNothingElseIsTaken() async throws {
        let (gate, log) = (Gate(), LogLines())
        let calls = Atomic(0)
        let transport = StubTransport { _ in
            calls.add(1, ordering: .relaxed)
            await gate.pass()
            return WireResponse(body: "finished".utf8)
        }
        let (addresses, continuation) = AsyncStream<ListeningAddresses>.makeStream()
        let server = APIServer(
            .patient, routes: [ServerRoute("test", "/in", to: transport)], health: { true },
            logger: log.logger, onListening: { continuation.yield($0) })
        let group = ServiceGroup(
            configuration: .init(services: [server], logger: Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() }))
        let running = Task { try await group.run() }
        let port = try #require(await addresses.first { _ in true }).api.port
        let answer = try await withConversation(port: port) { idle in
            try await withConversation(port: port) { busy in
                try await busy.say("GET /in HTTP/1.1\r\nHost: t\r\n\r\n")
                await gate.untilSomebodyCame()
                await group.triggerGracefulShutdown()
                await idle.untilItEnds()
                // Whoever still gets in while the port closes is shown out before anything is asked.
                while (try? await withConversation(port: port, { await $0.untilItEnds() })) != nil {}
                gate.open()
                let answer = await busy.answer()
                await busy.untilItEnds()
                return answer
            }
        }
        try await running.value
        #expect(answer?.body == "finished")
        #expect(calls.load(ordering: .relaxed) == 1)
    }

    @Test func anAddressThatIsTakenIsSaidInASentence() async throws {
        let error = try await TestServer.run([]) { server in
            let second = APIServer(
                ServerConfiguration(listen: ListenAddress(port: server.port)), routes: [], health: { true },
                logger: server.log.logger)
            return await #expect(throws: APIError.self) { try await second.run() }
        }
        #expect(error?.message.english.contains(": Address already in use. Choose another address") == true)
    }
}
