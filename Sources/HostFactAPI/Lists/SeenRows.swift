import BillingAPI
import BillingModel

/// The rows that are asked for.
struct PageWindow: Equatable, Sendable {
    /// Rows are asked for and kept in blocks of so many, so that each is asked for once.
    static let block = 100

    var offset: Int
    var limit: Int

    /// The numbers of its blocks, which in a list of known length end with that of the last row.
    func blocks(amongRows total: Int?) -> ClosedRange<Int> {
        let last = total.map { max(0, $0 - 1) / Self.block } ?? .max
        let first = min(offset / Self.block, last)
        return first...max(first, min((offset + max(1, limit) - 1) / Self.block, last))
    }
}

/// What was seen of one list.
struct SeenRows<Row: Sendable>: Sendable {
    /// Rows that stand together and were asked for together.
    struct Stretch: Sendable {
        var offset: Int
        var rows: [Row]
        /// When the system was asked for them: for staff, and for their age.
        var readAt: LocalTime
        var asked: Duration

        var end: Int { offset + rows.count }
    }

    var stretches: [Stretch] = []
    /// All rows of the list; nil when the system did not say, or nothing was seen.
    var total: Int?
    /// Another number after every change that was sent.
    var state = 0

    /// What to ask for, so that all rows of a window are there: whole blocks, without those at either end that were seen.
    func missing(in window: PageWindow) -> PageWindow? {
        let block = PageWindow.block
        let seen = Set(stretches.map(\.offset))
        let missing = window.blocks(amongRows: total).filter { !seen.contains($0 * block) }
        guard let first = missing.first, let last = missing.last else { return nil }
        let whole = PageWindow(offset: first * block, limit: (last - first + 1) * block)
        return whole.limit <= ListParameters.mostRows ? whole : window
    }

    /// The rows of a window, as far as they stand together from its first on.
    func page(in window: PageWindow) -> Page<Row> {
        var page = Page<Row>(offset: window.offset, rows: [], total: total, readAt: stretches.first?.readAt)
        var oldest: Duration?
        while page.rows.count < window.limit {
            let next = window.offset + page.rows.count
            guard let stretch = stretches.first(where: { $0.offset <= next && next < $0.end }) else { break }
            page.rows += stretch.rows[(next - stretch.offset)...].prefix(window.limit - page.rows.count)
            if oldest.map({ stretch.asked < $0 }) ?? true { (oldest, page.readAt) = (stretch.asked, stretch.readAt) }
        }
        return page
    }

    /// A window of these rows and of an answer with those that were missing; nil when the list has changed in between,
    /// so that they are not rows of one list.
    func page(in window: PageWindow, with answer: SeenRows, id: (Row) -> Int?) -> Page<Row>? {
        guard !stretches.isEmpty else { return answer.page(in: window) }
        guard total == answer.total, state == answer.state else { return nil }
        let page = SeenRows(stretches: answer.stretches + stretches, total: total).page(in: window)
        let ids = page.rows.compactMap(id)
        return Set(ids).count == ids.count ? page : nil
    }
}
