import BillingAPI
import BillingServer
import Testing

struct ConnectionLimitTests {
    @Test(arguments: ["", "GET /in HT", "GET /in HTTP/1.1\r\nHost: t\r\n"])
    func aConnectionThatBringsNoRequestIsEnded(start: String) async throws {
        let transport = RecordingTransport()
        try await TestServer.run(
            [ServerRoute("test", "/in", to: transport)], { $0.limits.idle = .milliseconds(50) }
        ) { server in
            try await withConversation(port: server.port) { conversation in
                // On a busy machine the server may have hung up before this is said.
                if !start.isEmpty { try? await conversation.say(start) }
                await conversation.untilItEnds()
            }
        }
        #expect(transport.received.isEmpty)
    }

    @Test func connectionsBeyondTheLimitWaitForOneToEnd() async throws {
        let transport = RecordingTransport()
        let (meanwhile, last) = try await TestServer.run(
            [ServerRoute("test", "/in", to: transport)], { $0.limits.connections = 1 }
        ) { server in
            let (meanwhile, second) = try await withConversation(port: server.port) { first in
                try await first.say("GET /in HTTP/1.1\r\nHost: t\r\n\r\n")
                _ = await first.answer()
                let waiting = Task { try await server.get("/in") }
                try await first.say("GET /in HTTP/1.1\r\nHost: t\r\n\r\n")
                _ = await first.answer()
                return (transport.received.count, waiting)
            }
            return (meanwhile, try await second.value)
        }
        #expect(meanwhile == 2)
        #expect(last?.body == "done")
    }
}
