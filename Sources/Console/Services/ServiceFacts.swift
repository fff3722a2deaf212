import BillingAPI
import BillingModel
import HostFactAPI

/// What staff need to know of a service, as labelled lines.
enum ServiceFacts {
    static func lines(_ service: Record<Subscription>, _ texts: Texts) -> [DetailLine] {
        let (amounts, hasEnded) = (Subscription.amounts(of: service), ServiceDesk.hasEnded(service))
        var lines = [
            service.line(Subscription.debtorCode, texts),
            DetailLine(label: texts.customer, text: ServiceDesk.customerName(of: service)),
            service.line(Subscription.productCode, texts),
            service.line(Subscription.description, texts),
            DetailLine(label: texts.status, text: texts.serviceStatus(ended: hasEnded)),
            service.line(Subscription.number, texts),
            DetailLine(label: texts.priceExcl, text: service[Subscription.priceExcl].map { texts.amount($0) } ?? ""),
            DetailLine(label: texts.amountExcl, text: amounts.map { texts.total($0.amountExcl) } ?? ""),
            DetailLine(label: texts.amountIncl, text: amounts.map { texts.amount($0.amountIncl) } ?? ""),
            DetailLine(
                label: texts.period,
                text: texts.period(service[Subscription.periods] ?? 1, service.text(Subscription.periodic))),
            DetailLine(
                label: texts.thisPeriod,
                text: span(service[Subscription.startPeriod], service[Subscription.endPeriod], texts)),
            service.line(Subscription.nextDate, texts),
            DetailLine(
                label: texts.contract,
                text: span(service[Subscription.startContract], service[Subscription.endContract], texts)),
        ]
        if let termination = Subscription.termination(of: service) {
            lines.append(
                DetailLine(
                    label: Subscription.terminationDate.declaration.label[texts.language],
                    text:
                        "\(hasEnded ? "✗" : "!") \(texts.date(termination.date)) (\(texts.terminationAsked(termination.created)))",
                    role: hasEnded ? .tableEnded : .tableEnding))
        } else {
            lines.append(service.line(Subscription.terminationDate, texts))
        }
        return lines
    }

    /// What is seldom asked for.
    static func others(_ service: Record<Subscription>, _ texts: Texts) -> [DetailLine] {
        let discount = service[Subscription.discountPercentage].flatMap { $0 == 0 ? nil : texts.amount($0) + " %" }
        return [
            DetailLine(label: texts.terminationReason, text: service[member: Termination.reasonColumn]),
            DetailLine(
                label: Subscription.discountPercentage.declaration.label[texts.language], text: discount ?? ""),
            service.line(Subscription.taxPercentage, texts),
            DetailLine(
                label: texts.contractLength,
                text: texts.length(
                    service[Subscription.contractPeriods] ?? 1, service.text(Subscription.contractPeriodic))),
            service.line(Subscription.invoiceAuthorisation, texts), service.line(Subscription.reminder, texts),
            DetailLine(label: texts.created, text: texts.moment(stored: service[member: ObjectMember.created])),
            DetailLine(label: texts.modified, text: texts.moment(stored: service[member: ObjectMember.modified])),
        ]
    }

    private static func span(_ from: CalendarDate?, _ to: CalendarDate?, _ texts: Texts) -> String {
        guard let from, let to else { return "" }
        return "\(texts.date(from)) – \(texts.date(to))"
    }
}
