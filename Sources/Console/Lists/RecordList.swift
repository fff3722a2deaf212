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
    func ask(_ request: ListRequest, _ service: any BillingService) async throws(APIError) -> ListWindow<Row>
}

/// What one list shows and what can be done on it; `ListScreen` does the rest.
protocol RecordList: RowSource {
    var tab: Tab { get }
    /// Whether also on a system elsewhere every word of a search is looked for, and not its text as it stands.
    var findsWordsElsewhere: Bool { get }
    /// How the whole row looks; a sign in a cell says the same.
    func role(of row: Row, today: CalendarDate) -> StyleRole
    /// What the signs in its cells mean.
    func legend(_ texts: Texts) -> [LegendItem]
    /// What the pane beside the list tells of a record.
    func detail(
        _ id: Int, _ texts: Texts, _ service: any BillingService
    ) async throws(APIError) -> [DetailLine]
    /// The commands on a record, with the reason where one cannot be done.
    func commands(_ row: Row?, _ setting: Setting) -> [Binding<Command>]
    /// The screen a command opens; reads what it needs first.
    func opening(
        _ command: Command, _ row: Row?, _ setting: Setting, _ service: any BillingService
    ) async throws(APIError) -> AnyScreen
}

extension RecordList {
    var findsWordsElsewhere: Bool { false }

    func legend(_ texts: Texts) -> [LegendItem] { [] }

    /// A row as it is drawn, in these columns.
    func tableRow(_ row: Row, _ columns: [ListColumn<Row>], _ texts: Texts, today: CalendarDate) -> TableRow {
        let roles = columns.enumerated().compactMap { index, column in column.role(row).map { (index, $0) } }
        return TableRow(
            cells: columns.map { $0.cell(row, texts) }, role: role(of: row, today: today),
            cellRoles: Dictionary(roles, uniquingKeysWith: { first, _ in first }))
    }
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
    var filter: String
    /// Counting all matches can take longer than finding the first; it is asked separately.
    var countsAll: Bool
    /// Where counting may stop; nil counts to the end.
    var mostCounted: Int?
}

/// Rows that arrived, and where they stand in the list.
struct ListWindow<Row: Sendable>: Sendable {
    var offset: Int
    var rows: [Row]
    var total: Int?
    /// When a system elsewhere was asked; nil for rows that are what the data are now.
    var readAt: LocalTime?
}
