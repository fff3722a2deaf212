import BillingAPI
import BillingModel
import Foundation
import Testing

@Suite struct FieldCheckTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var field: FieldDeclaration
        var text: String
        var kept: String?
        var english: String?
        var dutch: String?
        var testDescription: String { "\(field.name) \(text.prefix(50).debugDescription)" }

        static func keeps(_ field: FieldDeclaration, _ text: String, as kept: String? = nil) -> Case {
            Case(field: field, text: text, kept: kept ?? text)
        }

        static func refuses(_ field: FieldDeclaration, _ text: String, _ english: String, _ dutch: String) -> Case {
            Case(field: field, text: text, english: english, dutch: dutch)
        }
    }

    private static let city = Field<String>.text("City", "City", "Plaats", maximum: 5).declaration
    private static let note = Field<String>.multiline("Note", "Note", "Notitie", maximum: 5).declaration
    private static let password = Field<String>.secret("Password", "Password", "Wachtwoord", maximum: 5).declaration
    private static let days = Field<Int>.integer("Days", "Days", "Dagen", -1...365).declaration
    private static let price = Field<Decimal>.decimal("Price", "Price", "Prijs", 0...1000).declaration
    private static let tax = Field<Decimal>.percentage("Tax", "VAT", "Btw").declaration
    private static let date = Field<CalendarDate>.date("Date", "Date", "Datum").declaration
    private static let mailing = Field<Bool>.flag("Mailing", "Mailing", "Mailing", .yesNo).declaration
    private static let hidden = Field<Bool>.flag("hidden", "Hidden", "Verborgen", .oneZero).declaration
    private static let blocked = Field<Bool>.flag("blocked", "Blocked", "Geblokkeerd", .oneTwo).declaration
    private static let sex = Field<String>.choice(
        "Sex", "Sex", "Geslacht", [Choice("", "?", "?"), Choice("m", "male", "man"), Choice("f", "female", "vrouw")]
    ).declaration
    private static let user = Field<Int>.reference("User", "User", "Gebruiker", to: .user).declaration
    private static let groups = Field<[Int]>.references("Groups", "Groups", "Groepen", to: .group).declaration
    private static let rows = FieldDeclaration("Rows", .rows([city]), LocalizedText("Rows", "Regels"))
    private static let even = Field<Int>.integer("Even", "Even", "Even")
        .refusing { Int($0).map { $0 % 2 == 0 } == true ? nil : LocalizedText("is odd", "is oneven") }.declaration

    private static let code = Field<String>.text("Code", "Code", "Code").used(.code).declaration
    private static let unit = Field<String>.text("Unit", "Unit", "Eenheid").used(.asGiven).declaration

    static let kept: [Case] =
        [.keeps(city, "Köln"), .keeps(city, "12345"), .keeps(city, " a ", as: "a"), .keeps(city, "👨‍👩‍👧👨‍👩‍👧")]
        + [.keeps(note, "a\nb"), .keeps(password, "a\nb"), .keeps(days, "-1"), .keeps(days, "007", as: "7")]
        + [.keeps(days, "365"), .keeps(price, "250.00", as: "250"), .keeps(price, "1000"), .keeps(tax, "0")]
        + [.keeps(tax, "100"), .keeps(date, "2024-02-29"), .keeps(mailing, "yes"), .keeps(mailing, "no")]
        + [.keeps(hidden, "1"), .keeps(hidden, "0"), .keeps(blocked, "1"), .keeps(blocked, "2"), .keeps(sex, "f")]
        + [.keeps(user, "0"), .keeps(user, "2147483647"), .keeps(groups, "4,7"), .keeps(groups, "4, 7", as: "4,7")]
        + [.keeps(even, "4")]

    /// White space around, line breaks on one line, and what nobody sees.
    static let tidied: [Case] = [
        .keeps(code, " DB 1\u{A0}\n", as: "DB 1"), .keeps(unit, " hour"), .keeps(unit, " "),
        .keeps(days, " 7 ", as: "7"), .keeps(price, "\t9.50\n", as: "9.5"), .keeps(mailing, " yes", as: "yes"),
        .keeps(date, " 2024-02-29 ", as: "2024-02-29"), .keeps(note, " a\n "),
        .keeps(city, "a\nb", as: "a b"), .keeps(city, "a \r\n\u{2028} b\n", as: "a b"),
        .keeps(city, "\u{FEFF}a\u{200B}", as: "a"), .keeps(city, "\u{202B}a"), .keeps(password, " a "),
    ]

    private static let blanks = [
        " ", "\n\t", "\u{3000}\u{A0}", "\u{200B}", "\u{202E}\u{2066}", "\u{3164}", "\u{1B}\u{7}",
    ]

    @Test(arguments: blanks, [city, note, code, days, date, mailing, user])
    func whatNobodySeesIsNothing(_ blank: String, _ field: FieldDeclaration) {
        #expect(field.check(blank) == .success(""))
    }

    static let refused: [Case] = [
        .refuses(
            city, "123456", "City: is 6 characters long, at most 5 fit.", "City: is 6 tekens lang, er passen er 5."),
        .refuses(
            note, "123456", "Note: is 6 characters long, at most 5 fit.", "Note: is 6 tekens lang, er passen er 5."),
        .refuses(
            password, "geheim", "Password: is 6 characters long, at most 5 fit.",
            "Password: is 6 tekens lang, er passen er 5."),
        .refuses(days, "ten", "Days: “ten” is not a whole number.", "Days: “ten” is geen geheel getal."),
        .refuses(days, "+5", "Days: “+5” is not a whole number.", "Days: “+5” is geen geheel getal."),
        .refuses(days, "1.0", "Days: “1.0” is not a whole number.", "Days: “1.0” is geen geheel getal."),
        .refuses(
            days, "99999999999999999999", "Days: “99999999999999999999” is not a whole number.",
            "Days: “99999999999999999999” is geen geheel getal."),
        .refuses(
            days, "366", "Days: 366 must be between -1 and 365.", "Days: 366 moet tussen -1 en 365 liggen."),
        .refuses(
            price, "1.250,00", "Price: “1.250,00” is not a number such as 1250.75.",
            "Price: “1.250,00” is geen getal zoals 1250.75."),
        .refuses(
            price, "1000.01", "Price: 1000.01 must be between 0 and 1000.",
            "Price: 1000.01 moet tussen 0 en 1000 liggen."),
        .refuses(tax, "-1", "Tax: -1 must be between 0 and 100.", "Tax: -1 moet tussen 0 en 100 liggen."),
        .refuses(tax, "101", "Tax: 101 must be between 0 and 100.", "Tax: 101 moet tussen 0 en 100 liggen."),
        .refuses(
            date, "2026-02-30", "Date: “2026-02-30” is not a day such as 2026-03-31.",
            "Date: “2026-02-30” is geen datum zoals 2026-03-31."),
        .refuses(
            date, "31-03-2026", "Date: “31-03-2026” is not a day such as 2026-03-31.",
            "Date: “31-03-2026” is geen datum zoals 2026-03-31."),
        .refuses(
            mailing, "Yes", "Mailing: “Yes” is not one of yes, no.", "Mailing: “Yes” is niet een van yes, no."),
        .refuses(hidden, "2", "hidden: “2” is not one of 1, 0.", "hidden: “2” is niet een van 1, 0."),
        .refuses(blocked, "0", "blocked: “0” is not one of 1, 2.", "blocked: “0” is niet een van 1, 2."),
        .refuses(sex, "x", "Sex: “x” is not one of m, f.", "Sex: “x” is niet een van m, f."),
        .refuses(
            user, "2147483648", "User: 2147483648 must be between 0 and 2147483647.",
            "User: 2147483648 moet tussen 0 en 2147483647 liggen."),
        .refuses(user, "DB1", "User: “DB1” is not a whole number.", "User: “DB1” is geen geheel getal."),
        .refuses(
            groups, "4,x", "Groups: “4,x” is not a list of ids such as 4,7.",
            "Groups: “4,x” is geen lijst van ids zoals 4,7."),
        .refuses(
            groups, "0", "Groups: “0” is not a list of ids such as 4,7.",
            "Groups: “0” is geen lijst van ids zoals 4,7."),
        .refuses(
            groups, "4,,7", "Groups: “4,,7” is not a list of ids such as 4,7.",
            "Groups: “4,,7” is geen lijst van ids zoals 4,7."),
        .refuses(
            code, "DB\u{200B}1", "Code: has a character in it that cannot be seen (U+200B); leave it out.",
            "Code: bevat een teken dat niet te zien is (U+200B); laat het weg."),
        .refuses(
            code, "DB\n1", "Code: has a character in it that cannot be seen (U+000A); leave it out.",
            "Code: bevat een teken dat niet te zien is (U+000A); laat het weg."),
        .refuses(
            code, "info\u{A0}@x", "Code: has a character in it that cannot be seen (U+00A0); leave it out.",
            "Code: bevat een teken dat niet te zien is (U+00A0); laat het weg."),
        .refuses(
            code, "\u{202E}1BD", "Code: has a character in it that cannot be seen (U+202E); leave it out.",
            "Code: bevat een teken dat niet te zien is (U+202E); laat het weg."),
        .refuses(rows, "x", "Rows: takes a list of maps.", "Rows: is een lijst van regels."),
        .refuses(even, "3", "Even: “3” is odd.", "Even: “3” is oneven."),
        .refuses(
            date, String(repeating: "9", count: 50),
            "Date: “\(String(repeating: "9", count: 40))…” is not a day such as 2026-03-31.",
            "Date: “\(String(repeating: "9", count: 40))…” is geen datum zoals 2026-03-31."),
    ]

    @Test(arguments: kept + tidied) func keepsInTheVendorsWriting(_ test: Case) {
        #expect(test.field.check(test.text) == .success(test.kept ?? ""))
    }

    @Test(arguments: refused) func refusesInAWholeSentence(_ test: Case) {
        guard case .failure(let failure) = test.field.check(test.text) else {
            Issue.record("\(test.text) was taken.")
            return
        }
        #expect(failure.problem.field == test.field.name)
        #expect(failure.problem.message.english == test.english)
        #expect(failure.problem.message.dutch == test.dutch)
    }

    @Test(arguments: [
        city, note, password, days, price, tax, date, mailing, hidden, blocked, sex, user, groups, rows, even,
    ])
    func anEmptyTextIsLeftToTheRulesOfTheAction(_ field: FieldDeclaration) {
        #expect(field.check("") == .success(""))
    }

    @Test func aSecretIsNeverRepeated() {
        let code = Field<String>.secret("Pin", "Pin", "Pin").refusing { _ in LocalizedText("is weak", "is zwak") }
        guard case .failure(let failure) = code.declaration.check("hunter2") else {
            Issue.record("The secret was taken.")
            return
        }
        #expect(failure.problem.message == LocalizedText("Pin: “…” is weak.", "Pin: “…” is zwak."))
    }

    @Test func namesKnowTheirMapAndMember() {
        let nested = Field<String>.text("Subscription[ProductCode]", "Product", "Product").declaration
        #expect(nested.path == ["Subscription", "ProductCode"])
        #expect(nested.member == "ProductCode")
        #expect(Self.city.member == "City")
        #expect(nested.wireNames == ["Subscription[ProductCode]"])
    }
}
