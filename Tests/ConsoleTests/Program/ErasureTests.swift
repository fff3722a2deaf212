import BillingAPI
import ConsoleTesting
import HostFactAPI
import Synchronization
import TerminalCore
import Testing

@testable import Console

/// What a key press costs between the terminal and the screen that it is meant for.
@MainActor struct ErasureTests {
    private let office: StubService
    private var edit: FormScreen<EditDebtor> { FormScreen(DebtorPlans.edit(Sample.debtors[0]), language: .english) }

    init() async { office = await StubService.office() }

    @Test(arguments: [.character("x"), .backspace, .tab, .control("r"), .control("s"), .escape] as [Key])
    func keyPressOnAFormPassesOneErasure(_ key: Key) async {
        let driver = ScreenDriver(edit, service: office, clock: fixedClock)
        await driver.press(.character("a"))
        let form = driver.program.stack.top.screen.received
        let counted = Counted(edit)
        let other = ScreenDriver(counted, service: office, clock: fixedClock)
        await other.press(.character("a"))
        counted.asked.reset()

        driver.tap(key)
        other.tap(key)

        if key != .escape { #expect(driver.program.stack.top.screen.received == form + 1) }
        #expect(counted.asked.focus == 1)
        #expect(counted.asked.bindings <= 1)
        #expect(counted.asked.update == 1)
        #expect(counted.asked.others == 0)
    }

    @Test func keyPressThatMeansNothingToAFormChangesNothingInIt() async {
        let counted = Counted(edit)
        let driver = ScreenDriver(counted, service: office, clock: fixedClock)
        await driver.idle()
        counted.asked.reset()
        driver.tap(.function(7))
        #expect(counted.asked.update == 0)
    }
}

/// A screen that counts what is asked of it between a key and the next frame.
private struct Counted<Content: Screen>: Screen {
    final class Asked: Sendable {
        private let counts = Mutex<[String: Int]>([:])

        var focus: Int { count("focus") }
        var bindings: Int { count("bindings") }
        var update: Int { count("update") }
        var others: Int { count("started") + count("refreshed") + count("returned") }

        func note(_ name: String) { counts.withLock { $0[name, default: 0] += 1 } }
        func reset() { counts.withLock { $0 = [:] } }
        private func count(_ name: String) -> Int { counts.withLock { $0[name] ?? 0 } }
    }

    private var content: Content
    let asked = Asked()

    init(_ content: Content) { self.content = content }

    var presentation: Presentation { content.presentation }
    var started: Content.Action? { noting("started") { content.started } }
    var refreshed: Content.Action? { noting("refreshed") { content.refreshed } }
    func title(_ setting: Setting) -> String { content.title(setting) }
    func returned(_ result: ScreenResult) -> Content.Action? { noting("returned") { content.returned(result) } }

    func bindings(_ setting: Setting) -> [Binding<Content.Action>] {
        noting("bindings") { content.bindings(setting) }
    }

    func focus(_ setting: Setting) -> Focus { noting("focus") { content.focus(setting) } }
    func entered(_ entry: Entry) -> Content.Action? { content.entered(entry) }

    mutating func update(_ action: Content.Action, _ setting: Setting) -> Effect<Content.Action> {
        asked.note("update")
        return content.update(action, setting)
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        content.draw(in: area, on: &canvas, setting)
    }

    private func noting<Result>(_ name: String, _ result: () -> Result) -> Result {
        asked.note(name)
        return result()
    }
}
