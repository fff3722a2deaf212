import BillingAPI
import BillingClient
import BillingModel
import HostFactAPI
import Testing

/// What staff read when a server does not do what it should; a write that has left is never called unsent.
@Suite struct BadServerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var behaviour: FakeServer.Behaviour
        /// Whether the deadline comes once the server has the request.
        var isOverdue = false
        var limits = WireLimits.answer
        /// What the sentences say between their beginning and their end.
        var words: String
    }

    private static let json = "HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n{\"status\":"

    static let unanswered = silences + endlessHeads

    private static let silences = [
        Case(
            testDescription: "silence", behaviour: .isSilent, isOverdue: true,
            words: "gave no whole answer within 300 s."),
        Case(
            testDescription: "half, then silence", behaviour: .answers(json), isOverdue: true,
            words: "gave no whole answer within 300 s."),
        Case(
            testDescription: "half, then the end", behaviour: .saysAndCloses(json),
            words: "closed the connection before the answer was whole."),
        Case(
            testDescription: "nothing, then the end", behaviour: .saysAndCloses(""),
            words: "closed the connection before the answer was whole."),
        Case(
            testDescription: "something else than HTTP", behaviour: .saysAndCloses("SSH-2.0-OpenSSH_9.6\r\n"),
            words: "answers is not HTTP; check the address in the profile."),
        Case(
            testDescription: "an endless body", behaviour: .neverEnds("HTTP/1.1 200 OK\r\n\r\n{"),
            limits: WireLimits(bytes: 100_000, nesting: 32, parameters: 1000),
            words:
                "answers with more than 100000 bytes, which is no answer of its API; check the address in the profile."),
    ]

    /// What never comes to content, nor to an end.
    private static let endlessHeads = [
        ("an endless field", "HTTP/1.1 200 OK\r\nX-Filler: ", "a"),
        ("an endless field of blanks", "HTTP/1.1 200 OK\r\nX-Filler: ", " "),
        ("endless fields", "HTTP/1.1 200 OK\r\n", "X-Filler: a\r\n"),
        ("an endless status line", "HTTP/1.1 200 ", "a"),
        ("answers that promise another for ever", "", "HTTP/1.1 103 Early Hints\r\n\r\n"),
        (
            "an endless field after the content",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Filler: ", " "
        ),
    ].map { description, beginning, filling in
        Case(
            testDescription: description, behaviour: .neverEnds(beginning, filling: filling),
            words: "sends more headers than any answer of its API has; check the address in the profile.")
    }

    @Test(arguments: unanswered) func aWriteThatLeftMayHaveBeenStored(_ given: Case) async throws {
        let server = try await FakeServer.start(given.behaviour)
        let error = await Errand(to: server, isOverdue: given.isOverdue, limits: given.limits).write().error
        #expect(error?.kind == .unknownOutcome)
        let message = error?.message.english ?? ""
        #expect(message.hasPrefix("Edit product was sent to HostFact, but has no answer. "))
        #expect(message.contains(given.words) && message.contains("127.0.0.1:\(server.port)"))
        #expect(message.hasSuffix(" It may have been stored; check before repeating."))
        #expect(server.requests.count == 1)
    }

    @Test(arguments: unanswered) func aReadThatLeftChangedNothing(_ given: Case) async throws {
        let server = try await FakeServer.start(given.behaviour)
        let error = await Errand(to: server, isOverdue: given.isOverdue, limits: given.limits).read().error
        #expect(error?.kind == .unreachable)
        let message = error?.message.english ?? ""
        #expect(message.hasPrefix("Show debtor has no answer from HostFact. "))
        #expect(message.contains(given.words))
        #expect(message.hasSuffix(" Asking again changes nothing."))
        #expect(error?.message.dutch.hasSuffix(" Opnieuw opvragen wijzigt niets.") == true)
    }

    @Test func aDeadPortTookNothing() async throws {
        let server = try await FakeServer.start(.isSilent)
        try await server.stop()
        let error = await Errand(to: server).write().error
        let place = "127.0.0.1:\(server.port) refuses connections on port \(server.port)"
        #expect(error?.kind == .unreachable)
        #expect(
            error?.message.english
                == "Edit product was not sent to HostFact. \(place); check the address in the profile, or whether the server runs."
        )
    }

    @Test func aHostThatDoesNotExistTookNothing() async throws {
        let settings = HTTPSettings.patient(ServerAddress(host: "billing.invalid"))
        let error = await Errand(settings).write().error
        #expect(error?.kind == .unreachable)
        #expect(error?.message.english.contains("There is no host “billing.invalid”;") == true)
    }

    @Test func aSlowAnswerIsAnAnswer() async throws {
        let server = try await FakeServer.start(
            .trickles(FakeServer.ok(#"{"status":"success","debtor":{"Identifier":"1"}}"#)))
        #expect(await Errand(to: server).read().error == nil)
    }

    @Test(arguments: [
        (
            "500 Internal Server Error", "<html><head></head><body><h1>Database gone</h1></body></html>", "(HTTP 500)",
            "“Database gone”"
        ),
        (
            "200 OK", "<br />\n<b>Warning</b>: mysqli in <b>x.php</b>\n{\"status\":\"success\"}", " answered with",
            "“Warning: mysqli in x.php”"
        ),
        ("200 OK", "", " answered with", "nothing"), ("502 Bad Gateway", "", "(HTTP 502)", "nothing"),
        ("200 OK", "\u{1B}[2Jboo", " answered with", "“[2Jboo”"),
    ]) func whatIsNoDataIsShown(status: String, body: String, code: String, words: String) async throws {
        let text = "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        let server = try await FakeServer.start(.answers(text))
        let (read, write) = (await Errand(to: server).read().error, await Errand(to: server).write().error)
        #expect((read?.kind, write?.kind) == (.failure, .unknownOutcome))
        #expect(read?.message.english.contains(words) == true && read?.message.english.contains(code) == true)
        #expect(read?.message.english.contains("may have been stored") == false)
        #expect(write?.message.english.hasSuffix("It may have been stored; check before repeating.") == true)
    }

    @Test(arguments: ["301 Moved Permanently", "307 Temporary Redirect", "308 Permanent Redirect"])
    func aRedirectIsNamedAndNotFollowed(status: String) async throws {
        let other = try await FakeServer.start(.answers(FakeServer.ok("{}")))
        let target = "http://127.0.0.1:\(other.port)/Pro/apiv2/api.php"
        let server = try await FakeServer.start(.answers(FakeServer.head(status, "Location: \(target)\r\n")))
        let error = await Errand(to: server).write().error
        #expect(error?.kind == .unreachable)
        #expect(error?.message.english.contains("redirects to “\(target)”") == true)
        #expect(error?.message.english.hasSuffix("put this address in the profile.") == true)
        #expect(other.requests.isEmpty)
    }

    @Test(arguments: ["302 Found", "303 See Other"])
    func aRedirectAfterTheWorkLeavesItUnknown(status: String) async throws {
        let server = try await FakeServer.start(.answers(FakeServer.head(status, "Location: /login.php\r\n")))
        #expect(await Errand(to: server).write().error?.kind == .unknownOutcome)
    }

    @Test func noSentenceHoldsTheKey() async throws {
        var messages: [String] = []
        for given in Self.unanswered {
            let server = try await FakeServer.start(given.behaviour)
            let error = await Errand(to: server, isOverdue: given.isOverdue, limits: given.limits).write().error
            messages += error.map { [$0.message.english, $0.message.dutch, "\($0)"] } ?? []
        }
        for echo in ["debug: api_key=geheime-sleutel&controller", #"{"status":"error","errors":["geheime-sleutel?"]}"#]
        {
            let answer = "HTTP/1.1 200 OK\r\nContent-Length: \(echo.utf8.count)\r\n\r\n\(echo)"
            let server = try await FakeServer.start(.answers(answer))
            let error = await Errand(to: server).write().error
            messages += error.map { [$0.message.english, $0.message.dutch, "\($0)"] } ?? []
        }
        #expect(!messages.isEmpty && !messages.contains { $0.contains("geheime-sleutel") })
    }

    @Test func aCancelledReadEnds() async throws {
        let server = try await FakeServer.start(.isSilent)
        let task = Task { await Errand(to: server).read().error?.kind }
        task.cancel()
        #expect(await task.value == .unreachable)
    }

    @Test func nothingIsSentTwiceAfterAFailure() async throws {
        let server = try await FakeServer.start(.closesAtOnce)
        let error = await Errand(to: server).write().error
        #expect(error.map { [.unreachable, .unknownOutcome].contains($0.kind) } == true)
        #expect(server.requests.isEmpty)
    }
}
