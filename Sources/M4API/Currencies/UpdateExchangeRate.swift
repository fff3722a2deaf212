import BillingAPI
import BillingModel
import Foundation

/// Sets what a currency is worth. Source: M4 reference, 10.1.
public struct UpdateExchangeRate: M4Action, WritingAction {
    public typealias Answer = ExchangeRateUpdated

    public static let currency = Field<String>.text(
        "currency", "Currency", "Valuta",
        help: LocalizedText("A code such as EUR, in capitals", "Een code zoals EUR, in hoofdletters"), maximum: 10)
    public static let rate = Field<Decimal>.decimal(
        "rate", "Exchange rate", "Wisselkoers", 0...999_999_999,
        help: LocalizedText(
            "How much of it one of the default currency is worth",
            "Hoeveel ervan één van de standaardvaluta waard is")
    ).refusing { text in
        Decimal(vendorText: text) == 0
            ? LocalizedText("is no rate; give one above zero", "is geen koers; geef er een boven nul") : nil
    }

    public static let declaration = ActionDeclaration(
        ActionName("m4", "exchange_rate_update"), LocalizedText("Change exchange rate", "Wisselkoers wijzigen"),
        .writes, [currency.declaration, rate.declaration],
        rules: [.required(currency.declaration), .required(rate.declaration)], source: "M4 reference, 10.1")
    public static let hashValues: [M4HashValue] = [
        .parameter(currency.declaration), .parameter(rate.declaration),
    ]
    public static let errorShape = M4ErrorShape.status
    public static let requiresCaller = true
    public static let words = M4Words(
        unauthorized: M4Refusal.notAuthorizedForFunctionality, notFound: notFound,
        problems: [
            .init(currency.declaration, notFound), .init(rate.declaration, "Exchange rate is invalid"),
        ])
    private static let notFound = "Currency was not found"

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget {
        .nothing(LocalizedText("No call of M4 reads a rate.", "Geen aanroep van M4 leest een koers."))
    }

    public func undo(before: (any RecordAnswer)?, answer: ExchangeRateUpdated?) -> Undo {
        .impossible(
            LocalizedText(
                "No call of M4 tells what the rate was before.", "Geen aanroep van M4 zegt wat de koers eerst was."))
    }
}

/// Shape S1 of the M4 reference, 6.1.
public struct ExchangeRateUpdated: M4Answer, Equatable {
    public init() {}

    public var element: M4Element {
        M4Element("page", [M4Element("status", [M4Element("success", "Currency successfully updated")])])
    }

    public static func reading(_ root: M4Element) -> ExchangeRateUpdated? {
        root.first("success").map { _ in ExchangeRateUpdated() }
    }
}
