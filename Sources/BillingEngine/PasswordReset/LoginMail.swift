import BillingModel
import SQLStore

/// The mail with a customer's login, in the customer's language.
struct LoginMail {
    var recipient: String
    /// Whom the mail greets; may be empty.
    var name: String
    var username: String
    var password: String?
    var language: Language

    /// Dutch unless the debtor's `DefaultLanguage` is an English one, such as `en_EN`.
    static func language(_ defaultLanguage: String) -> Language {
        defaultLanguage.lowercased().hasPrefix("en") ? .english : .dutch
    }

    var subject: String { LocalizedText("Your login details", "Uw inloggegevens")[language] }

    var body: String {
        let greeting = LocalizedText("Dear \(name)", "Beste \(name)")[language].trimmingSuffix(" ") + ",\n\n"
        let login = LocalizedText("Your user name is: \(username)\n", "Uw gebruikersnaam is: \(username)\n")[language]
        guard let password else { return greeting + login }
        let hours = TemporaryPassword.validHours
        let temporary = LocalizedText(
            """
            Your temporary password is: \(password)

            This password is valid for \(hours) hours. Please choose a new one after you have logged in.

            """,
            """
            Uw tijdelijke wachtwoord is: \(password)

            Dit wachtwoord is \(hours) uur geldig. Kies na het inloggen een nieuw wachtwoord.

            """)[language]
        return greeting + login + temporary
    }

    /// Puts the mail in the outbox, in the caller's transaction.
    func queue(at now: LocalTime, in transaction: any StoreTransaction) throws {
        try transaction.execute(
            SQLQuery(
                "INSERT INTO mail_outbox (created, recipient, subject, body) VALUES (?, ?, ?, ?)",
                [.text(now.text), .text(recipient), .text(subject), .text(body)]))
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
