import BillingAPI
import HostFactAPI
import M4API

/// What the records are called that fields point at by a number alone, as far as the system tells.
struct ReferenceNames: Sendable {
    private var named: [RecordKind: NamedIDs] = [:]
    /// What was asked for, whatever came of it.
    private(set) var asked: Set<RecordKind> = []
    /// What the group is made of that is in view: the vendor's one field is for debtors and products alike.
    private(set) var memberKind: RecordKind?

    func kind(of field: FieldDeclaration) -> FieldKind {
        guard field == Group.items.declaration, let memberKind else { return field.kind }
        return .references(memberKind)
    }

    func of(_ kind: RecordKind) -> NamedIDs { named[kind] ?? NamedIDs(kind) }

    mutating func add(_ more: [String: String], of kind: RecordKind) {
        named[kind, default: NamedIDs(kind)].add(more)
    }

    mutating func add(_ other: ReferenceNames) {
        memberKind = other.memberKind ?? memberKind
        // Mostly nothing was known before.
        guard !named.isEmpty else {
            named = other.named
            return asked.formUnion(other.asked)
        }
        for (kind, more) in other.named { add(more.names, of: kind) }
        asked.formUnion(other.asked)
    }

    func name(of text: String, in field: FieldDeclaration) -> String? {
        guard case .reference(let kind) = field.kind else { return nil }
        return named[kind]?.names[text]
    }

    /// With those that fields need; a kind that was asked for once is not asked for again, whatever came of it.
    ///
    /// - Parameter type: Whose groups are meant; nil where these may be of any kind.
    func completed(
        for fields: [FieldDeclaration], groupsOf type: GroupType? = nil, by service: any BillingService
    ) async -> ReferenceNames {
        var all = self
        for field in fields {
            switch field.kind {
            case .references(.group) where all.asked.insert(.group).inserted:
                all.add(await Self.groups(type.map { [$0] } ?? [.debtor, .product], service), of: .group)
            case .reference(let kind) where Self.listed.contains(kind) && all.asked.insert(kind).inserted:
                // Without names the numbers say what there is to say.
                guard let rows = try? await service.send(ListReferences(kind)) else { continue }
                let pairs = rows.map { (String($0.id), ReferenceList.label(of: $0)) }
                all.add(Dictionary(pairs, uniquingKeysWith: { first, _ in first }), of: kind)
            default: break
            }
        }
        return all
    }

    /// Those of debtors and those of products have ids of their own.
    private static func groups(_ types: [GroupType], _ service: any BillingService) async -> [String: String] {
        var names: [String: String] = [:]
        for type in types {
            for group in (try? await GroupList(type).all(service)) ?? [] {
                names[group.text(Group.identifier)] = group.text(Group.name)
            }
        }
        return names
    }

    private static let listed: Set<RecordKind> = [.manager, .currency, .direction, .numberPool]
}

extension ReferenceNames {
    /// What a record itself tells of those that it names.
    init(toldBy answer: (any RecordAnswer)?) {
        switch answer {
        case let found as Found<Debtor>: add(found.record.namesOfGroups.values.first ?? [:], of: .group)
        case let found as Found<Product>: add(found.record.namesOfGroups.values.first ?? [:], of: .group)
        case let found as Found<Group>:
            memberKind = found.record.memberKind
            add(found.record.namesOfItems, of: found.record.memberKind)
        default: break
        }
    }

    /// With those of the members that came into a group or went, as far as they are there still.
    func completed(
        forGroup id: Int, in changes: [FieldChange], by service: any BillingService
    ) async -> ReferenceNames {
        var all = self
        if memberKind == nil, let group = try? await service.send(ShowGroup(id)) {
            all.add(ReferenceNames(toldBy: group))
        }
        guard let kind = all.memberKind else { return all }
        let moved = changes.filter { $0.field == Group.items.name }.flatMap { change in
            Set(NamedIDs.ids(in: change.before ?? "")).symmetricDifference(NamedIDs.ids(in: change.after ?? ""))
        }
        let known = all.of(kind).names
        for id in Set(moved).filter({ known[$0] == nil }).sorted().prefix(Self.mostLookedFor) {
            let number = Int(id) ?? 0
            if kind == .product, let product = try? await service.send(ShowProduct(number)).record {
                all.add([id: ProductPlans.subject(product)], of: kind)
            } else if kind == .debtor, let debtor = try? await service.send(ShowDebtor(number)).record {
                all.add([id: DebtorPlans.subject(debtor)], of: kind)
            }
        }
        return all
    }

    private static let mostLookedFor = 20
}
