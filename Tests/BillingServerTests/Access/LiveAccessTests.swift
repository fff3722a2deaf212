import BillingAPI
import BillingModel
import BillingServer
import HostFactAPI
import Testing

@testable import BillingEngine

struct LiveAccessTests {
    private let path = HostFactRequest.usualPath

    @Test func aReadOnlyKeyReadsAndChangesNothing() async throws {
        let desk = try await LiveDesk()
        let key = try await desk.keys.add("reader", isReadOnly: true)
        let (read, write, counters) = try await TestServer.run(desk.routes) { server in
            (
                try await server.post(path, "api_key=\(key)&controller=debtor&action=show&Identifier=1"),
                try await server.post(path, "api_key=\(key)&controller=debtor&action=edit&Identifier=1&City=Bonn"),
                try await server.metrics
            )
        }
        #expect(read?.body.contains("\"status\":\"success\"") == true)
        #expect(write?.body.contains("Deze API-sleutel mag alleen lezen.") == true)
        // Who has proved themselves has sent no wrong key.
        #expect(counters.contains("balied_wrong_keys_total 0\n"))
    }

    @Test func aRevokedKeyIsRefusedAtOnceByARunningServer() async throws {
        let desk = try await LiveDesk()
        let key = try await desk.keys.add("desk")
        let body = "api_key=\(key)&controller=debtor&action=show&Identifier=1"
        let (before, after) = try await TestServer.run(desk.routes) { server in
            let before = try await server.post(path, body)
            try await desk.keys.revoke("desk")
            return (before, try await server.post(path, body))
        }
        #expect(before?.body.contains("\"status\":\"success\"") == true)
        #expect(after?.body.contains("API key is invalid") == true)
    }

    @Test func aKeyIsRefusedFromElsewhereWithTheAddressItCameFrom() async throws {
        let desk = try await LiveDesk()
        let network = try #require(IPNetwork("192.0.2.0/24"))
        let key = try await desk.keys.add("desk", networks: [network])
        let answers = try await TestServer.run(desk.routes, { $0.trustedProxies = [IPNetworks.loopback] }) { server in
            var answers: [String?] = []
            for address in ["192.0.2.7", "198.51.100.1"] {
                answers.append(
                    try await server.post(
                        path, "api_key=\(key)&controller=debtor&action=show&Identifier=1",
                        headers: [("X-Forwarded-For", address)])?.body)
            }
            return answers
        }
        #expect(answers[0]?.contains("\"status\":\"success\"") == true)
        #expect(answers[1]?.contains("IP 198.51.100.1 has no access to API") == true)
    }

    @Test(arguments: [
        ("POST", "users_get", 200, "<users>"), ("POST", "users_get/", 200, "<users>"),
        ("GET", "users_get", 200, "<users>"), ("PUT", "users_get", 405, "Use POST."),
        ("POST", "users_steal", 404, "users_steal"),
    ])
    func m4AnswersByMethodAndCall(method: String, call: String, status: Int, words: String) async throws {
        let desk = try await LiveDesk()
        try await desk.addAccount("admin", "secret", allowsGET: true)
        let answer = try await TestServer.run(desk.routes) { server in
            try await server.say(
                "\(method) /billing/api/\(call)?u=admin&user_id=all&hash=e5b3518a732c844213f982e8c633f4707a087aee HTTP/1.1\r\nHost: t\r\n\r\n"
            )
        }
        #expect(answer?.status == status)
        #expect(answer?.body.contains(words) == true)
    }

    @Test func theLogNamesTheActionAndTheCallerAndNothingElse() async throws {
        let desk = try await LiveDesk()
        let key = try await desk.keys.add("front desk")
        try await desk.addAccount("admin", "secret", allowsGET: true)
        let hash = "e5b3518a732c844213f982e8c633f4707a087aee"
        let log = try await TestServer.run(desk.routes) { server in
            _ = try await server.post(path, "api_key=\(key)&controller=debtor&action=show&Identifier=1&Hidden=marker")
            _ = try await server.post(path, "api_key=marker-wrong&controller=marker&action=marker")
            _ = try await server.post(path, "api_key=\(key)&controller=marker\u{1B}&action=marker")
            _ = try await server.get("/billing/api/users_get?u=admin&user_id=all&hash=\(hash)&x=marker")
            _ = try await server.get("/marker?marker")
            return server.log
        }
        let text = log.all.joined()
        for secret in [key, hash, "marker", "127.0.0.1", "secret"] { #expect(!text.contains(secret)) }
        let facts = log.requests.map { line in
            line.split(separator: " dialect=").last.map { String($0.split(separator: " ms=")[0]) } ?? ""
        }
        #expect(
            facts == [
                "hostfact action=debtor.show caller=\"front desk\" outcome=done status=200",
                "hostfact action=- caller=- outcome=denied status=200",
                "hostfact action=- caller=\"front desk\" outcome=refused status=200",
                "m4 action=m4.users_get caller=admin outcome=done status=200",
                "none action=- caller=- outcome=malformed status=404",
            ])
    }

    @Test func countersCarryDeclaredNamesOnly() async throws {
        let desk = try await LiveDesk()
        let key = try await desk.keys.add("desk")
        let counters = try await TestServer.run(desk.routes) { server in
            _ = try await server.post(path, "api_key=\(key)&controller=debtor&action=show&Identifier=1")
            _ = try await server.post(path, "api_key=\(key)&controller=marker&action=%22marker")
            return try await server.metrics
        }
        #expect(
            counters.contains(
                "balied_requests_total{dialect=\"hostfact\",action=\"debtor.show\",outcome=\"done\"} 1\n"))
        #expect(
            counters.contains("balied_requests_total{dialect=\"hostfact\",action=\"none\",outcome=\"refused\"} 1\n"))
        #expect(counters.contains("balied_request_duration_seconds_count{dialect=\"hostfact\"} 2\n"))
        #expect(counters.contains("balied_request_duration_seconds_bucket{dialect=\"hostfact\",le=\"+Inf\"} 2\n"))
        #expect(counters.contains("balied_requests_in_flight 0\n"))
        #expect(counters.contains("\nprocess_start_time_seconds "))
        #expect(!counters.contains("marker"))
    }
}
