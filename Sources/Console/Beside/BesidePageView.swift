import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore
import Widgets

extension BesidePage {
    /// Columns under which neither half would be a customer's page any more.
    static let leastWidth = 160

    /// Why it cannot be opened in a window of this width, and what would do; nil where it can.
    static func refusal(_ setting: Setting) -> String? {
        setting.area.width < leastWidth ? setting.texts.besideNeeds(leastWidth, has: setting.area.width) : nil
    }

    // MARK: Commands

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        let label = LocalizedText("To the other customer", "Naar de andere klant")
        let short = LocalizedText("other half", "andere helft")
        let turning = [
            Binding(.nextSection, Action.turn, name: CommandName(short: short, label: label)),
            Binding(.beside, .turn, name: CommandName(label: label)),
        ]
        guard let page = activePage else {
            return finder.bindings(setting).map { $0.map { .find($0) } } + turning.prefix(1)
        }
        let side = active
        return page.bindings(self.setting(of: side, setting))
            .filter { $0.command != .nextSection && $0.command != .beside }
            .map { $0.map { .half(side, $0) } } + turning
    }

    func legend(_ setting: Setting) -> [LegendItem] { activePage?.legend(setting) ?? [] }

    /// Whom commands are about stands where it is looked for before a key is pressed.
    func position(_ setting: Setting) -> String {
        guard let page = activePage else { return "" }
        let half = self.setting(of: active, setting)
        let name = page.customer.map { DebtorPlans.subject($0.debtor) } ?? ""
        return [name, page.position(half)].filter { !$0.isEmpty }.joined(separator: " · ")
    }

    // MARK: View

    /// Below its width only the active half is left, under a line that says so.
    static func layout(of area: Rect, _ active: Side) -> [Side: Rect] {
        guard area.width >= leastWidth else { return [active: area.below(1)] }
        let width = (area.width - 3) / 2
        let body = area.below(1)
        return [.left: body.left(width), .right: body.right(of: width + 3)]
    }

    func draw(in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        canvas.fill(area)
        let halves = Self.layout(of: area, active)
        for side in Side.allCases {
            guard let half = halves[side] else { continue }
            draw(side, in: half, on: &canvas, setting)
        }
        guard halves.count > 1, let left = halves[.left] else {
            let words = setting.texts.besideNeeds(Self.leastWidth, has: area.width)
            canvas.write(words, at: area.origin, role: .warning, limit: area.width)
            return
        }
        for y in area.y..<area.endY {
            canvas.write("│", at: Point(x: left.endX + 1, y: y), role: .border)
        }
        for side in Side.allCases {
            guard let half = halves[side] else { continue }
            drawHead(of: side, in: Rect(x: half.x, y: area.y, width: half.width, height: 1), on: &canvas, setting)
        }
        // A click in the half that is not active leads there, wherever it is.
        if let other = halves[active.other] { canvas.mark(other, as: .half(active.other)) }
    }

    private func draw(_ side: Side, in area: Rect, on canvas: inout Canvas, _ setting: Setting) {
        var half = setting
        half.area = area
        if let page = page(side) {
            page.draw(in: area, on: &canvas, half)
        } else {
            finder.draw(in: area, on: &canvas, half)
        }
    }

    /// Which half is active, in words and not by its look alone.
    private func drawHead(of side: Side, in row: Rect, on canvas: inout Canvas, _ setting: Setting) {
        let texts = setting.texts
        guard side == active else {
            let key = setting.keys.name(of: .nextSection)
            canvas.write(texts.turnsHere(by: key), at: row.origin, role: .dim, limit: row.width)
            return
        }
        canvas.fill(row, role: .tabActive)
        canvas.write(
            page(side) == nil ? texts.chooseBeside : texts.actsHere, at: row.origin, role: .tabActive,
            limit: row.width)
    }
}
