import BillingAPI
import BillingModel

/// What an installation's API knows: HostFact 3.1, or WeFact Hosting 2.7, which lacks some of it.
///
/// Source: HostFact reference, 13.1. That 2.7 lacks the login call is inferred from clients of 2.5.
enum HostFactVersion: Sendable {
    case hostFact31
    case weFact27

    /// The version of a system by the name that staff use.
    init(system: String) {
        self = system == "WeFact" ? .weFact27 : .hostFact31
    }

    func lacks(_ action: any APIAction.Type) -> Bool {
        self == .weFact27 && action == UpdateLoginCredentials.self
    }

    /// What the installation would not understand; it ignores unknown parameters without a word.
    func problems(with action: some APIAction, system: String) -> [Problem] {
        guard self == .weFact27 else { return [] }
        var problems: [Problem] = []
        let parameters = Set(type(of: action).declaration.parameters.map(\.name))
        for field in Self.debtorSexes.map(\.declaration) where parameters.contains(field.name) {
            if let text = action.arguments[text: field], ["d", "u"].contains(text) {
                problems.append(
                    Problem(naming: field) {
                        LocalizedText(
                            "\($0.english): \(system) knows only m and f, not “\(text)”.",
                            "\($0.dutch): \(system) kent alleen m en f, geen “\(text)”.")
                    })
            }
        }
        for field in Self.unknownFields where parameters.contains(field.name) && action.arguments.isFilled(field) {
            problems.append(
                Problem(naming: field) {
                    LocalizedText(
                        "\($0.english): \(system) does not know this field; leave it empty.",
                        "\($0.dutch): \(system) kent dit veld niet; laat het leeg.")
                })
        }
        return problems
    }

    /// The arguments that are sent.
    func known(_ arguments: Arguments) -> Arguments {
        guard self == .weFact27 else { return arguments }
        var known = arguments
        for field in Self.unknownFields { known[text: field] = nil }
        return known
    }

    private static let debtorSexes = [Debtor.sex, Debtor.invoiceSex]
    private static let unknownFields = [Debtor.reminderEmailAddress.declaration]
}
