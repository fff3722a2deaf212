import BillingModel
import TerminalCore

/// A month to choose a day from: `[ ]` around the chosen day, `*` before the marked one, `·` before today.
public struct CalendarView: Equatable, Sendable {
    public var selected: CalendarDate
    public var today: CalendarDate
    /// The computed default, shown so that staff can find the way back to it.
    public var marked: CalendarDate?

    public init(selected: CalendarDate, today: CalendarDate, marked: CalendarDate? = nil) {
        self.selected = selected
        self.today = today
        self.marked = marked
    }

    /// Room for the month's name, the weekdays and six weeks.
    public static let size = Size(width: 7 * dayWidth + 1, height: 8)

    /// Moves by day, week and month, or to the ends of the month.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .left: selected = selected.adding(days: -1)
        case .right: selected = selected.adding(days: 1)
        case .up: selected = selected.adding(days: -7)
        case .down: selected = selected.adding(days: 7)
        case .pageUp: selected = selected.adding(months: -1)
        case .pageDown: selected = selected.adding(months: 1)
        case .home: selected = firstOfMonth
        case .end: selected = firstOfMonth.adding(days: selected.daysInMonth - 1)
        default: return false
        }
        return true
    }

    /// Month names January first; two-letter weekday names Monday first.
    public func draw(
        in area: Rect, isFocused: Bool, monthNames: [String], weekdayNames: [String], on canvas: inout Canvas
    ) {
        guard !area.isEmpty else { return }
        let area = Rect(x: area.x, y: area.y, width: min(area.width, Self.size.width), height: area.height)
        canvas.fill(area.top(Self.size.height), role: .calendar)
        drawTitle(in: area.row(0), monthNames: monthNames, on: &canvas)
        for (column, name) in weekdayNames.prefix(7).enumerated() {
            let x = column * Self.dayWidth + 2
            Self.write(name, atColumn: x, limit: 2, role: .heading, in: area.row(1), on: &canvas)
        }
        let weeks = area.below(2).top(6)
        let selectedWeek = week(of: selected)
        let firstWeek = Window.start(showing: selectedWeek, upTo: selectedWeek + 1, size: weeks.height)
        for day in 1...selected.daysInMonth {
            let date = firstOfMonth.adding(days: day - 1)
            let row = weeks.row(week(of: date) - firstWeek)
            guard !row.isEmpty else { continue }
            drawDay(date, in: row, isFocused: isFocused, on: &canvas)
        }
    }

    private static let dayWidth = 4

    private var firstOfMonth: CalendarDate { selected.adding(days: 1 - selected.day) }

    private func week(of date: CalendarDate) -> Int {
        (firstOfMonth.weekday - 1 + date.day - 1) / 7
    }

    private func drawTitle(in row: Rect, monthNames: [String], on canvas: inout Canvas) {
        let index = selected.month - 1
        let month = monthNames.indices.contains(index) ? monthNames[index] : "\(selected.month)"
        let title = "‹ \(month) \(selected.year) ›"
        let column = max(0, (row.width - DisplayText.width(title)) / 2)
        Self.write(title, atColumn: column, limit: row.width, role: .heading, in: row, on: &canvas)
    }

    private func drawDay(_ date: CalendarDate, in row: Rect, isFocused: Bool, on canvas: inout Canvas) {
        let column = (date.weekday - 1) * Self.dayWidth
        let sign = date == marked ? "*" : date == today ? "·" : " "
        let number = (date.day < 10 ? " " : "") + "\(date.day)"
        let role = role(of: date, isFocused: isFocused)
        if date == selected {
            Self.write("[\(sign)\(number)]", atColumn: column, limit: 5, role: role, in: row, on: &canvas)
            let cursor = Point(x: row.x + column + 2, y: row.y)
            if isFocused { canvas.setCursor(cursor, in: row) }
        } else {
            Self.write("\(sign)\(number)", atColumn: column + 1, limit: 3, role: role, in: row, on: &canvas)
        }
    }

    private func role(of date: CalendarDate, isFocused: Bool) -> StyleRole {
        if date == selected, isFocused { return .calendarSelected }
        if date == marked { return .calendarDefault }
        return date == today ? .calendarToday : .calendar
    }

    private static func write(
        _ text: String, atColumn column: Int, limit: Int, role: StyleRole, in row: Rect, on canvas: inout Canvas
    ) {
        guard !row.isEmpty else { return }
        canvas.write(
            text, at: Point(x: row.x + column, y: row.y), role: role, limit: min(limit, row.width - column))
    }
}
