import BillingAPI
import BillingModel
import HostFactAPI

/// What staff need to know of a service, as labelled lines.
enum ServiceFacts {
    static func lines(_ service: Record<Service>, _ texts: Texts) -> [DetailLine] {
        let (amounts, hasEnded) = (Service.amounts(of: service), ServiceDesk.hasEnded(service))
        var lines = [
            service.line(Service.debtorCode, texts),
            DetailLine(label: texts.customer, text: ServiceDesk.customerName(of: service)),
            service.line(Service.productCode, texts),
            service.line(Service.description, texts),
            DetailLine(label: texts.status, text: texts.serviceStatus(ended: hasEnded)),
            service.line(Service.number, texts),
            DetailLine(label: texts.priceExcl, text: service[Service.priceExcl].map { texts.amount($0) } ?? ""),
            DetailLine(label: texts.amountExcl, text: amounts.map { texts.total($0.amountExcl) } ?? ""),
            DetailLine(label: texts.amountIncl, text: amounts.map { texts.amount($0.amountIncl) } ?? ""),
            DetailLine(
                label: texts.period, text: texts.period(service[Service.periods] ?? 1, service.text(Service.periodic))),
            DetailLine(
                label: texts.thisPeriod, text: span(service[Service.startPeriod], service[Service.endPeriod], texts)),
            service.line(Service.nextDate, texts),
            DetailLine(
                label: texts.contract, text: span(service[Service.startContract], service[Service.endContract], texts)),
        ]
        if let termination = Service.termination(of: service) {
            lines.append(
                DetailLine(
                    label: Service.terminationDate.declaration.label[texts.language],
                    text:
                        "\(hasEnded ? "✗" : "!") \(texts.date(termination.date)) (\(texts.terminationAsked(termination.created)))",
                    role: hasEnded ? .tableEnded : .tableEnding))
        } else {
            lines.append(service.line(Service.terminationDate, texts))
        }
        return lines
    }

    private static func span(_ from: CalendarDate?, _ to: CalendarDate?, _ texts: Texts) -> String {
        guard let from, let to else { return "" }
        return "\(texts.date(from)) – \(texts.date(to))"
    }
}
