import TerminalCore
import Widgets

extension ChangeScreen {
    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let inner = frame(area, on: &canvas, setting)
        switch phase {
        case .editing, .checking:
            editor.draw(
                in: isDialog ? inner.above(1) : inner, isFocused: !isOnButtons, notice: notice, on: &canvas, setting)
            if isDialog { buttons.draw(in: inner.bottom(1), isFocused: isOnButtons, on: &canvas) }
        case .asking(_, let review), .looking(_, let review):
            review.draw(in: inner, isSending: false, on: &canvas, setting)
        case .deciding(_, let clash): clash.draw(in: inner, isInDialog: isDialog, on: &canvas, setting)
        case .sending(_, let review): review.draw(in: inner, isSending: true, on: &canvas, setting)
        }
    }

    private func frame(_ area: Rect, on canvas: inout Canvas, _ setting: Setting) -> Rect {
        let title = "\(editor.plan.title[setting.language]) · \(editor.plan.subject)"
        if isDialog {
            let size = DialogLayout.size(in: area)
            return DialogBox.draw(title: title, size: size, in: area, on: &canvas).inset(columns: 1)
        }
        canvas.fill(area)
        canvas.write(title, at: area.origin, role: .title, limit: area.width)
        return area.below(1)
    }
}
