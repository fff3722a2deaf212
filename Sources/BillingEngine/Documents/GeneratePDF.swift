import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension GeneratePDF: OutsideAction {
    /// The debtor's data sheet, with all services or one. Source: HostFact reference, 4.8; the contents are ours.
    func gather(in context: EngineContext) throws -> DataSheet {
        let transaction = context.transaction
        let id = try DebtorTable.identify(self[Debtor.identifier], self[Debtor.code], in: transaction)
        let template = try template()
        let services = try services(of: id, in: context)
        let row = try TemporaryPassword.row(of: id, in: transaction)
        let isTemporary = row.flatMap { TemporaryPassword.valid(in: $0, at: context.now) } != nil
        return DataSheet(
            try DebtorTable.record(id, in: transaction), template, services: services,
            passwordExpires: isTemporary ? row?.text(TemporaryPassword.expiryColumn) ?? "" : "", at: context.now)
    }

    func answer(from sheet: DataSheet, with outside: Outside) async throws -> DebtorDocument {
        let bytes = try await outside.renderer.pdf(of: sheet.html())
        let code = sheet.code.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        return DebtorDocument(
            filename: "\(sheet.template.filename(sheet.language))-\(code).pdf", bytes: bytes)
    }

    /// 0 stands for the standard one, as with a debtor's other templates (inferred).
    private func template() throws -> DataSheetTemplate {
        guard let id = self[Self.template], id > 0 else { return .everything }
        if let template = DataSheetTemplate(rawValue: id) { return template }
        let last = DataSheetTemplate.allCases.count
        throw APIError(problems: [
            Problem(naming: Self.template.declaration) {
                LocalizedText(
                    "\($0.english): there is no template \(id); there are 1 to \(last).",
                    "\($0.dutch): er is geen sjabloon \(id); er zijn er 1 tot \(last).")
            }
        ])
    }

    /// Hosting is kept among the services; of what is kept nowhere, no id is known.
    private func services(of debtor: Int, in context: EngineContext) throws -> [Record<Subscription>] {
        if let thing = Self.notKept[self[Self.serviceType] ?? ""] {
            guard (self[Self.service] ?? 0) == 0 else { throw VendorMessage.unknown(thing) }
            return []
        }
        if let id = self[Self.service], id > 0 {
            let service = try ServiceTable.record(id, context.today, in: context.transaction)
            guard service[Subscription.debtor] == debtor else { throw VendorMessage.unknown(VendorMessage.service) }
            return [service]
        }
        let ids = try context.transaction.rows(
            SQLQuery(
                "SELECT Identifier FROM service WHERE Debtor = ? ORDER BY Identifier LIMIT ?",
                [.integer(debtor), .integer(DataSheet.mostServices + 1)])
        ).map { $0.integer(0) }
        return try ServiceTable.records(ids, context.today, in: context.transaction)
    }

    /// The vendor's words for them. Those for certificates and servers are inferred. Source: HostFact reference, 2.7.
    private static let notKept = [
        "domain": LocalizedText("domain name", "domeinnaam"),
        "ssl": LocalizedText("SSL certificate", "ssl-certificaat"), "vps": LocalizedText("VPS", "vps"),
    ]
}
