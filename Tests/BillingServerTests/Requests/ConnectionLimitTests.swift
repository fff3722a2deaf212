import BillingAPI
import BillingModel
import BillingServer
import Testing

/// Who may stay connected, and who has to make room.
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

    @Test(arguments: ["", "POST /in HTTP/1.1\r\nContent-Length: 100\r\nHal"])
    func aHeadThatDoesNotComeInTimeEndsItsConnection(start: String) async throws {
        let transport = RecordingTransport()
        try await TestServer.run(
            [ServerRoute("test", "/in", to: transport)], { $0.limits.head = .milliseconds(50) }
        ) { server in
            try await withConversation(port: server.port) { conversation in
                if !start.isEmpty { try? await conversation.say(start) }
                await conversation.untilItEnds()
            }
        }
        #expect(transport.received.isEmpty)
    }

    @Test func halfAHeadAfterAnAnswerEndsTheConnectionToo() async throws {
        let transport = RecordingTransport()
        try await TestServer.run(
            [ServerRoute("test", "/in", to: transport)], { $0.limits.head = .seconds(10) }
        ) { server in
            try await afterAnAnswer(port: server.port) { conversation in
                try? await conversation.say("GET /in HT")
                await conversation.untilItEnds()
            }
        }
        #expect(transport.received.count == 1)
    }

    @Test func aConnectionThatIsQuietBetweenRequestsStaysBeyondTheDeadlineOfAHead() async throws {
        let server = [ServerRoute("test", "/in", to: RecordingTransport())]
        let second = try await TestServer.run(server, { $0.limits.head = .seconds(10) }) { server in
            try await afterAnAnswer(port: server.port) { quiet in
                // Its end tells that as much time has passed again.
                try await withConversation(port: server.port) { await $0.untilItEnds() }
                try await quiet.say("GET /in HTTP/1.1\r\nHost: t\r\n\r\n")
                return await quiet.answer()
            }
        }
        #expect(second?.body == "done")
    }

    @Test func halfRequestsShutNobodyOut() async throws {
        let half = "POST /in HTTP/1.1\r\nContent-Length: 100\r\nHal"
        let (answer, log) = try await TestServer.run(
            [ServerRoute("test", "/in", to: RecordingTransport())],
            { $0.limits.connections = 20 }
        ) { server in
            try await withThrowingTaskGroup { group in
                for _ in 1...60 {
                    group.addTask {
                        try await withConversation(port: server.port) { conversation in
                            try? await conversation.say(half)
                            await conversation.untilItEnds()
                        }
                    }
                }
                // So many had to leave that all sixty have come. They are open until they have left.
                var metrics = ""
                while !metrics.contains("balied_connections_ended_total 40\n")
                    || !metrics.contains("balied_connections 20\n")
                { metrics = try await server.metrics }
                let answer = try await server.get("/in")
                group.cancelAll()
                return (answer, server.log)
            }
        }
        #expect(answer?.body == "done")
        #expect(log.all.filter { $0.contains("msg=\"Connections were ended") }.count == 1)
    }

    @Test func whenAllAreBeingAnsweredFurtherOnesWaitForOneToEnd() async throws {
        let (transport, gate) = (RecordingTransport(), Gate())
        let answers = try await TestServer.run(
            [
                ServerRoute("test", "/in", to: transport),
                ServerRoute(
                    "test", "/slow",
                    to: StubTransport { _ in
                        await gate.pass()
                        return WireResponse(body: "late".utf8)
                    }),
            ], { $0.limits.connections = 1 }
        ) { server in
            let slow = Task { try await server.get("/slow") }
            await gate.untilSomebodyCame()
            let second = try await withConversation(port: server.port) { second in
                try await second.say("GET /in HTTP/1.1\r\nHost: t\r\n\r\n")
                #expect(transport.received.isEmpty)
                gate.open()
                return await second.answer()
            }
            return [try await slow.value, second]
        }
        #expect(answers.map { $0?.body } == ["late", "done"])
        #expect(answers.map { $0?.headers["connection"] } == ["close", "close"])
    }

    @Test func oneCallerBehindAProxyHasOnlySoManyRequestsUnderWay() async throws {
        let gate = Gate()
        let (refused, other, first) = try await TestServer.run(
            [
                ServerRoute(
                    "test", "/slow",
                    to: StubTransport { _ in
                        await gate.pass()
                        return WireResponse(body: "late".utf8)
                    }), ServerRoute("test", "/in", to: RecordingTransport()),
            ],
            {
                $0.trustedProxies = [IPNetwork("127.0.0.1/32")].compactMap(\.self)
                $0.limits.perCaller = 1
            }
        ) { server in
            async let first = server.post("/slow", headers: [("X-Forwarded-For", "192.0.2.1")])
            await gate.untilSomebodyCame()
            let refused = try await server.post("/in", headers: [("X-Forwarded-For", "192.0.2.1")])
            let other = try await server.post("/in", headers: [("X-Forwarded-For", "192.0.2.2")])
            gate.open()
            return (refused, other, try await first)
        }
        #expect(refused?.status == 429)
        #expect(other?.body == "done")
        #expect(first?.body == "late")
    }

    /// A conversation of which one request has been answered.
    ///
    /// On a busy machine even that one may come too late for a deadline as short as a test needs; then it is tried again.
    private func afterAnAnswer<Result>(
        port: Int, _ body: (Conversation) async throws -> Result
    ) async throws -> Result {
        while true {
            let result = try await withConversation(port: port) { conversation -> Result? in
                try? await conversation.say("GET /in HTTP/1.1\r\nHost: t\r\n\r\n")
                guard await conversation.answer()?.body == "done" else { return nil }
                return try await body(conversation)
            }
            if let result { return result }
        }
    }
}
