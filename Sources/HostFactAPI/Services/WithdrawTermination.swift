import BillingAPI
import BillingModel

/// Takes back an ending that has not come yet. On the wire it is `service edit` with an empty end date.
///
/// No vendor's page says that this can be done, so that a system elsewhere is asked only where its profile says that it
/// can, and its answer must confirm it. Source: HostFact reference, 12.6 and 16 no. 10.
public struct WithdrawTermination: WritingAction {
    public typealias Answer = Found<Subscription>
    public static let declaration = ActionDeclaration(
        ActionName("service", "withdraw"), LocalizedText("Withdraw the ending", "Opzegging intrekken"), .writes,
        [Subscription.identifier.declaration], rules: [.required(Subscription.identifier.declaration)],
        source: "Balie's own; HostFact reference, 16 no. 10")

    public static var fixed: [(field: FieldDeclaration, text: String)] {
        [(Subscription.terminationDate.declaration, "")]
    }

    public var arguments = Arguments()
    public init() {}

    public init(_ id: Int) {
        arguments[Subscription.identifier] = id
    }

    public func target(_ identifier: Int?) -> WriteTarget {
        (self[Subscription.identifier] ?? identifier).map { .shown(by: ShowService($0)) } ?? .unnamed
    }

    /// No system tells the reason that was given with the ending.
    public func undo(before: (any RecordAnswer)?, answer: Found<Subscription>?) -> Undo {
        guard let id = before?.identifier,
            let date = before?.text(of: Subscription.terminationDate.declaration).flatMap({ CalendarDate($0) })
        else { return .notRead }
        var terminate = TerminateService()
        terminate[Subscription.identifier] = id
        terminate[TerminateService.date] = date
        return .by(terminate)
    }

    /// What travels.
    public var edit: EditService {
        var edit = EditService()
        edit[Subscription.identifier] = self[Subscription.identifier]
        edit.arguments[text: Subscription.terminationDate.declaration] = ""
        return edit
    }

    /// Why there is nothing to withdraw; nil where an ending is planned.
    public static func refusal(_ service: Record<Subscription>, _ today: CalendarDate) -> LocalizedText? {
        guard let date = service[Subscription.terminationDate] else {
            return LocalizedText("No ending is planned for this service.", "Voor deze dienst is geen einde gepland.")
        }
        guard Subscription.hasEnded(service, today) else { return nil }
        return LocalizedText(
            "This service ended on \(date.text): only an ending that is still to come can be withdrawn.",
            "Deze dienst is beëindigd per \(date.dutchText): alleen een einde dat nog komt, kan worden ingetrokken.")
    }

    /// The system did what it was asked and the ending is still there.
    static func unconfirmed(_ date: CalendarDate, _ system: String) -> APIError {
        APIError(
            .invalidInput,
            LocalizedText(
                "\(system) answered, but the service still ends on \(date.text): it does not take endings back.",
                "\(system) antwoordde, maar de dienst eindigt nog steeds op \(date.dutchText): het trekt opzeggingen niet in."
            ))
    }

    /// The system did what it was asked and does not say whether the ending is still there.
    static func untold(_ system: String) -> APIError {
        APIError(
            .unknownOutcome,
            LocalizedText(
                "\(system) answered, but not whether the ending was taken back; check before repeating.",
                "\(system) antwoordde, maar niet of de opzegging is ingetrokken; controleer dit voor u het herhaalt."))
    }

    /// Why a system elsewhere is not asked.
    static func unproven(_ system: String) -> LocalizedText {
        LocalizedText(
            "\(system) is not known to take endings back; where yours does, write can_withdraw = true in its profile.",
            "Van \(system) is niet bekend dat het opzeggingen intrekt; doet het uwe dat, schrijf dan can_withdraw = true in het profiel."
        )
    }
}
