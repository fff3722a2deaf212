import BillingAPI
import BillingModel
import Foundation
import M4API
import SQLStore

/// M4's currencies. All amounts are kept in the default one, which has the rate 1. Source: M4 reference, 10.1.
enum CurrencyTable {
    struct Currency {
        var id: Int
        var code: String
        var rate: Decimal
    }

    /// Nil only in a store without currencies.
    static func standard(in transaction: any StoreTransaction) throws -> Currency? {
        try currency(SQLQuery("ORDER BY \(transaction.dialect.number("rate")) = 1 DESC, id"), in: transaction)
    }

    /// The currency of this code, in the same letter case.
    static func coded(_ code: String, in transaction: any StoreTransaction) throws -> Currency? {
        try currency(SQLQuery("WHERE code = ?", [.text(code)]), in: transaction)
    }

    static func ofUser(_ id: Int, in transaction: any StoreTransaction) throws -> Currency? {
        let query = SQLQuery("WHERE id = (SELECT currency_id FROM m4_user WHERE id = ?)", [.integer(id)])
        return try currency(query, in: transaction)
    }

    /// An amount of the default currency in another one, not rounded.
    ///
    /// Inferred: the vendor calls the rate “default currency divided by the other one”, and the rates of its sample
    /// and of public tables are what one of the default currency is worth.
    static func converted(_ amount: Decimal, to currency: Currency) -> Decimal { amount * currency.rate }

    static func unknown(_ code: String, _ field: FieldDeclaration) -> APIError {
        let shown = code.plainLine.prefix(40)
        return APIError(problems: [
            Problem(naming: field) {
                LocalizedText(
                    "\($0.english): there is no currency “\(shown)”.", "\($0.dutch): er is geen valuta “\(shown)”.")
            }
        ])
    }

    private static func currency(_ rest: SQLQuery, in transaction: any StoreTransaction) throws -> Currency? {
        try transaction.row("SELECT id, code, rate FROM m4_currency " + rest + " LIMIT 1").map { row in
            Currency(id: row.integer(0), code: row.text(1), rate: Decimal(vendorText: row.text(2)) ?? 1)
        }
    }
}

extension UpdateExchangeRate: EngineAction {
    /// The default currency keeps the rate 1, since every amount is kept in it.
    func run(in context: EngineContext) throws -> ExchangeRateUpdated {
        let code = arguments.filled(Self.currency) ?? ""
        guard let currency = try CurrencyTable.coded(code, in: context.transaction) else {
            throw CurrencyTable.unknown(code, Self.currency.declaration)
        }
        let rate = self[Self.rate] ?? currency.rate
        if try CurrencyTable.standard(in: context.transaction)?.code == code, rate != 1 {
            throw APIError(problems: [
                Problem(naming: Self.rate.declaration) {
                    LocalizedText(
                        "\($0.english): \(code) is the default currency; its rate stays 1.",
                        "\($0.dutch): \(code) is de standaardvaluta; de koers daarvan blijft 1.")
                }
            ])
        }
        try context.transaction.execute(
            SQLQuery("UPDATE m4_currency SET rate = ? WHERE code = ?", [.text(rate.vendorText), .text(code)]))
        let (before, after) = (currency.rate.vendorText, rate.vendorText)
        context.changed(
            .currency, currency.id,
            before == after ? [] : [FieldChange(Self.rate.declaration, from: before, to: after)])
        return ExchangeRateUpdated()
    }
}
