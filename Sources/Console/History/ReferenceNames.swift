import BillingAPI
import HostFactAPI
import M4API

/// What the records are called that fields point at by a number alone, as far as the system tells.
struct ReferenceNames: Sendable {
    private var names: [RecordKind: [String: String]] = [:]

    func name(of text: String, in field: FieldDeclaration) -> String? {
        switch field.kind {
        case .reference(let kind): return names[kind]?[text]
        case .references(let kind):
            guard let known = names[kind], !known.isEmpty, !text.isEmpty else { return nil }
            return text.split(separator: ",").map { known[String($0)] ?? String($0) }.joined(separator: ", ")
        default: return nil
        }
    }

    /// With those that entries need; a kind that was asked for once is not asked for again, whatever came of it.
    func completed(for entries: [HistoryEntry], by service: any BillingService) async -> ReferenceNames {
        var all = self
        for field in entries.flatMap(\.told).compactMap(\.field) {
            if case .references(.group) = field.kind, all.names[.group] == nil {
                all.names[.group] = await Self.groups(service)
            }
            guard case .reference(let kind) = field.kind, Self.listed.contains(kind), all.names[kind] == nil else {
                continue
            }
            all.names[kind] = [:]
            // Without names the numbers say what there is to say.
            guard let rows = try? await service.send(ListReferences(kind)) else { continue }
            all.names[kind] = Dictionary(
                rows.map { (String($0.id), ReferenceList.label(of: $0)) }, uniquingKeysWith: { first, _ in first })
        }
        return all
    }

    /// Those of debtors and those of products have ids of their own.
    private static func groups(_ service: any BillingService) async -> [String: String] {
        var names: [String: String] = [:]
        for type in [GroupType.debtor, .product] {
            for group in (try? await GroupList(type).all(service)) ?? [] {
                names[group.text(Group.identifier)] = group.text(Group.name)
            }
        }
        return names
    }

    private static let listed: Set<RecordKind> = [.manager, .currency, .direction, .numberPool]
}
