import BillingAPI
import BillingModel
import Foundation

/// The fields of a system to connect to, and what staff filled in.
struct ConnectForm: Sendable {
    private(set) var form: Form
    private let language: Language

    init(_ language: Language) {
        self.language = language
        form = Form(Self.fields(for: .hostFact), stored: Self.usual, language: language)
    }

    var kind: NewSystem.Kind { NewSystem.Kind(rawValue: value(Self.kind)) ?? .hostFact }

    /// Changes the form; another kind of system has other fields.
    mutating func edit<Result>(_ change: (inout Form) -> Result) -> Result {
        let before = kind
        let result = change(&form)
        if kind != before { rebuild() }
        return result
    }

    /// The usual path completes an address that is only a host; done when the field is left.
    mutating func completeURL() {
        let url = Self.completed(value(Self.url), kind)
        if url != value(Self.url) { form.set(Self.url.name, url, language: language) }
    }

    /// What is missing or wrong, beside its field.
    func problems(existing: [String]) -> [Problem] {
        let texts = Texts(language)
        var problems = form.fields.compactMap { field -> Problem? in
            guard case .failure(let failure) = field.declaration.check(field.value) else { return nil }
            return failure.problem
        }
        func add(_ field: Field<String>, _ sentence: String) {
            problems.append(Problem(field.declaration, sentence, sentence))
        }
        if value(Self.name).isEmpty { add(Self.name, texts.nameIsMissing) }
        if existing.contains(value(Self.name)) { add(Self.name, texts.profileExists(value(Self.name))) }
        if value(Self.url).isEmpty {
            add(Self.url, texts.addressIsMissing)
        } else if !Self.isAddress(value(Self.url)) {
            add(Self.url, texts.notAnAddress(value(Self.url)))
        }
        if kind == .m4, value(Self.user).isEmpty { add(Self.user, texts.userIsMissing) }
        if value(Self.key).isEmpty == value(Self.command).isEmpty { add(Self.key, texts.oneSecret) }
        return problems
    }

    var draft: NewSystem {
        NewSystem(
            name: value(Self.name), kind: kind, url: value(Self.url), user: value(Self.user),
            secret: value(Self.command).isEmpty ? .key(value(Self.key)) : .command(value(Self.command)),
            bannerColour: value(Self.colour), isReadOnly: value(Self.readOnly.declaration) == FlagCoding.yesNo.on)
    }

    /// What was typed so far; never the key.
    var typed: [String: String] { form.typed }

    mutating func restore(_ draft: Draft) {
        if let kind = draft.typed[Self.kind.name] {
            form.set(Self.kind.name, kind, language: language)
            rebuild()
        }
        for (name, text) in draft.typed { form.set(name, text, language: language) }
        form.demand(draft.omitted, saying: Texts(language).secretIsNotKept)
    }

    private func value(_ field: Field<String>) -> String { value(field.declaration) }

    private func value(_ field: FieldDeclaration) -> String {
        (form.fields.first { $0.declaration == field }?.value ?? "").withoutUnseenEnds
    }

    private mutating func rebuild() {
        let values = form.fields.map { ($0.declaration.name, $0.typedText) }
        let focused = form.focused?.declaration
        form = Form(Self.fields(for: kind), stored: Self.usual, language: language)
        for (name, text) in values { form.set(name, text, language: language) }
        form.moveFocus(by: form.fields.firstIndex { $0.declaration == focused } ?? 0)
    }
}

// MARK: Fields

extension ConnectForm {
    private static let name = Field<String>.text(
        "profile", "Name", "Naam",
        help: LocalizedText("Short, such as work; it stands in the banner", "Kort, zoals werk; staat bovenaan"),
        maximum: 30
    ).refusing { text in
        let isPlain = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || [UInt8(ascii: "-"), UInt8(ascii: "_")].contains(byte)
        }
        return isPlain ? nil : LocalizedText("may have letters, digits, - and _", "mag letters, cijfers, - en _ hebben")
    }

    private static let kind = Field<String>.choice(
        "kind", "System", "Systeem", NewSystem.Kind.allCases.map { Choice($0.rawValue, $0.name, $0.name) },
        help: LocalizedText("\(EditingKeys.alongChoices) choose", "\(EditingKeys.alongChoices) kiest"))

    private static let url = Field<String>.text("url", "Address", "Adres")

    private static let user = Field<String>.text(
        "user", "User name", "Gebruikersnaam",
        help: LocalizedText("In whose name M4 is called", "In wiens naam M4 wordt aangeroepen"))

    private static let key = Field<String>.secret(
        "key", "API key", "API-sleutel",
        help: LocalizedText("Or leave it empty and give a command", "Of laat leeg en geef een commando"), maximum: 1000)

    private static let command = Field<String>.text(
        "command", "Or a command", "Of een commando",
        help: LocalizedText(
            "One that prints the key, such as pass show billing; Balie then stores no key",
            "Een dat de sleutel geeft, zoals pass show billing; Balie bewaart dan geen sleutel"),
        maximum: 1000)

    private static let colour = Field<String>.choice(
        "colour", "Colour of the banner", "Kleur van de balk",
        [
            Choice("", "the theme's own", "die van het thema"), Choice("red", "red", "rood"),
            Choice("yellow", "yellow", "geel"), Choice("green", "green", "groen"), Choice("blue", "blue", "blauw"),
            Choice("magenta", "magenta", "magenta"), Choice("cyan", "cyan", "cyaan"),
        ],
        help: LocalizedText(
            "So that nobody works in the wrong system", "Zodat niemand in het verkeerde systeem werkt"))

    private static let readOnly = Field<Bool>.flag(
        "read_only", "Read-only", "Alleen lezen", .yesNo,
        help: LocalizedText("Nothing can be changed there", "Er kan daar niets worden gewijzigd"))

    private static let usual = [
        kind.name: NewSystem.Kind.hostFact.rawValue, colour.name: "", readOnly.name: FlagCoding.yesNo.off,
    ]

    private static func fields(for kind: NewSystem.Kind) -> [FieldDeclaration] {
        var url = url.declaration
        let usual = "https://…\(kind.usualPath)"
        url.help = LocalizedText("Usually \(usual); a host alone will do", "Meestal \(usual); alleen een host mag ook")
        var key = key.declaration
        if kind == .m4 { key.label = LocalizedText("API Secret Key", "API Secret Key") }
        let caller = kind == .m4 ? [user.declaration] : []
        return [self.kind.declaration, name.declaration, url] + caller
            + [key, command.declaration, colour.declaration, readOnly.declaration]
    }

    /// `billing.example.net` becomes `https://billing.example.net/Pro/apiv2/api.php`.
    static func completed(_ typed: String, _ kind: NewSystem.Kind) -> String {
        guard !typed.isEmpty else { return "" }
        let whole = typed.contains("://") ? typed : "https://" + typed
        guard isAddress(whole), let url = URLComponents(string: whole) else { return typed }
        return ["", "/"].contains(url.path)
            ? (whole.hasSuffix("/") ? String(whole.dropLast()) : whole) + kind.usualPath : whole
    }

    private static func isAddress(_ text: String) -> Bool {
        guard let url = URLComponents(string: text), let host = url.host else { return false }
        return ["https", "http"].contains(url.scheme) && !host.isEmpty && url.query == nil && url.fragment == nil
    }
}
