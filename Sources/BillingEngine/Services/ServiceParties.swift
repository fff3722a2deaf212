import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

/// Whose a service is and what it sells, as an add or an edit names them; nil for what is not named.
struct ServiceParties {
    var debtor: Record<Debtor>?
    var product: Record<Product>?

    init(_ arguments: Arguments, _ problems: inout [Problem], in transaction: any StoreTransaction) throws {
        debtor = try Self.debtor(arguments, &problems, in: transaction)
        product = try Self.product(arguments, &problems, in: transaction)
    }

    private static func debtor(
        _ arguments: Arguments, _ problems: inout [Problem], in transaction: any StoreTransaction
    ) throws -> Record<Debtor>? {
        let (id, code) = (arguments[Subscription.debtor], arguments.filled(Subscription.debtorCode))
        guard id != nil || code != nil else { return nil }
        do {
            let found = try DebtorTable.identify(id, code, in: transaction)
            if id != nil, let code, try DebtorTable.identify(nil, code, in: transaction) != found {
                problems.append(
                    Problem(
                        Subscription.debtorCode.declaration,
                        wire: LocalizedText(
                            "Debtor \(found) and DebtorCode “\(code)” are not the same debtor.",
                            "Debtor \(found) en DebtorCode “\(code)” zijn niet dezelfde debiteur."),
                        staff: LocalizedText(
                            "The debtor with id \(found) and “\(code)” are not the same debtor.",
                            "De debiteur met id \(found) en “\(code)” zijn niet dezelfde debiteur.")))
            }
            return try DebtorTable.record(found, in: transaction)
        } catch let error as APIError {
            problems.append(
                Problem(
                    vendor: error, id == nil ? Subscription.debtorCode.declaration : Subscription.debtor.declaration))
            return nil
        }
    }

    private static func product(
        _ arguments: Arguments, _ problems: inout [Problem], in transaction: any StoreTransaction
    ) throws -> Record<Product>? {
        guard let code = arguments.filled(Subscription.productCode) else { return nil }
        do {
            return try ProductTable.record(ProductTable.identify(nil, code, in: transaction), in: transaction)
        } catch let error as APIError {
            problems.append(Problem(vendor: error, Subscription.productCode.declaration))
            return nil
        }
    }
}

extension APIError {
    /// What is the vendor's own sentence alone is told as not found; several problems are told together.
    init(ofService problems: [Problem]) {
        self.init(problems: problems)
        let all = problems.allSatisfy { $0.message.dutch.hasPrefix(VendorMessage.unknownPrefix) }
        if all { kind = .notFound }
    }
}

extension Problem {
    /// The vendor's sentence beside the field it is about.
    init(vendor error: APIError, _ field: FieldDeclaration) {
        self.init(field, wire: error.sentences.first ?? error.message, staff: error.message)
    }
}
