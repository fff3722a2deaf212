import BillingAPI
import BillingModel
import ConsoleTesting
import HostileTesting
import TerminalCore
import Testing

@testable import Console

/// Whatever texts a database or a system elsewhere holds: on every screen that keys lead to they are only texts.
@MainActor struct WalkTests {
    /// The screens on which a hostile text was seen.
    @MainActor private final class Seen { var screens: Set<String> = [] }

    enum System: String, CaseIterable, Sendable { case database, hostFact, m4 }

    /// Those of the console; a walk that misses one has lost its way.
    private static let everyScreen: Set<String> = [
        "ListScreen", "DebtorPage", "RecordPage", "ChangeScreen", "PickerDialog", "HelpPage", "CommandPalette",
        "ConnectScreen", "FindPage", "CopyDialog", "GroupsPage", "GroupPage",
    ]
    /// Those that show what other consoles left.
    private static let remaining: Set = ["HistoryPage", "OutboxScreen"]
    /// Those of which a picture without any hostile text would show that none came so far.
    private static let telling: Set = ["ListScreen", "RecordPage", "ChangeScreen", "CopyDialog"]

    private nonisolated static let small = Size(width: 80, height: 24)
    private nonisolated static let large = Size(width: 132, height: 43)

    private let desk: DemoInstallation

    init() async throws {
        desk = try await DemoInstallation(debtors: 2)
    }

    /// - Parameter remains: Whether other consoles have left something, hostile too.
    private func driver(
        _ service: any BillingService, _ size: Size, _ backend: Backend, remains: Bool = false
    ) async -> ScreenDriver {
        let book = StubBook()
        await book.tell(HostileRemains.others)
        let journal = SystemHistory(StubJournal(HostileRemains.journal), isOwn: false)
        let known = HostileCorpus.controls.map { KnownProfile(name: $0.text, place: $0.text) }
        return ScreenDriver(
            service: service, size: size, clock: fixedClock, backend: backend,
            profiles: StubSetup(
                known, steps: HostileCorpus.unseen.map { CheckStep(.done, LocalizedText(verbatim: $0.text)) }),
            drafts: remains ? StubShelf(HostileRemains.drafts) : nil,
            outbox: remains ? StubOutbox(HostileRemains.outbox) : nil, history: remains ? journal : nil,
            presence: remains ? book : nil)
    }

    private func service(_ system: System, _ poison: PoisonedTransport.Poison) -> any BillingService {
        switch system {
        case .database: desk.engine
        case .hostFact:
            desk.asHostFact(canWithdraw: true, through: PoisonedTransport(desk.hostFactEndpoint, poison))
        case .m4: desk.asM4(through: PoisonedTransport(desk.m4Endpoint, poison))
        }
    }

    @Test(arguments: [(System.database, large), (.database, small), (.hostFact, small), (.m4, large)])
    func hostileTextsAreOnlyTextsOnEveryScreen(_ system: System, _ size: Size) async throws {
        if system == .database { try await desk.fillWithHostileTexts() }
        let backend: Backend = system == .database ? .embedded(mail: .waits) : .vendor("HostFact")
        let (seen, remains) = (Seen(), system == .database && size == Self.large)
        var walk = Walk {
            await driver(service(system, .words), size, backend, remains: remains)
        } _: { driver, way in
            expectHarmless(driver, way)
            let screen = String("\(type(of: driver.program.top.screen.content))".prefix { $0 != "<" })
            guard !seen.screens.contains(screen), driver.picture.contains(HostileCorpus.seen) else { return }
            seen.screens.insert(screen)
        }
        await walk.run()
        var expected =
            system == .m4
            ? Self.everyScreen.subtracting(["DebtorPage", "PickerDialog", "GroupsPage", "GroupPage"]) : Self.everyScreen
        if remains { expected.formUnion(Self.remaining) }
        #expect(expected.isSubset(of: walk.screens), "\(walk.screens.sorted())")
        let telling = remains ? Self.telling.union(Self.remaining) : ["ListScreen"]
        #expect(telling.isSubset(of: seen.screens), "\(seen.screens.sorted())")
    }

    @Test(arguments: [System.hostFact, .m4], [PoisonedTransport.Poison.everything, .bytes])
    func hostileAnswersAreOnlyTexts(_ system: System, _ poison: PoisonedTransport.Poison) async throws {
        // Little of it can be worked on.
        var walk = Walk(upTo: 2) {
            await driver(service(system, poison), Self.small, .vendor("HostFact"))
        } _: { driver, way in
            expectHarmless(driver, way)
        }
        await walk.run()
        #expect(walk.screens.contains("ListScreen"))
    }

    /// Every cell holds what every terminal draws as one sign, and the rows are as wide as the window.
    private func expectHarmless(_ driver: ScreenDriver, _ way: [Step]) {
        let canvas = driver.terminal.shown
        for y in 0..<canvas.size.height {
            var width = 0
            for cell in canvas.row(y) {
                width += cell.width
                guard cell.cluster.hasMarks || !(0x20..<0x7F).contains(cell.cluster.base.value) else { continue }
                let scalars = cell.character.unicodeScalars
                guard scalars.contains(where: \.isUnfitToDraw) || scalars.count > 5 else { continue }
                Issue.record("\(scalars.map(\.codePoint)) at row \(y) by \(way)")
            }
            // An expectation for each row of thousands of pictures would take longer than the walk.
            if width != canvas.size.width { Issue.record("row \(y) is \(width) wide by \(way)") }
        }
    }
}
