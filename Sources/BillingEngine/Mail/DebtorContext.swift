import BillingAPI
import BillingModel
import HostFactAPI

/// What a template can say of a debtor: the vendor's member names with their values, and what is worked out.
///
/// A value that is empty is left out, so that a section named after it is as well.
struct DebtorContext {
    private(set) var values: [String: Any] = [:]
    let language: Language

    init(_ debtor: Record<Debtor>) {
        language = Self.language(debtor.text(Debtor.defaultLanguage))
        for field in EditDebtor.declaration.parameters where !field.isSecret && field != Debtor.groups.declaration {
            self[field.member] = debtor[text: field] ?? ""
        }
        for member in [ObjectMember.created, ObjectMember.modified] { self[member] = debtor[member: member] }
        self["DisplayName"] = Debtor.displayName(of: debtor)
        for known in Language.allCases { values["\(known)"] = known == language }
    }

    subscript(_ name: String) -> String {
        get { values[name] as? String ?? "" }
        set { values[name] = newValue.isEmpty ? nil : newValue }
    }

    /// Adds a service's members under `service`.
    mutating func add(_ service: Record<Subscription>) {
        let fields =
            EditService.declaration.parameters + [Subscription.endPeriod, Subscription.nextDate].map(\.declaration)
        values["service"] = Dictionary(
            fields.map { ($0.member, service[text: $0] ?? "") }.filter { !$0.1.isEmpty },
            uniquingKeysWith: { first, _ in first })
    }

    /// Dutch unless the debtor's `DefaultLanguage` is an English one, such as `en_EN`.
    private static func language(_ defaultLanguage: String) -> Language {
        defaultLanguage.lowercased().hasPrefix("en") ? .english : .dutch
    }
}
