import BillingAPI
import BillingServer
import HostFactAPI
import Testing

/// Whatever arrives, the server answers the next one, and its log stays plain.
struct HostileRequestTests {
    static let requests: [String] = [
        "\u{0}\u{0}\u{0}", "\u{16}\u{3}\u{1}\u{2}\u{0}", "GET\r\n\r\n", "GET  HTTP/1.1\r\n\r\n", "\r\n\r\n\r\n",
        "GET /in HTTP/9.9\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "OPTIONS * HTTP/1.1\r\n\r\n",
        "CONNECT evil:443 HTTP/1.1\r\n\r\n", "GET http://[::1 HTTP/1.1\r\n\r\n",
        "GET /in/\u{1B}[2J\u{7}%00%0d%0aSet-Cookie:x HTTP/1.1\r\nHost: t\r\n\r\n",
        "POST /in/a HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n",
        "POST /in/a HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST /in/a HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /in/a HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        "GET /in/a HTTP/1.1\r\nHost: t\r\nX: \u{1B}]0;x\u{7}\r\n\r\n",
        "GET /in/a HTTP/1.1\r\nX-Forwarded-For: \u{0}, ' OR 1\r\n\r\n",
        "GET /in/a HTTP/1.1\r\nBig: \(String(repeating: "x", count: 100_000))\r\n\r\n",
        "GET /\(String(repeating: "a/", count: 40_000)) HTTP/1.1\r\nHost: t\r\n\r\n",
        "GET /in/a HTTP/1.1\r\n\(String(repeating: "A: b\r\n", count: 5000))\r\n",
    ]

    @Test(arguments: requests.indices)
    func isAnsweredOrCutOffWithoutHarm(index: Int) async throws {
        let (health, log) = try await TestServer.run([ServerRoute("test", "/in/*", to: RecordingTransport())]) {
            server in
            _ = try await withConversation(port: server.port) { conversation in
                try? await conversation.say(Self.requests[index])
                conversation.hangUp()
                _ = await conversation.answer()
            }
            return (try await server.get("/health"), server.log)
        }
        #expect(health?.body == "ok\n")
        for line in log.all {
            #expect(line.dropLast().unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
        }
    }

    @Test func aHeadBeyondTheLimitIsRefused() async throws {
        let transport = RecordingTransport()
        let answer = try await TestServer.run([ServerRoute("test", "/in", to: transport)]) { server in
            try await server.say("GET /in HTTP/1.1\r\nBig: \(String(repeating: "x", count: 40_000))\r\n\r\n")
        }
        #expect(answer == nil || answer?.status == 400 || answer?.status == 431)
        #expect(transport.received.isEmpty)
    }

    @Test(arguments: [
        ("api_key=%FF%00%1B%5B2J%0D%0A", "is geen UTF-8"), ("api_key=%00%1B%5B2J%0D%0A", "API key is invalid"),
        ("api_key[]=x&api_key[a][b]=y", "API key is invalid"), ("{\"api_key\":", "\"status\":\"error\""),
        ("api_key=right&controller=%1B%5B2J%0D%0AX:1&action=%00", "Invalid controller"),
    ])
    func aHostileParameterComesBackInAnEnvelopeAtMostEscaped(body: String, words: String) async throws {
        let endpoint = HostFactEndpoint(serving: NoService()) { key, _ in
            key == "right" ? HostFactCaller(.full, "desk") : HostFactCaller(.unknownKey)
        }
        let answer = try await TestServer.run([ServerRoute("hostfact", "/in", to: endpoint)]) { server in
            try await server.post("/in", body)
        }
        #expect(answer?.status == 200)
        #expect(answer?.body.contains(words) == true)
        #expect(answer?.body.unicodeScalars.allSatisfy { $0.value >= 0x20 } == true)
    }
}

/// Has no action at all.
struct NoService: BillingService {
    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        throw APIError(.failure, .init("Nothing is served here.", "Hier wordt niets bediend."))
    }
}
