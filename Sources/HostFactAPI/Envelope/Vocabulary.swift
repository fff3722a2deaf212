import BillingAPI
import BillingModel
import Foundation

/// The vendor's lists of values and its Dutch names for them. Source: HostFact reference, section 11.
public enum Vocabulary {
    public static let sexes = [
        Choice("m", "male", "man"), Choice("f", "female", "vrouw"), Choice("d", "department", "afdeling"),
        Choice("u", "unknown", "onbekend"),
    ]
    public static let invoiceMethods = [
        Choice("0", "by e-mail", "Per e-mail"), Choice("1", "by post", "Per post"),
        Choice("3", "by e-mail and post", "Per e-mail en post"),
    ]
    public static let taxable = [
        Choice("auto", "automatic", "Automatisch"), Choice("yes", "yes", "Ja"), Choice("no", "no", "Nee"),
    ]
    public static let productTypes = [
        Choice("other", "general", "Algemeen"), Choice("hosting", "web hosting", "Webhosting"),
        Choice("domain", "domain name", "Domeinnaam"), Choice("ssl", "SSL certificate", "SSL-certificaat"),
        Choice("vps", "virtual server", "VPS"),
    ]
    /// `""` means once. Source: reference, 11.5; only `eenmalig` and `maand` are confirmed labels.
    public static let pricePeriods = [Choice("", "once", "eenmalig")] + periods
    public static let periods = [
        Choice("d", "day", "dag"), Choice("w", "week", "week"), Choice("m", "month", "maand"),
        Choice("k", "quarter", "kwartaal"), Choice("h", "half year", "half jaar"), Choice("j", "year", "jaar"),
        Choice("t", "two years", "twee jaar"),
    ]
    public static let reminders = [
        Choice("", "general setting", "algemene instelling"), Choice("yes", "yes", "ja"), Choice("no", "no", "nee"),
    ]

    /// The vendor's Dutch label of a value; empty for an empty value, the code itself when unknown.
    static func dutch(_ value: String, in choices: [Choice]) -> JSONValue {
        .string(choices.first { $0.value == value }?.label.dutch ?? value)
    }

    /// `NL` is `Nederland`. Source: reference, 11.7.
    static func country(_ code: String) -> JSONValue {
        code.isEmpty ? .string("") : .string(Locale(identifier: "nl_NL").localizedString(forRegionCode: code) ?? code)
    }

    /// Source: reference, 11.2; other codes have no confirmed translation.
    static func legalForm(_ code: String) -> JSONValue {
        switch code {
        case "ANDERS": .string("Anders of onbekend")
        case "BV": .string("Besloten Vennootschap")
        default: .string(code)
        }
    }
}

/// The vendor's Dutch sentences, exact. Source: HostFact reference, 2.7 and section 14.
public enum VendorMessage {
    /// On the wire the vendor's sentence, for staff our own.
    public static func unknown(_ entity: LocalizedText, _ given: String? = nil) -> APIError {
        let shown = given.map { "“\($0.plainLine.prefix(40))”" }
        let problem = Problem(
            nil, wire: LocalizedText(verbatim: "\(unknownPrefix) \(entity.dutch)"),
            staff: LocalizedText(
                "There is no \(shown.map { "\(entity.english) \($0)" } ?? "such \(entity.english)").",
                "Er is geen \(entity.dutch) \(shown ?? "met dit kenmerk")."))
        var error = APIError(problems: [problem])
        error.kind = .notFound
        return error
    }

    public static let debtor = LocalizedText("debtor", "debiteur")
    public static let product = LocalizedText("product", "product")
    public static let service = LocalizedText("service", "dienst")
    public static let group = LocalizedText("group", "groep")

    public static let unknownPrefix = "Ongeldig kenmerk voor"

    /// Source: HostFact reference, 2.7.
    static let refusedIdentifier = Problem(
        nil, "An Identifier is not allowed for this action.", "Een Identifier is niet toegestaan voor deze actie")
}
