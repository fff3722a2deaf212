import BillingAPI
import HostFactAPI
import M4API

/// What changed records mean to the page of a customer.
extension DebtorPage {
    private enum Concern { case none, perhaps, certain }

    /// Nothing is read for records that are not on the page and cannot come onto it.
    func concern(of records: Set<ChangedRecord>) -> Action? {
        let concerned = records.map { ($0, concern(of: $0)) }.filter { $0.1 != .none }
        if concerned.isEmpty { return nil }
        let isCertain = customer == nil || concerned.contains { $0.1 == .certain }
        return isCertain || concerned.count > Self.mostLookedAt ? .load : .look(concerned.map(\.0))
    }

    /// Looking at more of them one by one costs more than the page.
    private static var mostLookedAt: Int { 3 }

    private func concern(of record: ChangedRecord) -> Concern {
        switch record.kind {
        case .debtor: record.mayBe(id) ? .certain : .none
        case .group: .certain
        case .service: concern(of: record, among: customer?.services.rows ?? [], at: Desks.services)
        case .user: concern(of: record, among: customer?.users ?? [], at: Desks.users)
        case .product, .manager, .currency, .direction, .numberPool: .none
        }
    }

    private func concern<Kind: Desk>(of record: ChangedRecord, among rows: [Kind.Row], at desk: Kind) -> Concern {
        guard let identifier = record.identifier else { return .certain }
        return rows.contains { desk.id(of: $0) == identifier } ? .certain : .perhaps
    }

    /// Asks each whose it is.
    func look(_ records: [ChangedRecord]) -> Effect<Action> {
        guard let code = customer.map({ Desks.debtors.code(of: $0.debtor) }) else { return .next(.load) }
        var effect = Effect<Action>.none
        for record in records {
            guard let identifier = record.identifier else { continue }
            let asking = Effect<Action>.read(
                slot: "whose \(record.kind) \(identifier)",
                { [id] service throws(APIError) in
                    if record.kind == .user {
                        return try await Desks.users.read(identifier, service).text(User.accountingNumber) == code
                    }
                    return try await Desks.services.read(identifier, service)[Subscription.debtor] == id
                }
            ) { .looked($0) }
            effect = effect + asking
        }
        return effect
    }
}
