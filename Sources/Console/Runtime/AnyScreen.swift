import TerminalCore

/// A screen of any kind on the stack.
public struct AnyScreen: Sendable {
    typealias Action = any Sendable

    private var box: any ErasedScreen

    public init(_ screen: some Screen) {
        box = ScreenBox(screen: screen)
    }

    var presentation: Presentation { box.presentation }
    var record: String? { box.record }
    var started: Action? { box.started }
    var refreshed: Action? { box.refreshed }
    var draft: Draft? { box.draft }
    var draftKey: String? { box.draftKey }
    mutating func restore(_ draft: Draft, _ setting: Setting) { box.restore(draft, setting) }
    func title(_ setting: Setting) -> String { box.title(setting) }
    func bindings(_ setting: Setting) -> [Binding<Action>] { box.bindings(setting) }
    func typed(_ event: TerminalEvent, _ setting: Setting) -> Action? { box.typed(event, setting) }
    func returned(_ result: ScreenResult) -> Action? { box.returned(result) }
    func legend(_ setting: Setting) -> [LegendItem] { box.legend(setting) }
    func position(_ setting: Setting) -> String { box.position(setting) }

    mutating func update(_ action: Action, _ setting: Setting) -> Effect<Action> { box.update(action, setting) }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        box.draw(in: area, on: &canvas, setting)
    }
}

private protocol ErasedScreen: Sendable {
    var presentation: Presentation { get }
    var record: String? { get }
    var started: (any Sendable)? { get }
    var refreshed: (any Sendable)? { get }
    var draft: Draft? { get }
    var draftKey: String? { get }
    mutating func restore(_ draft: Draft, _ setting: Setting)
    func title(_ setting: Setting) -> String
    func bindings(_ setting: Setting) -> [Binding<any Sendable>]
    func typed(_ event: TerminalEvent, _ setting: Setting) -> (any Sendable)?
    func returned(_ result: ScreenResult) -> (any Sendable)?
    func legend(_ setting: Setting) -> [LegendItem]
    func position(_ setting: Setting) -> String
    mutating func update(_ action: any Sendable, _ setting: Setting) -> Effect<any Sendable>
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting)
}

private struct ScreenBox<Content: Screen>: ErasedScreen {
    var screen: Content

    var presentation: Presentation { screen.presentation }
    var record: String? { screen.record }
    var started: (any Sendable)? { screen.started }
    var refreshed: (any Sendable)? { screen.refreshed }
    var draft: Draft? { screen.draft }
    var draftKey: String? { screen.draftKey }
    mutating func restore(_ draft: Draft, _ setting: Setting) { screen.restore(draft, setting) }
    func title(_ setting: Setting) -> String { screen.title(setting) }
    func typed(_ event: TerminalEvent, _ setting: Setting) -> (any Sendable)? { screen.typed(event, setting) }
    func returned(_ result: ScreenResult) -> (any Sendable)? { screen.returned(result) }
    func legend(_ setting: Setting) -> [LegendItem] { screen.legend(setting) }
    func position(_ setting: Setting) -> String { screen.position(setting) }

    func bindings(_ setting: Setting) -> [Binding<any Sendable>] {
        screen.bindings(setting).map { $0.map { $0 as any Sendable } }
    }

    mutating func update(_ action: any Sendable, _ setting: Setting) -> Effect<any Sendable> {
        // Only the runtime calls this, with actions that this very screen gave it.
        guard let action = action as? Content.Action else { return .none }
        return screen.update(action, setting).map { $0 as any Sendable }
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        screen.draw(in: area, on: &canvas, setting)
    }
}
