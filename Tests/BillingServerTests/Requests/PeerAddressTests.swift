import BillingModel
import Testing

@testable import BillingServer

enum IPNetworks {
    static var loopback: IPNetwork {
        guard let network = IPNetwork("127.0.0.0/8") else { preconditionFailure("127.0.0.0/8 is a network") }
        return network
    }
}

struct PeerAddressTests {
    @Test(arguments: [
        ("203.0.113.9", ["192.0.2.1"], "203.0.113.9"), ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["192.0.2.1"], "192.0.2.1"), ("127.0.0.1", ["198.51.100.7, 192.0.2.1"], "192.0.2.1"),
        ("127.0.0.1", ["198.51.100.7", "192.0.2.1"], "192.0.2.1"),
        ("127.0.0.1", ["198.51.100.7, 192.0.2.1, 127.0.0.2"], "192.0.2.1"),
        ("127.0.0.1", ["127.0.0.3, 127.0.0.2"], "127.0.0.3"), ("127.0.0.1", ["192.0.2.1:4711"], "192.0.2.1"),
        ("127.0.0.1", ["[2001:db8::1]:4711"], "2001:db8::1"), ("127.0.0.1", ["2001:DB8::1"], "2001:db8::1"),
        ("127.0.0.1", ["192.0.2.1, unknown"], "127.0.0.1"), ("127.0.0.1", ["\u{0}"], "127.0.0.1"),
        ("127.0.0.1", [",,192.0.2.1,,"], "192.0.2.1"), ("::ffff:127.0.0.1", ["192.0.2.1"], "192.0.2.1"),
        ("", ["192.0.2.1"], ""),
    ])
    func believesOnlyWhatATrustedProxyWrote(peer: String, forwarded: [String], client: String) {
        #expect(
            PeerAddress.client(behind: peer, forwarded: forwarded, trusted: [IPNetworks.loopback]) == client)
    }
}
