import BillingAPI
import HostFactAPI
import HostileTesting
import M4API
import SQLStore

@testable import BillingEngine

extension DemoInstallation {
    /// Everything that somebody may have written, in every record, as a program may have put it there that checks
    /// nothing.
    func fillWithHostileTexts() async throws {
        for table in [Tables.group, Tables.debtor, Tables.product, Tables.service, Tables.user] {
            let columns = table.columns.filter(Self.holdsText)
            guard let identity = table.identity, !columns.isEmpty else { continue }
            try await store.write { transaction in
                let rows = try transaction.rows(SQLQuery("SELECT \(identity) FROM \(table.name) ORDER BY \(identity)"))
                for (place, row) in rows.enumerated() {
                    let texts = columns.indices.map { column in
                        HostileCorpus.all[(place * columns.count + column) % HostileCorpus.all.count].text
                    }
                    let assignments = columns.map { "\($0.name) = ?" }.joined(separator: ", ")
                    try transaction.execute(
                        SQLQuery(
                            "UPDATE \(table.name) SET \(assignments) WHERE \(identity) = ?",
                            texts.map { .text($0) } + [.integer(row.integer(0))]))
                }
            }
        }
    }

    /// Words, and not what a record is told apart, ordered or found by.
    private static func holdsText(_ column: SQLColumn) -> Bool {
        guard column.kind == .text, column.check == nil, !column.isUnique, column.name != SQLTable.folded else {
            return false
        }
        return words.contains(column.name)
    }

    private static let words: Set<String> = {
        let fields =
            EditDebtor.declaration.parameters + EditProduct.declaration.parameters + EditService.declaration.parameters
            + EditGroup.declaration.parameters + UpdateUserDetails.declaration.parameters
        let texts = fields.filter { field in
            guard field.use == .words else { return false }
            switch field.kind {
            case .text, .multilineText: return true
            default: return false
            }
        }
        return Set(texts.map(\.member))
    }()
}
