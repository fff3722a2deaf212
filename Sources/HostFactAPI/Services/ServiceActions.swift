import BillingAPI
import BillingModel

/// The services that match, a page at a time; only active ones unless asked. Source: HostFact reference, 6.4.
public struct ListServices: ListAction {
    public typealias Kind = Subscription
    public typealias Answer = Listed<Subscription>
    public static let declaration = ActionDeclaration(
        ActionName("service", "list"), LocalizedText("List services", "Diensten tonen"), .reads,
        ListParameters.paging + [ListParameters.status.declaration] + ListParameters.timestamps,
        source: "HostFact reference, 3 and 6.4")
    public static var foundBy: FoundBy { Subscription.foundBy }
    public static let defaults = ListDefaults(
        sort: Subscription.nextDate.declaration.member,
        searchAt: [Subscription.debtorCode, Subscription.productCode, Subscription.description].map(
            \.declaration.member
        )
        .joined(separator: "|"),
        status: Subscription.active,
        columns: Subscription.listed)

    public var arguments = Arguments()
    public var countsAll = true
    public var mostCounted: Int?
    public var findsWords = false
    public var conditions: [RowCondition] = []
    public var thenBy: SecondOrder?
    public init() {}
}

/// One service, whole. Source: HostFact reference, 6.3.
public struct ShowService: HostFactAction, RecordReading {
    public typealias Answer = Found<Subscription>
    public static let declaration = ActionDeclaration(
        ActionName("service", "show"), LocalizedText("Show service", "Dienst tonen"), .reads,
        [Subscription.identifier.declaration], rules: [.required(Subscription.identifier.declaration)],
        source: "HostFact reference, 6.3")

    public var arguments = Arguments()
    public init() {}

    public init(_ id: Int) {
        arguments[Subscription.identifier] = id
    }
}

/// Gives a debtor a service. Source: WeFact Hosting API 2.7, service add; HostFact reference, 6.5.
public struct AddService: HostFactAction, WritingAction {
    public typealias Answer = Changed<Subscription>
    public static let declaration = ActionDeclaration(
        ActionName("service", "add"), LocalizedText("Add service", "Dienst toevoegen"), .writes,
        Subscription.details,
        rules: [
            .oneOf([Subscription.debtor.declaration, Subscription.debtorCode.declaration]),
            // What the vendor does without a unit is unknown; it is always sent. Source: reference, 16 no. 11.
            .requiredWithout(
                Subscription.productCode.declaration,
                [
                    Subscription.description.declaration, Subscription.priceExcl.declaration,
                    Subscription.periodic.declaration,
                ]),
        ],
        source: "WeFact Hosting API 2.7, service add")

    public static let message = "Dienst is aangemaakt"

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget { .added }

    /// Source: HostFact reference, 17.
    public func undo(before: (any RecordAnswer)?, answer: Changed<Subscription>?) -> Undo {
        .impossible(
            LocalizedText(
                "HostFact's interface removes no services; terminate it, or remove it in HostFact itself.",
                "De koppeling van HostFact verwijdert geen diensten; zeg de dienst op, of verwijder die in HostFact zelf."
            ))
    }
}

/// Changes the given details of one service; answers without a message. Source: HostFact reference, 6.6.
public struct EditService: HostFactAction, WritingAction {
    public typealias Answer = Found<Subscription>
    public static let declaration = ActionDeclaration(
        ActionName("service", "edit"), LocalizedText("Edit service", "Dienst bewerken"), .writes,
        [Subscription.identifier.declaration] + Subscription.details,
        rules: [
            .required(Subscription.identifier.declaration),
            .neverEmpty([
                Subscription.debtor.declaration, Subscription.debtorCode.declaration, Subscription.periodic.declaration,
                Subscription.startPeriod.declaration, Subscription.contractPeriods.declaration,
                Subscription.contractPeriodic.declaration, Subscription.startContract.declaration,
                Subscription.endContract.declaration,
            ]),
        ],
        source: "HostFact reference, 6.6")

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget {
        (self[Subscription.identifier] ?? identifier).map { .shown(by: ShowService($0)) } ?? .unnamed
    }

    public func undo(before: (any RecordAnswer)?, answer: Found<Subscription>?) -> Undo {
        .edit(
            EditService.self, back: arguments, to: before, identity: Subscription.identifier, answer: answer,
            linked: Subscription.linkedDates)
    }
}

/// Ends a service on a day. Source: HostFact API 3.1, service terminate; reference, 6.7 and 12.6.
public struct TerminateService: HostFactAction, WritingAction {
    public typealias Answer = Changed<Subscription>

    public static let date = Field<CalendarDate>.date(
        "Date", "Ends on", "Opzegdatum",
        help: LocalizedText("Empty: the earliest possible date", "Leeg: de eerst mogelijke datum"))
    public static let reason = Field<String>.multiline("Reason", "Reason", "Reden van opzegging")

    public static let declaration = ActionDeclaration(
        ActionName("service", "terminate"), LocalizedText("Terminate service", "Dienst opzeggen"), .writes,
        [Subscription.identifier.declaration, date.declaration, reason.declaration],
        rules: [.required(Subscription.identifier.declaration)],
        source: "HostFact API 3.1, service terminate")

    public static func message(_ date: CalendarDate) -> String {
        "Dienst is opgezegd met opzegdatum \(date.dutchText)"
    }

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget {
        (self[Subscription.identifier] ?? identifier).map { .shown(by: ShowService($0)) } ?? .unnamed
    }

    public static func recordField(of parameter: FieldDeclaration) -> FieldDeclaration {
        parameter == date.declaration ? Subscription.terminationDate.declaration : parameter
    }

    /// The day from before comes back, or none. No system tells the reason that was given with it.
    public func undo(before: (any RecordAnswer)?, answer: Changed<Subscription>?) -> Undo {
        guard let before, let id = before.identifier else { return .notRead }
        if before.text(of: Subscription.terminationDate.declaration) == "" { return .by(WithdrawTermination(id)) }
        var given = Arguments()
        given[text: Subscription.terminationDate.declaration] = ""
        return .edit(EditService.self, back: given, to: before, identity: Subscription.identifier)
    }

    /// Why a service cannot be ended, or given another end; nil where it can.
    public static func refusal(_ service: Record<Subscription>, _ today: CalendarDate) -> LocalizedText? {
        guard Subscription.hasEnded(service, today) else { return nil }
        let date = service[Subscription.terminationDate]
        return LocalizedText(
            "This service has ended\(date.map { " on " + $0.text } ?? "") and cannot be terminated again.",
            "Deze dienst is\(date.map { " per " + $0.dutchText } ?? "") beëindigd en kan niet nog eens worden opgezegd."
        )
    }
}

extension Subscription {
    /// The periods and dates that follow from each other when one of them is edited. Source: reference, 12.5.
    public static let linkedDates = [
        periods.declaration, periodic.declaration, startPeriod.declaration, contractPeriods.declaration,
        contractPeriodic.declaration, startContract.declaration, endContract.declaration,
    ]

    /// Everything that can be set on a service: whose it is, and its subscription.
    static let details: [FieldDeclaration] =
        [debtor.declaration, debtorCode.declaration]
        + [productCode, description].map(\.declaration)
        + [priceExcl, number].map(\.declaration)
        + [numberSuffix.declaration, taxPercentage.declaration]
        + [discountPercentage.declaration, periods.declaration, periodic.declaration]
        + [startPeriod.declaration, contractPeriods.declaration]
        + [contractPeriodic.declaration, startContract.declaration]
        + [endContract.declaration, terminationDate.declaration]
        + [reminder.declaration, invoiceAuthorisation.declaration]
}
