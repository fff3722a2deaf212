import BillingModel
import Foundation

// Endings: the day, and what it brings about.
extension Texts {
    /// Of a day that is still to come.
    func beforeContractEnd(_ end: CalendarDate) -> String {
        pick(
            "BEFORE THE CONTRACT ENDS: its earliest end is \(date(end)).",
            "VÓÓR HET EINDE VAN HET CONTRACT: dat kan pas eindigen op \(date(end)).")
    }
    func beyondContractEnd(_ end: CalendarDate) -> String {
        pick(
            "BEYOND THE CONTRACT PERIOD, which ends on \(date(end)) and is renewed.",
            "VOORBIJ DE CONTRACTPERIODE, die eindigt op \(date(end)) en verlengd wordt.")
    }
    /// A vendor's installation decides by itself when it makes invoices.
    func lastInvoice(_ day: CalendarDate, _ backend: Backend) -> String {
        backend.isElsewhere
            ? pick(
                "The last invoice is expected on \(date(day)).", "De laatste factuur wordt verwacht op \(date(day)).")
            : pick("The last invoice is made on \(date(day)).", "De laatste factuur wordt gemaakt op \(date(day)).")
    }
    func isNotCredited(_ paid: CalendarDate, _ end: CalendarDate) -> String {
        pick(
            "It is invoiced until \(date(paid)) already; what lies after \(date(end)) is not credited by itself.",
            "Er is al gefactureerd tot \(date(paid)); wat na \(date(end)) ligt wordt niet vanzelf gecrediteerd.")
    }
    func saves(_ aMonth: Decimal) -> String {
        pick(
            "From then on \(total(aMonth)) a month incl. VAT is no longer invoiced.",
            "Daarna wordt \(total(aMonth)) per maand incl. btw niet meer gefactureerd.")
    }
    /// - Parameter key: What withdraws it; nil where that has no key.
    func isWithdrawn(until last: CalendarDate, by key: String?) -> String {
        let by = key.map { pick(" by \($0)", " met \($0)") } ?? ""
        return pick(
            "Until \(date(last)) it can be withdrawn\(by).", "Tot en met \(date(last)) is het in te trekken\(by).")
    }
}
