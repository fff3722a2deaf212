import BillingAPI
import BillingModel
import HostFactAPI

/// The forms of a debtor.
enum DebtorPlans {
    static func edit(_ debtor: Record<Debtor>) -> FormPlan<EditDebtor> { edit(Found(debtor)) }

    private static func edit(_ found: Found<Debtor>) -> FormPlan<EditDebtor> {
        let debtor = found.record
        let fields = EditDebtor.declaration.parameters.filter { field in
            // Passwords have their own dialog, which says what is stored and who is told.
            field != Debtor.identifier.declaration && !field.isSecret
        }
        return FormPlan(
            title: EditDebtor.declaration.title, subject: subject(debtor), read: found,
            again: { _, system throws(APIError) in edit(try await system.send(ShowDebtor(found.identifier ?? 0))) },
            identity: [RawParameter(Debtor.identifier.name, debtor.text(Debtor.identifier))], fields: fields,
            stored: debtor.values(of: fields), names: debtor.namesOfGroups,
            consequences: { arguments, setting in
                var lines: [Consequence] = [
                    .mail(setting.texts.customerIsNotTold), .rest(setting.texts.onlyChangesAreSent),
                ]
                if arguments.has(Debtor.code.declaration) { lines.append(.money(setting.texts.codeChangeWarning)) }
                return lines
            },
            words: \.messages,
            done: { _, answer, setting in setting.texts.debtorSaved(answer.record.text(Debtor.code)) })
    }

    static func subject(_ debtor: Record<Debtor>) -> String {
        "\(debtor.text(Debtor.code)) \(Debtor.displayName(of: debtor))"
    }
}

extension Record {
    /// The stored texts of fields, by parameter name.
    func values(of fields: [FieldDeclaration]) -> [String: String] {
        Dictionary(fields.map { ($0.name, self[text: $0] ?? "") }, uniquingKeysWith: { first, _ in first })
    }
}
