import BillingAPI
import BillingModel

/// A group of debtors, creditors or products. Source: HostFact reference, section 7.
public enum Group: HostFactEntity {
    public static let kind = RecordKind.group
    public static let controller = "group"
    public static let listKey = "groups"

    public static let identifier = Field<Int>.reference("Identifier", "Id", "Id", to: .group)
    public static let name = Field<String>.text("GroupName", "Name", "Naam")
    public static let type = Field<String>.choice("Type", "Type", "Soort", GroupType.choices)
    /// Ids of what the type says.
    public static let items = Field<[Int]>.references(
        "Items", "Members", "Leden", to: .debtor,
        help: LocalizedText("All of them; empty for none", "Allemaal; leeg voor geen"))

    public static let members: [Member<Group>] = [
        .text(identifier), .text(name), .text(type), .computed(items.name) { $0.itemsJSON },
    ]

    /// A plain list of ids here, a map in the object. Source: HostFact reference, section 7.
    public static let listMembers: [Member<Group>] = [
        .text(identifier), .text(name), .text(type),
        .computed(items.name) { .strings(($0[items] ?? []).map { String($0) }) },
    ]

    /// What the vendor's messages begin with, such as `Productgroep 'Toestellen'`.
    static func title(of group: Record<Group>) -> String { "\(group.type?.title ?? "Groep") '\(group.text(name))'" }
}

/// What a group is made of.
public enum GroupType: String, CaseIterable, Sendable {
    case debtor, creditor, product

    static let choices = [
        Choice(debtor.rawValue, "debtors", "debiteuren"), Choice(creditor.rawValue, "creditors", "crediteuren"),
        Choice(product.rawValue, "products", "producten"),
    ]

    /// The word in the vendor's messages; only the one for products is confirmed. Source: reference, section 7.
    var title: String {
        switch self {
        case .debtor: "Debiteurgroep"
        case .creditor: "Crediteurgroep"
        case .product: "Productgroep"
        }
    }

    /// What a group shows of each of its records; that of debtors is inferred. Source: reference, section 7.
    public var shownMembers: [String] {
        switch self {
        case .debtor:
            [Debtor.identifier.name]
                + [Debtor.code, Debtor.companyName, Debtor.initials, Debtor.surName].map(\.name)
        case .creditor: []
        case .product: [Product.identifier.name, Product.code.name, Product.name.name]
        }
    }
}

extension Record where Kind == Group {
    public var type: GroupType? { GroupType(rawValue: text(Group.type)) }

    /// The records of the group by id, each with what the group shows of it.
    public var items: [(id: Int, texts: [String: String])] {
        get {
            let names = type?.shownMembers ?? []
            return (self[Group.items] ?? []).map { id in
                let pairs = names.map { ($0, self[member: Group.itemMember($0, String(id))]) }
                return (id, Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
            }
        }
        set {
            self[Group.items] = newValue.map(\.id)
            for item in newValue {
                for (name, text) in item.texts { self[member: Group.itemMember(name, String(item.id))] = text }
            }
        }
    }

    /// `{"5":{"Identifier":"5","ProductCode":"P005",…}}`, or `[]`.
    var itemsJSON: JSONValue {
        let names = type?.shownMembers ?? []
        return .phpMap(
            items.map { item in
                JSONMember(String(item.id), .object(names.map { JSONMember($0, item.texts[$0] ?? "") }))
            })
    }
}

extension Group {
    /// The members of each record, or in a list the ids alone.
    public static func texts(of member: JSONMember) -> [(String, String)] {
        guard member.name == items.name else { return plainTexts(of: member) }
        switch member.value {
        case .object(let entries):
            let shown = entries.flatMap { entry -> [(String, String)] in
                guard case .object(let members) = entry.value else { return [] }
                return members.compactMap { shown in
                    shown.value.scalarText.map { (itemMember(shown.name, entry.name), $0) }
                }
            }
            return [(items.name, entries.map(\.name).joined(separator: ","))] + shown
        case .array(let ids): return [(items.name, ids.compactMap(\.scalarText).joined(separator: ","))]
        default: return [(items.name, "")]
        }
    }

    static func itemMember(_ name: String, _ id: String) -> String { "\(name)[\(id)]" }
}
