import BillingAPI
import BillingModel
import HostFactAPI

/// The groups of debtors, or those of products, for whoever chooses among them.
struct GroupList: RowSource {
    typealias Row = Record<Group>

    static let listing: any APIAction.Type = ListGroups.self

    let type: GroupType

    init(_ type: GroupType) {
        self.type = type
    }

    /// The groups that the records of an action can be in; nil where they are in none.
    init?(of action: ActionName) {
        guard let type = GroupType(rawValue: action.controller) else { return nil }
        self.type = type
    }

    let columns: [ListColumn<Row>] = [
        ListColumn(title: \.name, sortKey: nil, minimum: 14, ideal: 30, isFlexible: true, priority: 0) { row, _ in
            row.text(Group.name)
        },
        ListColumn(title: \.members, sortKey: nil, minimum: 7, ideal: 9, alignment: .trailing, priority: 1) {
            row, texts in
            texts.grouped(row[Group.items]?.count ?? 0)
        },
    ]

    func label(of row: Row, _ texts: Texts) -> String { row.text(Group.name) }
    func id(of row: Row) -> Int { row[Group.identifier] ?? 0 }
    func code(of row: Row) -> String { row.text(Group.identifier) }

    /// The vendor's list of groups is not searched; there are some dozens at most.
    func ask(_ request: ListRequest, _ service: any BillingService) async throws(APIError) -> Page<Row> {
        let words = SearchWords(request.filter)
        let found = try await all(service).filter { words.find([$0.text(Group.identifier), $0.text(Group.name)]) }
        return Page(
            offset: request.offset, rows: Array(found.dropFirst(request.offset).prefix(request.limit)),
            total: found.count)
    }

    func all(_ service: any BillingService) async throws(APIError) -> [Row] {
        var list = ListGroups()
        list.arguments[text: ListParameters.type.declaration] = type.rawValue
        return try await service.send(list).page.rows
    }
}

extension GroupType {
    /// What such a group is made of.
    var memberKind: RecordKind { self == .product ? .product : .debtor }
}

extension Record where Kind == Group {
    var memberKind: RecordKind { (type ?? .debtor).memberKind }

    /// What its members are called, by their ids.
    var namesOfItems: [String: String] {
        let names = items.map { (String($0.id), Self.name(of: $0.texts, memberKind)) }.filter { !$0.1.isEmpty }
        return Dictionary(names, uniquingKeysWith: { first, _ in first })
    }

    /// One of them by code and name, as far as a group tells; nothing where it tells nothing.
    private static func name(of texts: [String: String], _ kind: RecordKind) -> String {
        let words =
            kind == .product
            ? [texts[Product.code.name] ?? "", texts[Product.name.name] ?? ""]
            : [texts[Debtor.code.name] ?? "", Debtor.ownName(of: Record<Debtor>(texts))]
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension Record where Kind: Grouped {
    /// What the groups that it is in are called, by their ids, for a form of it.
    var namesOfGroups: [String: [String: String]] {
        let names = groupNames.map { (String($0.id), $0.name) }.filter { !$0.1.isEmpty }
        return [Kind.groups.name: Dictionary(names, uniquingKeysWith: { first, _ in first })]
    }
}
