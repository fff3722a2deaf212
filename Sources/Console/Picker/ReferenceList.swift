import BillingAPI
import BillingModel
import Foundation
import M4API

/// The records that an M4 user's fields point at: managers, currencies, directions, number pools.
struct ReferenceList: RowSource {
    typealias Row = M4Reference

    let kind: RecordKind

    init(_ kind: RecordKind) {
        self.kind = kind
    }

    let columns: [ListColumn<Row>] = [
        ListColumn(title: \.userID, sortKey: nil, minimum: 5, ideal: 6, priority: 0) { row, _ in String(row.id) },
        ListColumn(title: \.name, sortKey: nil, minimum: 14, ideal: 30, isFlexible: true, priority: 0) { row, _ in
            label(of: row)
        },
    ]

    static func label(of row: Row) -> String {
        // Some references have no name but their code.
        (row.code == row.name ? [row.name] : [row.code, row.name]).filter { !$0.isEmpty }.joined(separator: " ")
    }

    func id(of row: Row) -> Int { row.id }
    func code(of row: Row) -> String { String(row.id) }

    /// An installation has some hundreds of these at most, and the system lists them only whole.
    func ask(_ request: ListRequest, _ service: any BillingService) async throws(APIError) -> Page<Row> {
        let all = try await service.send(ListReferences(kind))
        let words = SearchWords(request.filter)
        let found = all.filter { words.find([String($0.id), $0.code, $0.name]) }
        return Page(
            offset: request.offset, rows: Array(found.dropFirst(request.offset).prefix(request.limit)),
            total: found.count)
    }

    /// What a form of ids shows beside them.
    struct Names: Sendable {
        /// The names behind the ids, by parameter name.
        var remarks: [String: String] = [:]
        /// The kinds whose records are not told, and why: their forms work without names.
        var unlisted: [RecordKind: LocalizedText] = [:]
    }

    static func names(
        for fields: [FieldDeclaration], _ stored: [String: String], _ service: any BillingService
    ) async -> Names {
        var names = Names()
        var known: [RecordKind: [M4Reference]] = [:]
        for field in fields {
            guard case .reference(let kind) = field.kind, names.unlisted[kind] == nil else { continue }
            if known[kind] == nil {
                do throws(APIError) {
                    known[kind] = try await service.send(ListReferences(kind))
                } catch {
                    names.unlisted[kind] = error.message
                }
            }
            let id = stored[field.name].flatMap { Int($0) }
            if let row = known[kind]?.first(where: { $0.id == id }) { names.remarks[field.name] = label(of: row) }
        }
        return names
    }
}
