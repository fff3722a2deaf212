import BillingAPI
import BillingServer
import HostFactAPI
import Testing

struct BodyLimitTests {
    static let limits = WireLimits(bytes: 100, nesting: 8, parameters: 20)
    static let endpoint = HostFactEndpoint(serving: NoService(), limits: limits) { _, _ in HostFactCaller(.unknownKey) }

    private func talk<Result: Sendable>(
        _ body: @escaping @Sendable (Conversation) async throws -> Result
    ) async throws -> Result {
        try await TestServer.run(
            [ServerRoute("hostfact", "/in", to: Self.endpoint)],
            {
                $0.limits.bodyBytes = 100
                $0.limits.lingering = .milliseconds(200)
            }
        ) { server in try await withConversation(port: server.port, body) }
    }

    @Test func aBodyOfJustTheLimitIsTaken() async throws {
        let answer = try await talk { conversation in
            try await conversation.say("POST /in HTTP/1.1\r\nContent-Length: 100\r\n\r\n")
            try await conversation.say("api_key=" + String(repeating: "x", count: 92))
            return await conversation.answer()
        }
        #expect(answer?.body.contains("API key is invalid") == true)
    }

    @Test func anAnnouncedBodyThatIsTooLongIsRefusedUnreadInTheDialectsWords() async throws {
        let answer = try await talk { conversation in
            try await conversation.say(
                "POST /in HTTP/1.1\r\nContent-Length: 5000000000\r\nExpect: 100-continue\r\n\r\n")
            let answer = await conversation.answer()
            await conversation.untilItEnds()
            return answer
        }
        #expect(answer?.status == 200)
        #expect(answer?.headers["connection"] == "close")
        #expect(answer?.body.contains("De inhoud is 101 bytes lang; er passen er 100.") == true)
    }

    @Test func aBodyWithoutAnEndIsRefusedAtTheLimit() async throws {
        let answer = try await talk { conversation in
            try await conversation.say("POST /in HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
            try await conversation.say("78\r\n\(String(repeating: "x", count: 120))\r\n")
            let answer = await conversation.answer()
            await conversation.untilItEnds()
            return answer
        }
        #expect(answer?.body.contains("De inhoud is 101 bytes lang") == true)
    }

    @Test func aBodyForNoRouteIsNotWaitedFor() async throws {
        let answer = try await talk { conversation in
            try await conversation.say("POST /out HTTP/1.1\r\nContent-Length: 90\r\n\r\nx")
            let answer = await conversation.answer()
            await conversation.untilItEnds()
            return answer
        }
        #expect(answer?.status == 404)
    }

    @Test func aClientThatAsksFirstIsToldToGoOn() async throws {
        let statuses = try await talk { conversation in
            try await conversation.say(
                "POST /in HTTP/1.1\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n")
            let first = await conversation.answer()?.status
            try await conversation.say("api_key=x")
            return [first, await conversation.answer()?.status]
        }
        #expect(statuses == [100, 200])
    }

    @Test func aBodyThatTricklesInIsCutOffAtTheDeadline() async throws {
        let (clock, transport) = (ManualClock(), RecordingTransport())
        let answer = try await TestServer.run(
            [ServerRoute("test", "/in", to: transport)], clock: clock.clock,
            { $0.limits.lingering = .milliseconds(200) }
        ) { server in
            try await withConversation(port: server.port) { conversation in
                try await conversation.say("POST /in HTTP/1.1\r\nContent-Length: 50\r\n\r\na=1")
                await clock.untilSomebodySleeps(for: .seconds(30))
                clock.advance(by: .seconds(30))
                let answer = await conversation.answer()
                await conversation.untilItEnds()
                return answer
            }
        }
        #expect(answer?.status == 408)
        #expect(transport.received.isEmpty)
    }

    @Test(arguments: ["Content-Length: 50\r\n\r\na=1", "Transfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n"])
    func halfABodyNeverReachesTheEndpoint(rest: String) async throws {
        let transport = RecordingTransport()
        try await TestServer.run([ServerRoute("test", "/in", to: transport)]) { server in
            try await withConversation(port: server.port) { conversation in
                try await conversation.say("POST /in HTTP/1.1\r\n\(rest)")
                conversation.hangUp()
                await conversation.untilItEnds()
            }
        }
        #expect(transport.received.isEmpty)
    }
}
