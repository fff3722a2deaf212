import BillingModel
import Logging
import Synchronization
import Testing

@testable import BillingServer

/// Whom a newcomer replaces when there are too many connections.
struct OpenConnectionsTests {
    private let desk = Desk()

    @Test func isFullAtItsLimitButTakesOneMoreForOneThatSentNoWholeRequest() {
        let waiting = desk.open("192.0.2.1")
        desk.connections.moved(waiting, to: .answering)
        #expect(!desk.connections.isFull)
        desk.open("192.0.2.1")
        #expect(desk.connections.isFull)
        #expect(desk.connections.hasRoom)
    }

    @Test(arguments: [OpenConnections.Stage.head, .body, .idle])
    func oneThatSentNoWholeRequestMakesRoom(stage: OpenConnections.Stage) {
        let answered = desk.open("192.0.2.1")
        desk.connections.moved(answered, to: .answering)
        let half = desk.open("192.0.2.2")
        desk.connections.moved(half, to: stage)
        let newcomer = desk.open("192.0.2.3")
        #expect(desk.ended == [half])
        desk.connections.moved(newcomer, to: .answering)
        #expect(!desk.connections.hasRoom)
    }

    @Test func ofTheCallerWithMostTheOldestGoesFirst() {
        let desk = Desk(connections: 3)
        desk.open("192.0.2.1")
        let oldest = desk.open("192.0.2.9")
        desk.open("192.0.2.9")
        desk.open("192.0.2.5")
        #expect(desk.ended == [oldest])
    }

    @Test func aCallerBeyondItsBoundReplacesItsOwn() {
        let desk = Desk(connections: 100, perCaller: 2)
        let other = desk.open("192.0.2.1")
        let first = desk.open("192.0.2.9")
        desk.open("192.0.2.9")
        desk.open("192.0.2.9")
        #expect(desk.ended == [first])
        #expect(other != first)
    }

    @Test func aCallerWhoseConnectionsAreAllAnsweredGetsNoFurtherOne() {
        let desk = Desk(connections: 100, perCaller: 1)
        let answered = desk.open("2001:db8::1")
        desk.connections.moved(answered, to: .answering)
        let newcomer = desk.open("2001:db8::2")
        #expect(desk.ended == [newcomer])
    }

    @Test func aTrustedProxyMayHaveMoreAndGoesLast() {
        let desk = Desk(connections: 3, perCaller: 1)
        desk.open("10.0.0.1")
        desk.open("10.0.0.1")
        let direct = desk.open("192.0.2.1")
        desk.open("10.0.0.1")
        #expect(desk.ended == [direct])
    }

    @Test func anAnswerThatNobodyTakesMakesRoomAfterAWhile() {
        let (one, other) = (desk.open("192.0.2.1"), desk.open("192.0.2.2"))
        for id in [one, other] { desk.connections.moved(id, to: .reading) }
        #expect(!desk.connections.hasRoom)
        desk.clock.advance(by: .seconds(6))
        #expect(desk.connections.hasRoom)
        desk.open("192.0.2.3")
        #expect(desk.ended == [one])
    }

    @Test func aLateHeadIsEndedOnceAndAPlaceIsFreeAgain() {
        let late = desk.open("192.0.2.1")
        desk.connections.isLate(late)
        desk.connections.isLate(late)
        desk.connections.closed(late)
        #expect(desk.ended == [late])
        desk.open("192.0.2.1")
        #expect(!desk.connections.isFull)
    }

    @Test func theLogSaysItOnceAMinuteWithHowManyThereWere() {
        func late() { desk.connections.isLate(desk.open("192.0.2.1")) }
        late()
        late()
        late()
        #expect(desk.log.all.filter { $0.contains("ended=1 ") }.count == 1)
        #expect(desk.log.all.count == 1)
        desk.clock.advance(by: .seconds(60))
        late()
        #expect(desk.log.all.count == 2)
        #expect(desk.log.all.last?.contains("ended=3 ") == true)
        #expect(desk.log.all.allSatisfy { $0.contains("level=warning") && !$0.contains("192.0.2.1") })
    }
}

/// Connections without a network: who was ended, by its number.
private final class Desk {
    let clock = ManualClock()
    let log = LogLines()
    let connections: OpenConnections
    private let endings = Endings()
    private var count = 0

    init(connections: Int = 2, perCaller: Int = 100) {
        var configuration = ServerConfiguration(
            listen: ListenAddress(port: 0), trustedProxies: [IPNetwork("10.0.0.1/32")].compactMap(\.self))
        configuration.limits.connections = connections
        configuration.limits.perCaller = perCaller
        self.connections = OpenConnections(
            configuration, clock: clock.clock, counters: ServerCounters(), logger: log.logger)
    }

    var ended: [Int] { endings.numbers.withLock { $0 } }

    @discardableResult
    func open(_ address: String) -> Int {
        count += 1
        let number = count
        let id = connections.opened(from: address) { [endings] in endings.numbers.withLock { $0.append(number) } }
        precondition(id == number, "Connections are numbered from 1.")
        return id
    }
}

private final class Endings: Sendable {
    let numbers = Mutex<[Int]>([])
}
