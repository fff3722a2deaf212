import BillingAPI
import Synchronization
import Testing

@testable import BillingClient

/// Connections are used again as long as that is safe for what goes over them.
@Suite struct KeptConnectionsTests {
    private static let origin = "https://billing.example.com"
    private static let request = WireRequest(path: "/api.php")

    private static var read: WireRequest {
        var request = request
        request.changesNothing = true
        return request
    }

    private static let long = KeptConnections.long
    private static let short = KeptConnections.short

    @Test func whoeverIsFirstKeepsTheConnectionOnlyAfterARead() {
        let kept = KeptConnections()
        #expect(kept.begin(Self.request, to: Self.origin, at: .now) == .init(keeping: Self.short, isRepeated: false))
        #expect(kept.begin(Self.read, to: Self.origin, at: .now) == .init(keeping: Self.long, isRepeated: false))
    }

    @Test(arguments: [(Duration.zero, true), (.milliseconds(2999), true), (.seconds(3), false), (.seconds(59), false)])
    func aWriteGoesOverAConnectionThatHasJustAnswered(idle: Duration, isKept: Bool) {
        let kept = KeptConnections()
        let now = ContinuousClock.now
        kept.end(kept.begin(Self.read, to: Self.origin, at: now), to: Self.origin, answered: now)
        let write = kept.begin(Self.request, to: Self.origin, at: now + idle)
        #expect(write == .init(keeping: isKept ? Self.long : Self.short, isRepeated: false))
        kept.end(write, to: Self.origin, answered: now + idle)
        let read = kept.begin(Self.read, to: Self.origin, at: now + idle)
        #expect(read == .init(keeping: Self.long, isRepeated: true))
        // To another server there is no connection.
        #expect(kept.begin(Self.request, to: "https://b", at: now).keeping == Self.short)
    }

    /// An older connection than the last one would be taken.
    @Test func aWriteBesideAnotherRequestGoesOverAFreshConnection() {
        let kept = KeptConnections()
        let now = ContinuousClock.now
        let reads = (0..<2).map { _ in kept.begin(Self.read, to: Self.origin, at: now) }
        kept.end(reads[0], to: Self.origin, answered: now)
        #expect(kept.begin(Self.request, to: Self.origin, at: now).keeping == Self.short)
        kept.end(reads[1], to: Self.origin, answered: now)
        let first = kept.begin(Self.request, to: Self.origin, at: now)
        #expect(first.keeping == Self.long)
        #expect(kept.begin(Self.request, to: Self.origin, at: now).keeping == Self.short)
        kept.end(first, to: Self.origin, answered: nil)
        #expect(kept.begin(Self.request, to: Self.origin, at: now).keeping == Self.short)
    }

    /// Time passes when the test says so.
    private final class Client: Sendable {
        let server: FakeServer
        private let transport: HTTPTransport
        private let moved: Moved

        private final class Moved: Sendable {
            let by = Mutex(Duration.zero)
        }

        init(_ behaviour: FakeServer.Behaviour) async throws {
            server = try await FakeServer.start(behaviour)
            let moved = Moved()
            self.moved = moved
            let address = ServerAddress(isSecure: false, host: "127.0.0.1", port: server.port)
            let start = ContinuousClock.now
            let clock = DeadlineClock(
                now: { start + moved.by.withLock { $0 } }, sleep: { _ in try await Task.sleep(for: .seconds(3600)) })
            transport = try HTTPTransport(.patient(address), clock: clock, kept: KeptConnections())
        }

        func pass(_ time: Duration) { moved.by.withLock { $0 += time } }

        func ending(of request: WireRequest) async -> APIError.Kind? {
            do throws(APIError) {
                _ = try await transport.carry(request)
                return nil
            } catch {
                return error.kind
            }
        }
    }

    @Test func requestsOfAWhileGoOverOneConnection() async throws {
        let client = try await Client(.answers(FakeServer.ok("{}")))
        for _ in 0..<5 {
            #expect(await client.ending(of: Self.read) == nil)
            client.pass(.seconds(2))
            #expect(await client.ending(of: Self.request) == nil)
            client.pass(.seconds(40))
        }
        #expect(client.server.connections == 1)
        #expect(client.server.requests.count == 10)
    }

    @Test func aReadWhoseKeptConnectionEndsIsSentAnew() async throws {
        let client = try await Client(.answersOnce(FakeServer.ok("{}")))
        for _ in 0..<3 {
            #expect(await client.ending(of: Self.read) == nil)
            client.pass(.seconds(30))
        }
        #expect(client.server.requests.count > 3)
    }

    @Test func aWriteAfterAWhileMeetsNoConnectionThatEnds() async throws {
        let client = try await Client(.answersOnce(FakeServer.ok("{}")))
        #expect(await client.ending(of: Self.read) == nil)
        client.pass(.seconds(30))
        #expect(await client.ending(of: Self.request) == nil)
        #expect(client.server.requests.count == 2)
        #expect(client.server.connections == 2)
    }

    @Test func aWriteIsNeverSentAnew() async throws {
        let client = try await Client(.answersOnce(FakeServer.ok("{}")))
        #expect(await client.ending(of: Self.read) == nil)
        #expect(await client.ending(of: Self.request) == .unknownOutcome)
        #expect(client.server.requests.count == 2)
    }

    @Test func aReadThatIsFirstIsNotRepeated() async throws {
        let client = try await Client(.saysAndCloses(""))
        #expect(await client.ending(of: Self.read) == .unknownOutcome)
        #expect(client.server.requests.count == 1)
    }
}
