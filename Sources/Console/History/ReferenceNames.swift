import BillingAPI
import M4API

/// What the records are called that fields point at by a number alone, as far as the system tells.
struct ReferenceNames: Sendable {
    private var names: [RecordKind: [String: String]] = [:]

    func name(of text: String, in field: FieldDeclaration) -> String? {
        guard case .reference(let kind) = field.kind else { return nil }
        return names[kind]?[text]
    }

    /// With those that entries need; a kind that was asked for once is not asked for again, whatever came of it.
    func completed(for entries: [HistoryEntry], by service: any BillingService) async -> ReferenceNames {
        var all = self
        for field in entries.flatMap(\.told).compactMap(\.field) {
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

    private static let listed: Set<RecordKind> = [.manager, .currency, .direction, .numberPool]
}
