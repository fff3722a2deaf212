import BillingAPI
import BillingServer
import Testing

struct RequestShellTests {
    @Test func handsOnWhatArrivedByteForByte() async throws {
        let transport = RecordingTransport()
        let answer = try await TestServer.run([ServerRoute("test", "/in/*", to: transport)]) { server in
            try await server.post(
                "/in/call/?a=%31&b=+", "k=\u{0}\u{1B}[2J",
                headers: [("Content-Type", "text/x; charset=utf-8"), ("If-Match", "\"tag\"")])
        }
        let request = try #require(transport.received.first)
        #expect(answer?.body == "done")
        #expect(request.method == "POST")
        #expect(request.path == "/in/call/")
        #expect(request.query == "a=%31&b=+")
        #expect(request.contentType == "text/x; charset=utf-8")
        #expect(request.headers["If-Match"] == "\"tag\"")
        #expect(request.body == Array("k=\u{0}\u{1B}[2J".utf8))
        #expect(request.address == "127.0.0.1")
    }

    @Test func handsBackStatusHeadersAndBody() async throws {
        let transport = StubTransport { _ in
            WireResponse(
                status: 412,
                headers: [WireHeader("ETag", "\"1\""), WireHeader("Server", "PHP"), WireHeader("Bad name", "x")],
                body: "no\u{0}".utf8)
        }
        let answer = try await TestServer.run([ServerRoute("test", "/in", to: transport)]) { try await $0.get("/in") }
        #expect(answer?.status == 412)
        #expect(answer?.body == "no\u{0}")
        #expect(answer?.headers["etag"] == "\"1\"")
        #expect(answer?.headers["server"] == nil)
        #expect(answer?.headers["bad name"] == nil)
    }

    @Test(arguments: ["/", "/out", "/in/", "/in/a/b", "//in/a", "/IN/a", "/in/a?x", "/../in/a", "/%69n/a"])
    func anAddressWithoutARouteIsNotFoundUnlessItMatches(path: String) async throws {
        let transport = RecordingTransport()
        let answer = try await TestServer.run([ServerRoute("test", "/in/*", to: transport)]) {
            try await $0.get(path)
        }
        #expect(answer?.status == (path == "/in/a?x" ? 200 : 404))
    }

    @Test(arguments: [(true, 200, "ok\n"), (false, 503, "The database does not answer.\n")])
    func healthSaysWhetherTheDatabaseAnswers(isWell: Bool, status: Int, text: String) async throws {
        let answer = try await TestServer.run([], health: { isWell }) { try await $0.get("/health") }
        #expect(answer?.status == status)
        #expect(answer?.body == text)
    }

    @Test func aServerLivesWhileItsDatabaseIsAway() async throws {
        let answer = try await TestServer.run([], health: { false }) { try await $0.get("/health/live") }
        #expect(answer?.status == 200)
        #expect(answer?.body == "ok\n")
    }

    @Test func healthGivesUpAtTheDeadline() async throws {
        let (clock, gate) = (ManualClock(), Gate())
        let answer = try await TestServer.run(
            [], clock: clock.clock,
            health: {
                await gate.pass(); return true
            }
        ) { server in
            async let answer = server.get("/health")
            await gate.untilSomebodyCame()
            await clock.untilSomebodySleeps(for: .seconds(30))
            clock.advance(by: .seconds(30))
            return try await answer
        }
        gate.open()
        #expect(answer?.status == 503)
    }

    @Test func oneConnectionCarriesManyRequests() async throws {
        let transport = RecordingTransport()
        let bodies = try await TestServer.run([ServerRoute("test", "/in", to: transport)]) { server in
            try await withConversation(port: server.port) { conversation in
                try await conversation.say("GET /in?1 HTTP/1.1\r\nHost: t\r\n\r\nGET /in?2 HTTP/1.1\r\nHost: t\r\n\r\n")
                return [await conversation.answer()?.body, await conversation.answer()?.body]
            }
        }
        #expect(bodies == ["done", "done"])
        #expect(transport.received.map(\.query) == ["1", "2"])
    }

    @Test func aTransportThatThrowsIsUnavailableAndTellsNothing() async throws {
        let transport = StubTransport { _ throws(APIError) in
            throw APIError(.failure, .init("The file /srv/secret is gone.", ""))
        }
        let (answer, log) = try await TestServer.run([ServerRoute("test", "/in", to: transport)]) {
            (try await $0.get("/in"), $0.log)
        }
        #expect(answer?.status == 503)
        #expect(answer?.body == "This cannot be answered at the moment. Try again later.\n")
        #expect(log.all.contains { $0.contains("level=error") && $0.contains("The file /srv/secret is gone.") })
    }

    @Test func anAnswerToHeadHasALengthAndNoBody() async throws {
        let text = try await TestServer.run([]) { server in
            try await withConversation(port: server.port) { conversation in
                try await conversation.say("HEAD /health HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")
                return await conversation.everything()
            }
        }
        #expect(text.contains("Content-Length: 3\r\n"))
        #expect(text.hasSuffix("\r\n\r\n"))
    }
}
