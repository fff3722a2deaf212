import BillingAPI
import TerminalCore
import Widgets

// What keys and pasted texts do while a change is typed.
extension ChangeScreen {
    mutating func edit(_ action: Action, _ setting: Setting) -> Effect<Action> {
        switch action {
        case .key(let key): return handle(key, setting)
        case .paste(let text):
            notice = ""
            let left = isOnButtons ? nil : editor.paste(text, setting)
            return preview(setting) + .pasted(left: left, setting)
        case .next: return moveFocus(1)
        case .previous: return moveFocus(-1)
        case .review:
            isPressedThrough = false
            return check(setting)
        case .leave: return leave
        default: return .none
        }
    }

    /// After a sending without an answer the page below may show what was before it.
    var leave: Effect<Action> { undecided == nil && !isSettled ? .leave : .leave(.changed) }

    mutating func preview(_ setting: Setting) -> Effect<Action> {
        editor.preview(setting).map { .editor($0) }
    }

    private mutating func handle(_ key: Key, _ setting: Setting) -> Effect<Action> {
        notice = ""
        if isOnButtons { return handleButtons(key, setting) }
        if editor.handle(key, setting) { return preview(setting) }
        switch key {
        case .down, .enter:
            let effect = moveFocus(1)
            // Who goes through the fields by Enter comes to the review, which sends nothing yet.
            if isOnButtons, key == .enter { buttons.focused = 1 }
            return effect
        case .up: return moveFocus(-1)
        default: return .alert
        }
    }

    private mutating func handleButtons(_ key: Key, _ setting: Setting) -> Effect<Action> {
        if key == .enter {
            isPressedThrough = true
            return buttons.focused == 0 ? leave : check(setting)
        }
        if buttons.handle(key) { return .none }
        switch key {
        case .up: return moveFocus(-1)
        case .down: return moveFocus(1)
        default: return .alert
        }
    }

    /// Fields and, in a dialog, the button row form one circle.
    private mutating func moveFocus(_ step: Int) -> Effect<Action> {
        if isOnButtons {
            isOnButtons = false
            editor.enter(step)
        } else if !editor.moveFocus(step) {
            isOnButtons = isDialog
            buttons.focused = 0
            if !isDialog { editor.enter(step) }
        }
        return .none
    }
}
