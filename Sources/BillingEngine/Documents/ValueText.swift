import BillingAPI
import BillingModel
import Foundation
import HostFactAPI

/// Values as a customer reads them.
struct ValueText {
    let language: Language

    func text(_ field: FieldDeclaration, _ value: String) -> String {
        switch field.kind {
        case .flag(let coding):
            value.isEmpty
                ? "" : (value == coding.on ? LocalizedText("yes", "ja") : LocalizedText("no", "nee"))[language]
        case .choice(let choices): choices.first { $0.value == value }?.label[language] ?? value.plainLine
        case .date: CalendarDate(value).map(date) ?? value.plainLine
        default: value.plainLine
        }
    }

    func date(_ day: CalendarDate) -> String { language == .dutch ? day.dutchText : day.text }

    func amount(_ amount: Decimal) -> String { amount.shown(decimalComma: language == .dutch) }

    /// A service, in the order of `DataSheet.serviceColumns`.
    func line(_ service: Record<Subscription>) -> DataSheet.ServiceLine {
        let amounts = Subscription.amounts(of: service)
        let number = [service.text(Subscription.number), service.text(Subscription.numberSuffix)]
        let period = [
            service.text(Subscription.periods),
            text(Subscription.periodic.declaration, service.text(Subscription.periodic)),
        ]
        let days = [Subscription.startPeriod, Subscription.nextDate, Subscription.terminationDate].map {
            text($0.declaration, service.text($0))
        }
        let names = [service.text(Subscription.productCode), service.text(Subscription.description), joined(number)]
        return names.map(\.plainLine) + [joined(period)] + days
            + [amounts?.amountExcl.roundedToCents, amounts?.amountIncl].map { $0.map(amount) ?? "" }
    }

    private func joined(_ words: [String]) -> String { words.filter { !$0.isEmpty }.joined(separator: " ").plainLine }
}
