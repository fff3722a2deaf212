import BillingAPI
import BillingClient
import BillingModel
import Testing

@Suite struct RequestTests {
    private func carried(_ request: WireRequest, answer: String = FakeServer.ok("{}")) async throws -> (
        String, WireResponse
    ) {
        let server = try await FakeServer.start(.answers(answer))
        let address = ServerAddress(isSecure: false, host: "127.0.0.1", port: server.port)
        let response = try await HTTPTransport(HTTPSettings.patient(address)).carry(request)
        return (server.requests.first ?? "", response)
    }

    @Test func carriesEveryPartOfARequest() async throws {
        let request = WireRequest(
            path: "/billing/api/users_get", query: "a=1", headers: [WireHeader("If-Match", "\"7\"")], body: "x=é".utf8)
        let (sent, _) = try await carried(request)
        #expect(sent.hasPrefix("POST /billing/api/users_get?a=1 HTTP/1.1\r\n"))
        #expect(sent.lowercased().contains("content-type: application/x-www-form-urlencoded\r\n"))
        #expect(sent.contains("If-Match: \"7\"\r\n") && sent.hasSuffix("\r\n\r\nx=é"))
        #expect(sent.lowercased().contains("content-length: 4\r\n"))
    }

    @Test func bringsStatusHeadersAndBody() async throws {
        let answer = "HTTP/1.1 418 I am\r\nETag: \"7\"\r\nContent-Length: 3\r\n\r\nabc"
        let (_, response) = try await carried(WireRequest(path: "/"), answer: answer)
        #expect(response.status == 418)
        #expect(response.headers["etag"] == "\"7\"")
        #expect(String(decoding: response.body, as: UTF8.self) == "abc")
    }
}
