import BillingAPI
import BillingModel
import ConsoleTesting
import TerminalCore

@testable import Console

/// Goes wherever keys lead and tries all that can be done there: a screen that is new is found by itself.
@MainActor struct Walk {
    /// A screen in a state of its own: what it is, what can be done there, and where keys go.
    struct Place: Hashable {
        var screen: String
        var commands: [Command]
        var focus: String

        @MainActor init(_ driver: ScreenDriver) {
            let program = driver.program
            let content = program.top.screen.content
            screen = "\(type(of: content))"
            commands = content.commands(program.setting)
            focus = "\(content.focus(program.setting))"
        }
    }

    /// A console at its start.
    let open: @MainActor () async -> ScreenDriver
    /// Told after every key that was not pressed at this place before.
    let look: @MainActor (ScreenDriver, [Step]) -> Void
    /// No way to a new place is longer.
    let longestWay: Int
    private(set) var places: Set<Place> = []
    private var ways: [[Step]] = [[]]

    init(
        upTo longestWay: Int = 3, _ open: @escaping @MainActor () async -> ScreenDriver,
        _ look: @escaping @MainActor (ScreenDriver, [Step]) -> Void
    ) {
        self.longestWay = longestWay
        self.open = open
        self.look = look
    }

    /// The kinds of screens that were come to, without what they are about.
    var screens: Set<String> { Set(places.map { String($0.screen.prefix { $0 != "<" }) }) }

    mutating func run() async {
        while !ways.isEmpty {
            // The short ways first: each is gone again and again.
            let way = ways.removeFirst()
            var driver = await console(at: way)
            let place = Place(driver)
            places.insert(place)
            for step in Self.steps(at: way, driver) {
                if Place(driver) != place || driver.end != nil { driver = await console(at: way) }
                guard Place(driver) == place else { continue }
                await take(step, driver, way + [step])
            }
        }
    }

    private mutating func take(_ step: Step, _ driver: ScreenDriver, _ way: [Step]) async {
        await driver.press(step.key(driver.program.setting.keys))
        look(driver, way)
        guard driver.end == nil, places.insert(Place(driver)).inserted, way.count < longestWay else { return }
        ways.append(way)
    }

    private func console(at way: [Step]) async -> ScreenDriver {
        let driver = await open()
        await driver.idle()
        // What is seen on the way was looked at when it was gone for the first time.
        for step in way { await driver.press(step.key(driver.program.setting.keys)) }
        return driver
    }

    /// What works everywhere is tried on the first page, what a screen has itself wherever it is met; and the keys that
    /// fields and buttons take.
    private static func steps(at way: [Step], _ driver: ScreenDriver) -> [Step] {
        let program = driver.program
        let content = program.top.screen.content
        let all =
            way.isEmpty
            ? content.everyCommand(program.setting) { _ in nil }.map(\.command) : content.commands(program.setting)
        let keys: [Key] = [.enter, .tab, .right, .down, .character("n"), .backspace]
        return all.map { .run($0) } + keys.map { .press($0) }
    }
}
