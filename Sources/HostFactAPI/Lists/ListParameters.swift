import BillingAPI
import BillingModel

/// The parameters that every list takes. Source: HostFact reference, 3.1.
public enum ListParameters {
    public static let offset = Field<Int>.integer(
        "offset", "First row", "Eerste rij", help: LocalizedText("Rows to skip", "Aantal rijen om over te slaan"),
        fallback: "0")
    /// Rows of one answer, by default and at most; more are not refused. Source: reference, 3.1 and 16 no. 5.
    public static let mostRows = 1000
    public static let limit = Field<Int>.integer(
        "limit", "Rows", "Rijen", 1...999_999_999,
        help: LocalizedText("Rows to return, \(mostRows) at most", "Aantal rijen, hoogstens \(mostRows)"),
        fallback: String(mostRows))
    public static let ascending = "ASC"
    public static let descending = "DESC"
    public static let sort = Field<String>.text("sort", "Sort by", "Sorteer op")
    public static let order = Field<String>.choice(
        "order", "Order", "Volgorde",
        [Choice(ascending, "ascending", "oplopend"), Choice(descending, "descending", "aflopend")])
    public static let searchAt = Field<String>.text(
        "searchat", "Search in", "Zoek in",
        help: LocalizedText("Field names joined with |", "Veldnamen, gescheiden door |"))
    public static let searchFor = Field<String>.text("searchfor", "Search for", "Zoek naar").used(.asGiven)
    public static let group = Field<Int>.reference("group", "Group", "Groep", to: .group)
    public static let type = Field<String>.choice("type", "Type", "Soort", GroupType.choices)
    public static let status = Field<String>.text(
        "status", "Status", "Status",
        help: LocalizedText(
            "One or more joined with |; empty for all", "Een of meer, gescheiden door |; leeg voor alle"))
    public static let createdFrom = Field<String>.text("created[from]", "Created from", "Aangemaakt vanaf")
    public static let createdTo = Field<String>.text("created[to]", "Created until", "Aangemaakt tot")
    public static let modifiedFrom = Field<String>.text("modified[from]", "Modified from", "Gewijzigd vanaf")
    public static let modifiedTo = Field<String>.text("modified[to]", "Modified until", "Gewijzigd tot")

    static let paging = [
        offset.declaration, limit.declaration, sort.declaration, order.declaration, searchAt.declaration,
        searchFor.declaration,
    ]
    static let timestamps = [createdFrom, createdTo, modifiedFrom, modifiedTo].map(\.declaration)

    /// The order in which the vendor echoes what was sent. `offset` is not echoed. Source: reference, 3.3.
    private static let echoed =
        [limit.declaration, sort.declaration, order.declaration, searchAt.declaration, searchFor.declaration]
        + [group.declaration, type.declaration, status.declaration]

    /// The `filters` member for what was sent.
    public static func filters(of arguments: Arguments) -> [JSONMember] {
        var members = echoed.compactMap { field in
            arguments[text: field].map { JSONMember(field.name, $0) }
        }
        for (name, from, to) in [("created", createdFrom, createdTo), ("modified", modifiedFrom, modifiedTo)] {
            let given = [from, to].compactMap { field in
                arguments[text: field.declaration].map { JSONMember(field.declaration.member, $0) }
            }
            if !given.isEmpty { members.append(JSONMember(name, .object(given))) }
        }
        return members
    }
}

/// What a list of one entity does when a parameter is left out, and what may be searched and sorted.
public struct ListDefaults: Sendable {
    public var sort: String
    public var searchAt: String
    public var status: String?
    /// Members that may be named in `sort` and `searchat`.
    public var columns: [String]
}

extension Arguments {
    /// How many rows an answer has at most.
    public var rowLimit: Int { min(self[ListParameters.limit] ?? ListParameters.mostRows, ListParameters.mostRows) }
}

/// An action that answers with rows of one entity.
public protocol ListAction: HostFactAction where Answer == Listed<Kind> {
    associatedtype Kind: HostFactEntity
    static var defaults: ListDefaults { get }
    /// What staff find its records by.
    static var foundBy: FoundBy { get }
    /// False spares the system counting all matches; the answer's `total` is then nil. Never on the wire.
    var countsAll: Bool { get set }
    /// Counting stops at this number, which then means "at least"; nil counts to the end. Never on the wire.
    var mostCounted: Int? { get set }
    /// True lets our own engine read `searchfor` as staff type it, and look for every word of it wherever it knows a
    /// record by; systems elsewhere go on searching as their vendors do. A server of ours is asked for it by a header,
    /// see `WordSearch`; it is no parameter of the wire.
    var findsWords: Bool { get set }
    /// What every row must be like; see `RowCondition`. Never on the wire: a system elsewhere is looked through.
    var conditions: [RowCondition] { get set }
    /// True lets the embedded engine tell beside each row what its list shows of other records. Never on the wire.
    var tellsMore: Bool { get set }
    /// Orders what is equal in `sort`; for the embedded engine alone. Never on the wire.
    var thenBy: SecondOrder? { get set }
}

extension ListAction {
    public static var foundBy: FoundBy { FoundBy(texts: defaults.searchAt.split(separator: "|").map(String.init)) }

    public var mostCounted: Int? {
        get { nil }
        set {}
    }

    public var findsWords: Bool {
        get { false }
        set {}
    }

    public var tellsMore: Bool {
        get { false }
        set {}
    }

    public var conditions: [RowCondition] {
        get { [] }
        set {}
    }

    public var thenBy: SecondOrder? {
        get { nil }
        set {}
    }
}
