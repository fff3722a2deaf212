import SQLStore

/// The mail templates that every installation starts with, in both languages.
///
/// The engine falls back on these where an installation's own is gone. A change here needs a script that brings it to
/// the databases that are there.
enum StandardMailTemplates {
    static let all = [message, welcome, login]

    /// What an installation starts with.
    static func insert(in transaction: any StoreTransaction) throws {
        for template in all { try template.insert(in: transaction) }
    }

    static let message = MailTemplate(
        id: 1, name: "Bericht",
        subject: "{{#english}}A message about your account{{/english}}{{#dutch}}Bericht over uw account{{/dutch}}",
        body: "{{Message}}\n")

    static let welcome = MailTemplate(
        id: 2, name: "Welkom",
        subject: "{{#english}}Welcome{{/english}}{{#dutch}}Welkom{{/dutch}}",
        body: """
            {{#english}}
            Dear {{DisplayName}},

            Welcome. Your customer number is {{DebtorCode}}.

            Your user name is: {{Username}}
            {{#Password}}
            Your temporary password is: {{Password}}

            This password is valid for {{PasswordHours}} hours. Please choose a new one after you have logged in.
            {{/Password}}
            {{/english}}
            {{#dutch}}
            Beste {{DisplayName}},

            Welkom. Uw klantnummer is {{DebtorCode}}.

            Uw gebruikersnaam is: {{Username}}
            {{#Password}}
            Uw tijdelijke wachtwoord is: {{Password}}

            Dit wachtwoord is {{PasswordHours}} uur geldig. Kies na het inloggen een nieuw wachtwoord.
            {{/Password}}
            {{/dutch}}

            """)

    static let login = MailTemplate(
        id: 3, name: "Inloggegevens",
        subject: "{{#english}}Your login details{{/english}}{{#dutch}}Uw inloggegevens{{/dutch}}",
        body: """
            {{#english}}
            Dear {{DisplayName}},

            Your user name is: {{Username}}
            {{#Password}}
            Your temporary password is: {{Password}}

            This password is valid for {{PasswordHours}} hours. Please choose a new one after you have logged in.
            {{/Password}}
            {{/english}}
            {{#dutch}}
            Beste {{DisplayName}},

            Uw gebruikersnaam is: {{Username}}
            {{#Password}}
            Uw tijdelijke wachtwoord is: {{Password}}

            Dit wachtwoord is {{PasswordHours}} uur geldig. Kies na het inloggen een nieuw wachtwoord.
            {{/Password}}
            {{/dutch}}

            """)
}
