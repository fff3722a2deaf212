import BillingAPI
import BillingModel
import TerminalCore
import Widgets

/// Everything that staff see of one kind of record and do with it, said once.
///
/// Lists, record pages, the page of a customer, menu, pickers and the search for a customer all ask the desk. A new
/// action on a kind of record is one line in its desk's `commands`.
protocol Desk<Row>: RowSource {
    /// The list in which its records stand.
    var tab: Tab { get }
    var kind: RecordKind { get }
    /// The action that fills the list: a system without it has no such list.
    var listing: any APIAction.Type { get }
    /// Whether also on a system elsewhere every word of a search is looked for, and not its text as it stands.
    var findsWordsElsewhere: Bool { get }
    /// What a record is found by; a list may show less.
    var foundBy: FoundBy { get }
    /// The fields of a record, for their labels.
    var fields: [FieldDeclaration] { get }
    /// Columns that its list shows where somebody wants them.
    var moreColumns: [ListColumn<Row>] { get }
    /// What its list can be filtered by.
    var filters: [FilterField] { get }
    func text(of member: String, in row: Row) -> String
    /// How the whole row looks; a sign in a cell says the same.
    func role(of row: Row, today: CalendarDate) -> StyleRole
    /// What the signs in its cells mean.
    func legend(_ texts: Texts) -> [LegendItem]
    /// The column that these signs stand in, where a narrow window may leave it out.
    var signColumn: String? { get }

    /// What one record is called, such as `Customer`.
    func title(_ texts: Texts) -> String
    /// One record in a sentence.
    func name(of row: Row) -> String
    /// One record with the customer whose it is: the head of its page and of every dialog about it.
    func subject(of row: Row) -> String

    /// The record as it is now, whole.
    func read(_ id: Int, _ service: any BillingService) async throws(APIError) -> Row
    /// Adds what only a list tells, such as the customer's name, to a record that was read alone.
    func completed(_ row: Row, from listed: Row) -> Row
    /// What is told of a record beside its list, as labelled lines.
    func facts(_ row: Row, _ texts: Texts) -> [DetailLine]
    /// What is told of it on its own page.
    func whole(_ row: Row, _ setting: Setting, _ service: any BillingService) async -> [DetailLine]

    /// Whether a row shows something of that other record.
    func shows(_ other: ChangedRecord, in row: Row) -> Bool
    /// Of which kinds of other records the facts tell something, beside what the row shows of them.
    var tellsOf: Set<RecordKind> { get }

    /// What can be done with a record, in the order of the key bar.
    var commands: [DeskCommand<Row>] { get }
    /// Where Enter leads from the record's own page.
    var onward: DeskCommand<Row>? { get }
}

extension Desk {
    var findsWordsElsewhere: Bool { false }
    var onward: DeskCommand<Row>? { nil }
    var moreColumns: [ListColumn<Row>] { [] }
    var tellsOf: Set<RecordKind> { [] }

    func shows(_ other: ChangedRecord, in row: Row) -> Bool { false }
    func role(of row: Row, today: CalendarDate) -> StyleRole { .text }
    func legend(_ texts: Texts) -> [LegendItem] { [] }
    var signColumn: String? { nil }
    func completed(_ row: Row, from listed: Row) -> Row { row }
    func whole(_ row: Row, _ setting: Setting, _ service: any BillingService) async -> [DetailLine] {
        facts(row, setting.texts)
    }

    /// A record as it is now, from a row that told less.
    func read(_ row: Row, _ service: any BillingService) async throws(APIError) -> Row {
        completed(try await read(id(of: row), service), from: row)
    }

    /// The pane beside the list.
    func pane(_ row: Row, _ texts: Texts) -> [DetailLine] {
        [DetailLine(label: "", text: name(of: row), role: .title)] + facts(row, texts)
    }

    func command(_ command: Command) -> DeskCommand<Row>? { commands.first { $0.command == command } }

    /// A row as it is drawn, in these columns.
    func tableRow(_ row: Row, _ columns: [ListColumn<Row>], _ texts: Texts, today: CalendarDate) -> TableRow {
        let roles = columns.enumerated().compactMap { index, column in column.role(row).map { (index, $0) } }
        return TableRow(
            cells: columns.map { $0.cell(row, texts) }, role: role(of: row, today: today),
            cellRoles: Dictionary(roles, uniquingKeysWith: { first, _ in first }))
    }
}
