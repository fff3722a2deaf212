import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@testable import BillingServer

struct WrongKeyDelaysTests {
    private let manual = ManualClock()

    private func delays(_ change: (inout WrongKeyLimits) -> Void = { _ in }) -> WrongKeyDelays {
        var limits = WrongKeyLimits()
        limits.delayedPerAddress = 100
        change(&limits)
        return WrongKeyDelays(limits, clock: manual.clock)
    }

    /// The delay of the next wrong key in milliseconds; nil when it is turned away.
    private func delay(_ delays: WrongKeyDelays, _ address: String = "192.0.2.1") -> Int64? {
        switch delays.denied(address) {
        case .answer: return 0
        case .turnAway: return nil
        case .wait(let moment):
            delays.waited(address)
            return (moment - manual.now).milliseconds
        }
    }

    @Test func theFirstFiveAreFreeThenTheDelayDoublesToEightSeconds() {
        let delays = delays()
        #expect((1...12).map { _ in delay(delays) } == [0, 0, 0, 0, 0, 500, 1000, 2000, 4000, 8000, 8000, 8000])
    }

    @Test func oneAddressDoesNotSlowAnother() {
        let delays = delays()
        for _ in 1...10 { _ = delay(delays) }
        #expect(delay(delays, "192.0.2.2") == 0)
    }

    @Test(arguments: [
        ("2001:db8::1", "2001:db8:0:0:ffff::9", true), ("2001:db8::1", "2001:db8:0:1::1", false),
        ("192.0.2.1", "::ffff:192.0.2.1", true),
    ])
    func whoHasOneIPv6AddressHas64BitsOfThem(first: String, second: String, isSame: Bool) {
        let delays = delays()
        for _ in 1...5 { _ = delay(delays, first) }
        #expect(delay(delays, second) == (isSame ? 500 : 0))
    }

    @Test func aRightKeyForgivesTheWrongOnes() {
        let delays = delays()
        for _ in 1...10 { _ = delay(delays) }
        delays.proved("192.0.2.1")
        #expect(delay(delays) == 0)
        #expect(delays.remembered == 1)
    }

    @Test func wrongKeysAreForgottenAfterAWhile() {
        let delays = delays()
        for _ in 1...10 { _ = delay(delays) }
        manual.advance(by: .seconds(901))
        #expect(delay(delays) == 0)
    }

    @Test func onlySoManyAnswersAreDelayedAtATime() {
        let delays = delays {
            $0.free = 0
            $0.delayed = 3
            $0.delayedPerAddress = 2
        }
        #expect(delays.denied("192.0.2.1") != .turnAway)
        #expect(delays.denied("192.0.2.1") != .turnAway)
        #expect(!delays.admits("192.0.2.1"))
        #expect(delays.denied("192.0.2.1") == .turnAway)
        #expect(delays.admits("192.0.2.2"))
        #expect(delays.denied("192.0.2.2") != .turnAway)
        #expect(delays.denied("192.0.2.3") == .turnAway)
        delays.waited("192.0.2.1")
        #expect(delays.admits("192.0.2.1"))
        #expect(delays.denied("192.0.2.3") != .turnAway)
    }

    @Test func theOldestAddressesMakeRoom() {
        let delays = delays { $0.addresses = 100 }
        for number in 0...250 {
            _ = delay(delays, "10.0.\(number / 256).\(number % 256)")
            manual.advance(by: .milliseconds(1))
        }
        #expect(delays.remembered <= 100)
        for _ in 1...4 { _ = delay(delays, "10.0.0.250") }
        #expect(delay(delays, "10.0.0.250") == 500)
        for _ in 1...4 { _ = delay(delays, "10.0.0.0") }
        #expect(delay(delays, "10.0.0.0") == 0)
    }
}

/// The delays as callers meet them.
struct SlowedCallerTests {
    private static let endpoint = HostFactEndpoint(serving: NoService()) { key, _ in
        key == "right" ? HostFactCaller(.full, "desk") : HostFactCaller(.unknownKey)
    }

    private static func trusting(_ configuration: inout ServerConfiguration) {
        configuration.trustedProxies = [IPNetworks.loopback]
        configuration.limits.wrongKeys.free = 1
        configuration.limits.wrongKeys.delayedPerAddress = 1
    }

    private static func ask(_ server: TestServer, _ key: String, from address: String) async throws -> RawAnswer? {
        try await server.post("/in", "api_key=\(key)", headers: [("X-Forwarded-For", address)])
    }

    @Test func aSlowedCallerWaitsAndNobodyElseDoes() async throws {
        let clock = ManualClock()
        let routes = [ServerRoute("hostfact", "/in", to: Self.endpoint)]
        try await TestServer.run(routes, clock: clock.clock, Self.trusting) { server in
            let first = try await Self.ask(server, "wrong", from: "192.0.2.1")
            async let slowed = Self.ask(server, "wrong", from: "192.0.2.1")
            await clock.untilSomebodySleeps(for: .milliseconds(500))
            let others = try await Self.ask(server, "wrong", from: "192.0.2.2")
            let right = try await Self.ask(server, "right", from: "192.0.2.3")
            let turnedAway = try await Self.ask(server, "right", from: "192.0.2.1")
            clock.advance(by: .milliseconds(500))
            let second = try await slowed
            #expect(first?.body.contains("API key is invalid") == true)
            #expect(others?.body.contains("API key is invalid") == true)
            #expect(right?.body.contains("Invalid controller") == true)
            #expect(turnedAway?.status == 429)
            #expect(turnedAway?.headers["retry-after"] == "8")
            #expect(second?.body.contains("API key is invalid") == true)
            let counters = try await server.metrics
            #expect(counters.contains("balied_wrong_keys_total 3\n"))
        }
    }

    @Test func aKeyThatCouldNotBeLookedUpIsNoWrongKey() async throws {
        let endpoint = HostFactEndpoint(serving: NoService()) { _, _ throws(APIError) in
            throw APIError(.unreachable, LocalizedText("The keys are away.", "De sleutels zijn weg."))
        }
        let routes = [ServerRoute("hostfact", "/in", to: endpoint)]
        let (answer, counters) = try await TestServer.run(routes) {
            (try await $0.post("/in", "api_key=x"), try await $0.metrics)
        }
        #expect(answer?.status == 503)
        #expect(counters.contains("balied_wrong_keys_total 0\n"))
    }
}
