import BillingAPI
import BillingModel

/// The debtors that match, a page at a time. Source: HostFact reference, 4.3.
public struct ListDebtors: ListAction {
    public typealias Kind = Debtor
    public typealias Answer = Listed<Debtor>
    public static let declaration = ActionDeclaration(
        ActionName("debtor", "list"), LocalizedText("List debtors", "Debiteuren tonen"), .reads,
        ListParameters.paging + [ListParameters.group.declaration] + ListParameters.timestamps,
        source: "HostFact reference, 3 and 4.3")
    public static var foundBy: FoundBy { Debtor.foundBy }
    public static let defaults = ListDefaults(
        sort: Debtor.code.name,
        searchAt: [Debtor.code, Debtor.companyName, Debtor.surName].map(\.name).joined(separator: "|"),
        columns: Debtor.listed)

    /// What a row holds: the vendor's members, and what the console's list shows beside them.
    public static let rowMembers =
        Debtor.listMembers.map(\.name)
        + [
            Debtor.username, Debtor.website, Debtor.city, Debtor.zipCode, Debtor.address, Debtor.phoneNumber,
            Debtor.mobileNumber,
        ].map(\.name) + [ObjectMember.created]

    public var arguments = Arguments()
    public var countsAll = true
    public var mostCounted: Int?
    public var findsWords = false
    public var tellsMore = false
    public var conditions: [RowCondition] = []
    public var thenBy: SecondOrder?
    public init() {}
}

/// One debtor, whole. Source: HostFact reference, 4.2.
public struct ShowDebtor: HostFactAction, RecordReading {
    public typealias Answer = Found<Debtor>

    public static let getPassword = Field<Bool>.flag(
        "GetPassword", "With temporary password", "Met tijdelijk wachtwoord", .yesNo,
        help: LocalizedText("Readable, while it is valid", "Leesbaar, zolang het geldig is"), fallback: "no")

    public static let declaration = ActionDeclaration(
        ActionName("debtor", "show"), LocalizedText("Show debtor", "Debiteur tonen"), .reads,
        [Debtor.identifier.declaration, Debtor.code.declaration, getPassword.declaration],
        rules: [.oneOf([Debtor.identifier.declaration, Debtor.code.declaration])],
        source: "HostFact reference, 4.2")

    public var arguments = Arguments()
    public init() {}

    public init(_ id: Int) {
        arguments[Debtor.identifier] = id
    }

    public init(code: String) {
        arguments[Debtor.code] = code
    }
}

/// Changes the given details of one debtor; what is not given keeps its value. Source: HostFact reference, 4.5.
public struct EditDebtor: HostFactAction, WritingAction {
    public typealias Answer = Changed<Debtor>
    public static let declaration = ActionDeclaration(
        ActionName("debtor", "edit"), LocalizedText("Edit debtor", "Debiteur bewerken"), .writes,
        [Debtor.identifier.declaration] + Debtor.details,
        rules: [
            .oneOf([Debtor.identifier.declaration, Debtor.code.declaration]), .neverEmpty([Debtor.code.declaration]),
        ],
        source: "HostFact reference, 4.5")

    public static func message(_ code: String) -> String { "Debiteur '\(code)' is bewerkt" }

    public var arguments = Arguments()
    public init() {}

    /// Beside an id the code is the new one.
    public func target(_ identifier: Int?) -> WriteTarget {
        if let id = self[Debtor.identifier] ?? identifier { return .shown(by: ShowDebtor(id)) }
        return self[Debtor.code].map { .shown(by: ShowDebtor(code: $0)) } ?? .unnamed
    }

    public func undo(before: (any RecordAnswer)?, answer: Changed<Debtor>?) -> Undo {
        .edit(EditDebtor.self, back: arguments, to: before, identity: Debtor.identifier, answer: answer)
    }
}

/// Resets a debtor's client-panel login. Source: HostFact reference, 4.7 and 12.7.
public struct UpdateLoginCredentials: HostFactAction, WritingAction {
    public typealias Answer = Changed<Debtor>

    public static let newUsername = Field<String>.text(
        "NewUsername", "New user name", "Nieuwe gebruikersnaam", source: "HostFact reference, 4.7"
    ).used(.code)
    public static let sendMail = Field<Bool>.flag(
        "SendPasswordForgotEmail", "Mail the login", "Inloggegevens mailen", .yesNo,
        help: LocalizedText(
            "To the customer, by the client panel's template", "Aan de klant, met het sjabloon van het klantenpaneel"),
        fallback: "no")

    public static let declaration = ActionDeclaration(
        ActionName("debtor", "updatelogincredentials"), LocalizedText("Reset password", "Wachtwoord resetten"),
        .writes,
        [
            Debtor.username.declaration, Debtor.emailAddress.declaration, newUsername.declaration,
            Debtor.password.declaration, sendMail.declaration,
        ],
        rules: [.required(Debtor.username.declaration), .required(Debtor.emailAddress.declaration)],
        source: "HostFact API 3.1, debtor updatelogincredentials")

    public static func mailedMessage(_ address: String) -> String {
        "De e-mail met inloggegevens is verzonden naar: \(address)"
    }

    public static func changedMessage(_ code: String) -> String {
        "De inloggegevens voor debiteur '\(code)' zijn gewijzigd"
    }

    public var arguments = Arguments()
    public init() {}

    /// Which debtor has the login only the system knows, or whoever has read the debtor.
    public func target(_ identifier: Int?) -> WriteTarget {
        identifier.map { .shown(by: ShowDebtor($0)) } ?? .unnamed
    }

    public static func recordField(of parameter: FieldDeclaration) -> FieldDeclaration {
        parameter == newUsername.declaration ? Debtor.username.declaration : parameter
    }

    /// A user name alone can be put back: nobody can be shown the password that was there before.
    public func undo(before: (any RecordAnswer)?, answer: Changed<Debtor>?) -> Undo {
        if arguments.isFilled(Debtor.password.declaration) {
            return .impossible(
                LocalizedText(
                    "No system tells what the password was before; set another one.",
                    "Geen systeem zegt wat het wachtwoord eerst was; stel een ander in."))
        }
        guard let new = self[Self.newUsername], !new.isEmpty else {
            return .impossible(
                LocalizedText(
                    "Nothing that is kept was changed by it.", "Er is niets door gewijzigd dat bewaard wordt."))
        }
        guard let name = before?.text(of: Debtor.username.declaration), !name.isEmpty else { return .notRead }
        var back = UpdateLoginCredentials()
        back[Debtor.username] = answer?.record.text(Debtor.username) ?? new
        back[Debtor.emailAddress] = answer?.record.text(Debtor.emailAddress) ?? self[Debtor.emailAddress]
        back[Self.newUsername] = name
        return .by(back)
    }

    public var lasting: LocalizedText? {
        self[Self.sendMail] == true
            ? LocalizedText(
                "The mail with the login does not come back.", "De e-mail met de inloggegevens komt niet terug.") : nil
    }
}

/// Adds a debtor. Source: HostFact reference, 4.4.
public struct AddDebtor: HostFactAction, WritingAction {
    public typealias Answer = Changed<Debtor>

    public static let sendWelcome = Field<Bool>.flag(
        "SendWelcome", "Mail a welcome", "Welkomstmail sturen", .yesNo,
        help: LocalizedText("With the login, to the customer", "Met de inloggegevens, aan de klant"), fallback: "no")

    public static let declaration = ActionDeclaration(
        ActionName("debtor", "add"), LocalizedText("Add debtor", "Debiteur toevoegen"), .writes,
        Debtor.details + [sendWelcome.declaration.grouped(LocalizedText("Client panel", "Klantenpaneel"))],
        rules: [.oneOf([Debtor.companyName.declaration, Debtor.surName.declaration])],
        source: "HostFact reference, 4.4")

    public static func message(_ code: String) -> String { "Debiteur '\(code)' is aangemaakt" }

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget { .added }

    /// Source: HostFact reference, 17.
    public func undo(before: (any RecordAnswer)?, answer: Changed<Debtor>?) -> Undo {
        .impossible(
            LocalizedText(
                "HostFact's interface removes no debtors; do that in HostFact itself.",
                "De koppeling van HostFact verwijdert geen debiteuren; doe dat in HostFact zelf."))
    }
}

/// Finds the debtor whose client-panel login it is. Source: HostFact reference, 4.6.
public struct CheckLogin: HostFactAction {
    public typealias Answer = Found<Debtor>

    public static let password = Field<String>.secret(Debtor.password.name, "Password", "Wachtwoord")

    public static let declaration = ActionDeclaration(
        ActionName("debtor", "checklogin"), LocalizedText("Check login", "Inloggegevens controleren"), .reads,
        [Debtor.username.declaration, password.declaration],
        rules: [.required(Debtor.username.declaration), .required(password.declaration)],
        source: "HostFact reference, 4.6")

    /// Ours, the vendor's sentence is unknown; it does not tell what was wrong. Source: reference, 16 no. 2.
    public static let refusal = APIError(
        .forbidden,
        LocalizedText(
            "The user name or the password is not right.", "De gebruikersnaam of het wachtwoord is niet juist."))

    public var arguments = Arguments()
    public init() {}
}
