import BillingAPI
import BillingClient
import Testing

@Suite struct ProxyChoiceTests {
    private static let address = ServerAddress(host: "billing.example.com")
    private static let proxy = ProxyChoice.proxy(host: "proxy", port: 3128, user: "", password: "")

    @Test(
        arguments: [
            ([:], ProxyChoice.direct), (["HTTPS_PROXY": "http://proxy:3128"], proxy),
            (["https_proxy": "proxy:3128", "HTTPS_PROXY": "http://other:1"], proxy),
            (["HTTP_PROXY": "http://proxy:3128"], .direct), (["HTTPS_PROXY": ""], .direct),
            (["HTTPS_PROXY": "socks5://proxy:1080"], nil), (["HTTPS_PROXY": "http://pro xy"], nil),
            (
                ["HTTPS_PROXY": "http://me:p%40ss@proxy:3128/"],
                .proxy(host: "proxy", port: 3128, user: "me", password: "p@ss")
            ),
            (["HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "localhost, example.com"], .direct),
            (["HTTPS_PROXY": "http://proxy:3128", "no_proxy": ".example.com"], .direct),
            (["HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "*"], .direct),
            (["HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "billing.example.com:443"], .direct),
            (["HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "billing.example.com:8443,ample.com"], proxy),
        ] as [([String: String], ProxyChoice?)])
    func followsTheUsualVariables(environment: [String: String], expected: ProxyChoice?) {
        #expect(ProxyChoice(for: Self.address, environment: environment) == expected)
    }

    @Test func thisMachineIsNeverBehindAProxy() {
        let environment = ["HTTP_PROXY": "http://proxy:3128", "HTTPS_PROXY": "http://proxy:3128"]
        for host in ["localhost", "127.0.0.1", "::1"] {
            #expect(ProxyChoice(for: ServerAddress(host: host), environment: environment) == .direct)
        }
    }

    @Test func aProxyIsToldWhoAsks() async throws {
        let server = try await FakeServer.start(.answers(FakeServer.head("407 Proxy Authentication Required")))
        var settings = HTTPSettings.patient(ServerAddress(isSecure: false, host: "billing.invalid"))
        settings.proxy = .proxy(host: "127.0.0.1", port: server.port, user: "me", password: "pass")
        #expect(await Errand(settings).read().error?.kind == .unreachable)
        let sent = server.requests.first ?? ""
        #expect(sent.hasPrefix("CONNECT billing.invalid:80 HTTP/1.1\r\n"))
        #expect(sent.lowercased().contains("proxy-authorization: basic bwu6cgfzcw==\r\n"))
        #expect(!sent.contains("geheime-sleutel"))
    }

    @Test func aProxyThatRefusesTookNothing() async throws {
        let server = try await FakeServer.start(.answers(FakeServer.head("403 Forbidden")))
        var settings = HTTPSettings.patient(ServerAddress(host: "billing.invalid"))
        settings.proxy = .proxy(host: "127.0.0.1", port: server.port, user: "", password: "")
        let error = await Errand(settings).write().error
        #expect(error?.kind == .unreachable)
        #expect(
            error?.message.english.contains("The proxy on the way to billing.invalid did not let it through") == true)
        #expect(server.requests.first?.hasPrefix("CONNECT billing.invalid:443 ") == true)
    }
}
