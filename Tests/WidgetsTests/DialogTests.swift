import TerminalCore
import Testing
import Widgets

@Suite struct DialogTests {
    @Test func framesABoxInTheMiddleWithButtons() {
        let drawn = canvas(32, 7) { area, canvas in
            canvas.fill(area, with: "░")
            let inner = DialogBox.draw(title: "終了 service", size: Size(width: 28, height: 5), in: area, on: &canvas)
            canvas.write("End at 2026-12-31?", at: inner.origin, role: .dialog)
            ButtonRow(["Cancel", "Send"]).draw(in: inner.bottom(1), isFocused: true, on: &canvas)
        }
        #expect(
            drawn.picture == """
                ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
                ░░┌─ 終了 service ───────────┐░░
                ░░│ End at 2026-12-31?       │░░
                ░░│                          │░░
                ░░│ [ Cancel ]  [ Send ]     │░░
                ░░└──────────────────────────┘░░
                ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
                """)
        #expect(drawn.cursor == Point(x: 6, y: 4))
    }

    @Test(
        arguments: [
            (0, [.left], 0), (0, [.right], 1), (1, [.right, .right], 2), (9, [], 2), (-1, [], 0), (2, [.left], 1),
        ] as [(Int, [Key], Int)])
    func buttonsDoNotGoRound(start: Int, keys: [Key], focused: Int) {
        var buttons = ButtonRow(["Cancel", "Back", "Send"], focused: start)
        for key in keys {
            let used = buttons.handle(key)
            #expect(used)
        }
        #expect(buttons.focused == focused)
        let others: [Key] = [.tab, .enter, .escape, .character("y")]
        for key in others {
            let used = buttons.handle(key)
            #expect(!used)
        }
    }

    @Test func theFocusedButtonStaysVisible() {
        let buttons = ButtonRow(["Cancel", "Back", "Send"], focused: 2)
        #expect(picture(20, 1) { buttons.draw(in: $0, isFocused: true, on: &$1) } == "[ Back ]  [ Send ]")
        #expect(picture(6, 1) { buttons.draw(in: $0, isFocused: true, on: &$1) } == "[ Sen…")
    }

    @Test func aDialogHasAGroundOfItsOwnAndSoHasTheFocusedFieldInIt() {
        let drawn = canvas(12, 3) { area, canvas in
            let inner = DialogBox.draw(title: "", size: area.size, in: area, on: &canvas)
            TextInput("").draw(in: inner.left(4), isFocused: true, role: .fieldFocused, placeholder: "x", on: &canvas)
            TextInput("a").draw(in: inner.right(of: 4), isFocused: false, on: &canvas)
        }
        let signs: [StyleRole: String] = [.dialog: "d", .fieldFocused: "f"]
        #expect(drawn.row(1).map { signs[$0.ground] ?? "." }.joined() == "ddffffdddddd")
        #expect(drawn.row(0).allSatisfy { $0.ground == .dialog })
    }

    @Test func theKeyBarLeavesOutWholeItems() {
        let items = [
            KeyBar.Item(key: "Enter", label: "Open"), KeyBar.Item(key: "p", label: "Password", isEnabled: false),
            KeyBar.Item(key: "?", label: "Help"),
        ]
        let drawn = canvas(30, 1) { KeyBar.draw(items, in: $0, on: &$1) }
        #expect(drawn.picture == "Enter Open  p Password  ? Help")
        #expect(drawn.roles([.keyHint: "k", .keyHintDisabled: "d"]) == "kkkkk.......d.dddddddd..k.....")
        #expect(picture(21, 1) { KeyBar.draw(items, in: $0, on: &$1) } == "Enter Open  ? Help")
        #expect(picture(3, 1) { KeyBar.draw(items, in: $0, on: &$1) }.isEmpty)
    }
}
