import BillingServer
import Testing

struct AddressTextTests {
    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1:8080"), ("[::1]:0", "[::1]:0"), ("localhost:65535", "localhost:65535"),
    ])
    func readsWhereToListen(text: String, written: String) {
        #expect(ListenAddress(text)?.description == written)
    }

    @Test(arguments: [
        "", ":80", "localhost", "localhost:", "a:65536", "a:-1", "a:8x", "::1:80", "[::1:80", "[x]:1", "a b:1",
    ])
    func refusesWhatIsNowhere(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test(arguments: [
        ("127.0.0.1:1", true), ("[::1]:1", true), ("localhost:1", true), ("0.0.0.0:1", false), ("[::]:1", false),
    ])
    func knowsWhatOthersCanReach(text: String, isLocal: Bool) {
        #expect(ListenAddress(text)?.isLocal == isLocal)
    }
}
