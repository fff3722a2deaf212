import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// A system that compares nothing itself is read once more after a change was sent to it.
@MainActor struct AfterwardsTests {
    /// A vendor's system in which something happens between a change and whatever comes next.
    private actor Busy: Transport {
        private let transport: WithoutConditions
        private let part: String
        private let deed: @Sendable () async throws -> Void
        private(set) var requests = 0
        private var isCut = false
        private let cutsAfter: Bool

        /// - Parameter part: What stands in the body of the request after which it happens.
        init(
            _ transport: any Transport, after part: String, cuts: Bool = false,
            _ deed: @escaping @Sendable () async throws -> Void
        ) {
            self.transport = WithoutConditions(transport)
            (self.part, self.deed, cutsAfter) = (part, deed, cuts)
        }

        func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
            requests += 1
            guard !isCut else { throw APIError(.unreachable, LocalizedText("The line broke.", "De lijn viel weg.")) }
            let response = try await transport.carry(request)
            let isMeant = String(decoding: request.body, as: UTF8.self).contains(part) || request.path.contains(part)
            guard isMeant else { return response }
            isCut = cutsAfter
            do { try await deed() } catch { throw .unforeseen(error) }
            return response
        }
    }

    private let texts = Texts(.english)
    private let desk: DemoInstallation

    init() async throws { desk = try await DemoInstallation() }

    private func driver(_ service: any BillingService, size: Size = Size(width: 80, height: 24)) -> ScreenDriver {
        ScreenDriver(service: service, size: size, clock: fixedClock, backend: .vendor("HostFact"))
    }

    private func city(_ text: String, of debtor: Int = 1) -> EditDebtor {
        var edit = EditDebtor()
        edit[Debtor.identifier] = debtor
        edit[Debtor.city] = text
        return edit
    }

    @Test func whatAnotherWroteAtTheSameMomentIsShown() async throws {
        let (engine, theirs) = (desk.engine, city("Theirs"))
        let driver = driver(
            desk.asHostFact(
                through: Busy(desk.hostFactEndpoint, after: "action=edit") { _ = try await engine.send(theirs) }))
        await driver.press(.character("e"))
        await driver.fill("City", "Mine")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: texts.saysOtherwise) != nil, "\(driver.picture)")
        #expect(driver.line(with: "sent Mine") != nil && driver.line(with: "now Theirs") != nil)
        expectPicture("says-otherwise", of: driver)
        // Nothing is sent again.
        await driver.press(.enter)
        #expect(driver.line(with: "[1 Debtors]") != nil, "\(driver.picture)")
        #expect(try await engine.send(ShowDebtor(1)).record.text(Debtor.city) == "Theirs")
    }

    @Test func userOfM4IsReadAfterwardsToo() async throws {
        let engine = desk.engine
        let first = try #require(try await engine.send(BrowseUsers()).rows.first?[User.id])
        var edit = UpdateUserDetails(first)
        edit[User.city] = "Theirs"
        let theirs = edit
        let driver = driver(
            desk.asM4(
                through: Busy(desk.m4Endpoint, after: "user_details_update") { _ = try await engine.send(theirs) }))
        await driver.press(.character("4"), .character("e"))
        await driver.fill("City", "Mine")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: texts.saysOtherwise) != nil, "\(driver.picture)")
        #expect(driver.line(with: "now Theirs") != nil)
    }

    @Test func whatHoldsWhatWasSentIsJustDone() async throws {
        let driver = driver(desk.asHostFact(through: Busy(desk.hostFactEndpoint, after: "action=edit") {}))
        await driver.press(.character("e"))
        await driver.fill("City", "Mine")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "✓ ") != nil, "\(driver.picture)")
    }

    /// What another changes in another field is theirs, and no more than that.
    @Test func anotherFieldIsNoMatter() async throws {
        let engine = desk.engine
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.website] = "https://theirs.example"
        let theirs = edit
        let driver = driver(
            desk.asHostFact(
                through: Busy(desk.hostFactEndpoint, after: "action=edit") { _ = try await engine.send(theirs) }))
        await driver.press(.character("e"))
        await driver.fill("City", "Mine")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "✓ ") != nil, "\(driver.picture)")
    }

    @Test(arguments: [("2611 AB", "2611AB"), ("Den Haag", "DEN  HAAG")])
    func otherBlanksAndCapitalsAreTheSystemsOwnWay(_ typed: String, _ stored: String) async throws {
        let (engine, theirs) = (desk.engine, city(stored))
        let driver = driver(
            desk.asHostFact(
                through: Busy(desk.hostFactEndpoint, after: "action=edit") { _ = try await engine.send(theirs) }))
        await driver.press(.character("e"))
        await driver.fill("City", typed)
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "✓ ") != nil, "\(driver.picture)")
    }

    @Test func recordThatCannotBeReadAfterwardsIsDoneAllTheSame() async throws {
        let driver = driver(
            desk.asHostFact(through: Busy(desk.hostFactEndpoint, after: "action=edit", cuts: true) {}),
            size: Size(width: 132, height: 43))
        await driver.press(.character("e"))
        await driver.fill("City", "Mine")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.picture.contains(texts.notReadAfterwards), "\(driver.picture)")
        #expect(try await desk.engine.send(ShowDebtor(1)).record.text(Debtor.city) == "Mine")
    }

    /// Keeps what was asked, and passes it on.
    private actor Counting: Transport {
        private let transport: any Transport
        private(set) var shown = 0

        init(_ transport: any Transport) {
            self.transport = transport
        }

        func forget() { shown = 0 }

        func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
            if String(decoding: request.body, as: UTF8.self).contains("action=show") { shown += 1 }
            return try await transport.carry(request)
        }
    }

    /// A system that compares what it stores itself is read neither before nor after; any other is read twice.
    @Test(arguments: [(true, 0), (false, 2)])
    func onlySystemThatDoesNotCompareIsReadAround(_ compares: Bool, _ reads: Int) async throws {
        let endpoint = desk.hostFactEndpoint
        let counting = Counting(compares ? endpoint : WithoutConditions(endpoint))
        let driver = driver(desk.asHostFact(through: counting))
        await driver.press(.character("e"))
        await driver.fill("City", "Mine")
        await driver.press(.control("s"), .right)
        await counting.forget()
        await driver.press(.enter)
        #expect(driver.line(with: "✓ ") != nil, "\(driver.picture)")
        #expect(await counting.shown == reads)
    }
}
