import BillingAPI
import BillingModel
import ConsoleTesting
import Foundation
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// What an hour of a colleague's work asks of a HostFact with a hundred thousand debtors: the figures must not grow,
/// and are printed with `BALIE_PRINT_HOUR=1`.
///
/// Twenty customers call, one every three minutes. For each a name is typed, every other time with a pause in it; the
/// customer is opened, every other time a service too; every fourth is edited, for every fifth three pages of the list are
/// turned. Every five minutes the list is read anew.
@MainActor struct HourOfWorkTests {
    enum Way: String, Sendable, CaseIterable {
        /// As the console asks a system elsewhere.
        case shipped
        /// Without memory and pauses, as it asks the embedded engine: for comparison.
        case bare
    }

    private static let calls = 20

    private let system: LargeHostFact
    private let pause = HeldPause()
    private let time = HandTurnedTime()

    init() async {
        system = await LargeHostFact()
        await pause.open()
    }

    private func service(_ way: Way) -> any BillingService {
        let remote = RemoteHostFactService(transport: system, key: "key")
        guard way == .shipped else { return remote }
        let clock = DeadlineClock(now: { .now }, sleep: { [pause] _ in await pause.wait() })
        return SeenPages(
            TypingPause(OvertakenReads(remote), clock: clock), clock: fixedClock, uptime: time.uptime)
    }

    nonisolated private static let prints = ProcessInfo.processInfo.environment["BALIE_PRINT_HOUR"] == "1"

    nonisolated private static let hours: [(Way, Size, Int, Int)] =
        [
            (.shipped, Size(width: 80, height: 24), 250, 2_500_000),
            (.shipped, Size(width: 140, height: 43), 400, 4_000_000),
        ] + (prints ? [(.bare, Size(width: 80, height: 24), .max, .max)] : [])

    @Test(arguments: hours) func requestsAndBytesOfAnHourAreCounted(
        _ way: Way, _ size: Size, mostRequests: Int, mostBytes: Int
    ) async {
        let driver = ScreenDriver(service: service(way), size: size, clock: fixedClock, backend: .vendor("HostFact"))
        await driver.idle()
        for call in 0..<Self.calls {
            await answer(call, way, in: driver)
            for minute in 1...3 {
                time.pass(seconds: 60)
                if (call * 3 + minute) % 5 == 0 { await driver.press(.character("R")) }
            }
        }
        let (requests, bytes) = (await system.requests, await system.bytes)
        if Self.prints { print(Self.table(requests, "\(way.rawValue), \(size.width)x\(size.height)")) }
        #expect(requests.count <= mostRequests)
        #expect(bytes <= mostBytes)
        #expect(driver.end == nil)
    }

    private func answer(_ call: Int, _ way: Way, in driver: ScreenDriver) async {
        let id = 1 + call * 4_711 % LargeHostFact.debtors
        let name = call % 3 == 0 ? DebtorBook.code(id) : DebtorBook.company(id)
        await driver.press(.character("/"))
        if call % 2 == 0 {
            await type(name.prefix(4), way, in: driver)
            await type(name.dropFirst(4), way, in: driver)
        } else {
            await type(name[...], way, in: driver)
        }
        await driver.press(.enter)
        await driver.press(.enter)
        if call % 2 == 0 { await driver.press(.enter, .escape) }
        if call % 4 == 0 {
            await driver.press(.tab, .character("e"))
            await driver.fill("City", "Plaats \(call)")
            await driver.press(.control("s"), .right, .enter)
        }
        // Back to the list, whatever stands in front of it, and to all of its rows.
        for _ in 0..<5 where !(driver.program.stack.top.screen.content is ListScreen<DebtorDesk>) {
            await driver.press(.escape)
        }
        await driver.press(.escape)
        if call % 5 == 0 { await driver.press(.pageDown, .pageDown, .pageDown, .character("g")) }
    }

    /// Without pausing between the letters, and with a pause after the last.
    private func type(_ text: Substring, _ way: Way, in driver: ScreenDriver) async {
        guard way == .shipped else { return await driver.type(String(text)) }
        await pause.hold()
        for character in text {
            let begun = await pause.begun
            driver.tap(.character(character))
            // A blank at the end is not looked for, and so asks nothing.
            if character != " " { await pause.arrived(begun + 1) }
        }
        await pause.open()
        await driver.idle()
    }

    private static func table(_ requests: [LargeHostFact.Request], _ title: String) -> String {
        let kinds = Dictionary(grouping: requests, by: \.call).sorted { $0.value.count > $1.value.count }
        let lines = kinds.map { kind, requests in
            let (sent, received) = (requests.map(\.sent).reduce(0, +), requests.map(\.received).reduce(0, +))
            return "  \(kind): \(requests.count), \(sent / 1000) kB sent, \(received / 1000) kB received"
        }
        let bytes = requests.reduce(0) { $0 + $1.sent + $1.received }
        return "An hour at a HostFact (\(title)): \(requests.count) requests, \(bytes / 1000) kB\n"
            + lines.joined(separator: "\n")
    }
}
