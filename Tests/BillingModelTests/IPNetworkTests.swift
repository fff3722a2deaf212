import BillingModel
import Testing

struct IPNetworkTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("::", "::"), ("::1", "::1"),
        ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("2001:db8:0:1:0:0:0:1", "2001:db8:0:1::1"),
        ("fe80::1%eth0", "fe80::1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("::ffff:c000:201", "192.0.2.1"),
        ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1::", "1::"),
        ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
    ])
    func readsAnAddressAndWritesItInOneWay(text: String, canonical: String) {
        #expect(IPAddress(text)?.description == canonical)
    }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.+4", "1.2.3.4 ", "a.b.c.d", ":", ":::", "1::2::3",
        "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8:9", "g::1", "12345::", "::1.2.3", "::1.2.3.4:5",
        "::-1", "::+1", "1:", ":1", "localhost", "١.٢.٣.٤", "\u{0}",
    ])
    func refusesWhatIsNoAddress(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: [
        ("192.0.2.0/24", "192.0.2.255", true), ("192.0.2.0/24", "192.0.3.0", false),
        ("192.0.2.77/24", "192.0.2.1", true), ("10.0.0.0/9", "10.127.255.255", true),
        ("10.0.0.0/9", "10.128.0.0", false), ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "::1", false),
        ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.8", false), ("192.0.2.7", "::ffff:192.0.2.7", true),
        ("::ffff:192.0.2.0/120", "192.0.2.9", true), ("2001:db8::/32", "2001:db8:ffff::1", true),
        ("2001:db8::/32", "2001:db9::1", false), ("2001:db8::/33", "2001:db8:8000::", false),
        ("::/0", "2001:db8::1", true), ("::/0", "192.0.2.1", false), ("::1/128", "::1", true),
    ])
    func containsTheAddressesBehindItsPrefix(network: String, address: String, isInside: Bool) throws {
        let address = try #require(IPAddress(address))
        #expect(IPNetwork(network)?.contains(address) == isInside)
    }

    @Test(arguments: [
        "192.0.2.0/33", "192.0.2.0/", "/24", "192.0.2.0/-1", "192.0.2.0/+8", "192.0.2.0/24/24", "::/129",
        "::ffff:192.0.2.0/24", "192.0.2/24", "192.0.2.0/0x8",
    ])
    func refusesWhatIsNoNetwork(text: String) {
        #expect(IPNetwork(text) == nil)
    }

    @Test(arguments: [
        ("192.0.2.77/24", "192.0.2.0/24"), ("192.0.2.7/32", "192.0.2.7"), ("2001:DB8::1/32", "2001:db8::/32"),
        ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
    ])
    func writesANetworkWithoutItsHosts(text: String, canonical: String) {
        #expect(IPNetwork(text)?.description == canonical)
    }
}
