import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension GeneratePDF: OutsideAction {
    /// The debtor's data sheet, with all services or one. Source: HostFact reference, 4.8; the contents are ours.
    func gather(in context: EngineContext) throws -> DataSheet {
        let transaction = context.transaction
        let id = try DebtorTable.identify(self[Debtor.identifier], self[Debtor.code], in: transaction)
        try checkTemplate()
        let services = try services(of: id, in: context)
        let row = try transaction.row(
            SQLQuery(
                "SELECT \(Debtor.password.name), \(TemporaryPassword.expiryColumn) FROM debtor WHERE Identifier = ?",
                [.integer(id)]))
        let isTemporary = row.flatMap { TemporaryPassword.valid(in: $0, at: context.now) } != nil
        return DataSheet(
            try DebtorTable.record(id, in: transaction), services: services,
            passwordExpires: isTemporary ? row?.text(1) ?? "" : "", at: context.now)
    }

    func answer(from sheet: DataSheet, with outside: Outside) async throws -> DebtorDocument {
        let bytes = try await outside.renderer.pdf(of: sheet.html())
        let code = sheet.code.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        let word = LocalizedText("customer-data", "klantgegevens")[sheet.language]
        return DebtorDocument(filename: "\(word)-\(code).pdf", bytes: bytes)
    }

    /// 0 and 1 are the one sheet there is.
    private func checkTemplate() throws {
        guard let template = self[Self.template], template > 1 else { return }
        throw APIError(problems: [
            Problem(
                Self.template.declaration, "TemplateID: there is no template \(template); leave it out.",
                "TemplateID: er is geen sjabloon \(template); laat dit weg.")
        ])
    }

    private func services(of debtor: Int, in context: EngineContext) throws -> [Record<Service>] {
        let kind = arguments.filled(Self.serviceType) ?? Service.controller
        guard kind.lowercased() == Service.controller else {
            throw APIError(problems: [
                Problem(
                    Self.serviceType.declaration, "ServiceType: “\(kind.prefix(40))” is not known here; use service.",
                    "ServiceType: “\(kind.prefix(40))” is hier niet bekend; gebruik service.")
            ])
        }
        if let id = self[Self.service], id > 0 {
            let service = try ServiceTable.record(id, context.today, in: context.transaction)
            guard service[Service.debtor] == debtor else { throw VendorMessage.unknown("dienst") }
            return [service]
        }
        let ids = try context.transaction.rows(
            SQLQuery(
                "SELECT Identifier FROM service WHERE Debtor = ? ORDER BY Identifier LIMIT ?",
                [.integer(debtor), .integer(DataSheet.mostServices + 1)])
        ).map { $0.integer(0) }
        return try ServiceTable.records(ids, context.today, in: context.transaction)
    }
}
