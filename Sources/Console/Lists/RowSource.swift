import BillingAPI
import BillingModel
import TerminalCore
import Widgets

/// Rows that can be asked for window by window.
protocol RowSource: Sendable {
    associatedtype Row: Sendable

    var columns: [ListColumn<Row>] { get }
    func id(of row: Row) -> Int
    /// What a picker fills in and `y` copies.
    func code(of row: Row) -> String
    /// What a picker puts beside the code.
    func label(of row: Row, _ texts: Texts) -> String
    func ask(_ request: ListRequest, _ service: any BillingService) async throws(APIError) -> Page<Row>
}

extension RowSource {
    func label(of row: Row, _ texts: Texts) -> String { columns[1].cell(row, texts) }
}

/// A column of a list.
struct ListColumn<Row: Sendable>: Sendable {
    var title: @Sendable (Texts) -> String
    /// The system's name to sort by; nil where it cannot.
    var sortKey: String?
    var minimum: Int
    var ideal: Int
    var isFlexible = false
    var alignment = TableColumn.Alignment.leading
    /// Lower is kept longer when the window gets narrow.
    var priority: Int
    /// How a cell looks that must be seen in its row; nil where it looks as the row does.
    var role: @Sendable (Row) -> StyleRole? = { _ in nil }
    /// Whether the system tells it of a row; a column of which it tells nothing stays away.
    var isTold: @Sendable (Row) -> Bool = { _ in true }
    var cell: @Sendable (Row, Texts) -> String

    func tableColumn(_ texts: Texts) -> TableColumn {
        TableColumn(
            title: title(texts), minimum: minimum, ideal: ideal, isFlexible: isFlexible, alignment: alignment,
            priority: priority)
    }
}

/// Which rows are wanted.
struct ListRequest: Equatable, Sendable {
    var offset: Int
    var limit: Int
    var sort: String
    var ascending: Bool
    /// Words that every row must be found by.
    var filter: String
    /// Counting all matches can take longer than finding the first; it is asked separately.
    var countsAll: Bool
    /// Where counting may stop; nil counts to the end.
    var mostCounted: Int?
    /// What every row must be like beside that.
    var conditions: [RowCondition] = []
    /// Orders what is equal in `sort`.
    var thenBy: SecondOrder?

    /// Whether it asks for what this filter leaves.
    func isFiltered(by other: RowFilter) -> Bool { filter == other.words && conditions == other.conditions }
}
