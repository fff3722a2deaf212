import BillingModel

// What staff are told of a change that was carried out, and what becomes of mails.
extension Texts {
    func says(_ vendor: String, _ words: String) -> String {
        pick("\(vendor) says: “\(words)”.", "\(vendor) meldt: “\(words)”.")
    }

    func debtorSaved(_ code: String) -> String {
        pick("Debtor \(code) is changed.", "Debiteur \(code) is gewijzigd.")
    }
    func productSaved(_ code: String) -> String {
        pick("Product \(code) is changed.", "Product \(code) is gewijzigd.")
    }
    func userSaved(_ user: String) -> String {
        pick("User \(user) is changed.", "Gebruiker \(user) is gewijzigd.")
    }
    func blockDaySaved(_ user: String, _ day: CalendarDate) -> String {
        pick("User \(user) has \(date(day)) as block day.", "Gebruiker \(user) heeft \(date(day)) als blokkeerdag.")
    }
    func serviceAdded(_ service: String) -> String {
        pick("The service is added: \(service).", "De dienst is toegevoegd: \(service).")
    }
    /// What is said of a change that has no sentence of its own.
    func changeIsDone(_ title: String, _ subject: String) -> String {
        pick("\(title) is done: \(subject).", "\(title) is gedaan: \(subject).")
    }
    func serviceSaved(_ service: String) -> String {
        pick("The service is changed: \(service).", "De dienst is gewijzigd: \(service).")
    }
    func serviceEnds(_ service: String, _ day: CalendarDate) -> String {
        pick("The service ends on \(date(day)): \(service).", "De dienst eindigt op \(date(day)): \(service).")
    }
    func endingWithdrawn(_ service: String) -> String {
        pick("The service goes on: \(service).", "De dienst gaat door: \(service).")
    }
    func blockWithdrawn(_ user: String) -> String {
        pick("No block is planned any more: \(user).", "Er is geen blokkade meer gepland: \(user).")
    }
    func serviceEnded(_ service: String) -> String {
        pick("The service has ended: \(service).", "De dienst is beëindigd: \(service).")
    }

    func passwordChanged(_ code: String) -> String {
        pick("The password of \(code) is changed.", "Het wachtwoord van \(code) is gewijzigd.")
    }
    func userNameChanged(_ code: String, _ name: String) -> String {
        pick("The user name of \(code) is now \(name).", "De gebruikersnaam van \(code) is nu \(name).")
    }
    func loginUnchanged(_ code: String) -> String {
        pick("The login of \(code) is as it was.", "De inloggegevens van \(code) zijn zoals ze waren.")
    }

    /// Before it is sent: who gets the login by mail, and when, as far as that is known.
    func mailWillGo(to address: String, _ backend: Backend) -> String {
        switch backend {
        case .vendor(let name):
            pick(
                "\(name) is asked to mail the login data to \(address).",
                "\(name) wordt gevraagd de inloggegevens te mailen naar \(address).")
        case .embedded(.goesOut):
            pick(
                "The login data are mailed to \(address), within a minute.",
                "De inloggegevens worden gemaild naar \(address), binnen een minuut.")
        case .embedded(.waits):
            pick(
                "A mail with the login data to \(address) is queued, but will wait: \(noMailCommand)",
                "Een mail met de inloggegevens naar \(address) komt in de wachtrij, maar zal wachten: \(noMailCommand)")
        }
    }

    /// Afterwards: where the mail is now.
    func mailIsQueued(to address: String, _ route: Backend.MailRoute) -> String {
        switch route {
        case .goesOut:
            pick(
                "The mail to \(address) is queued and goes out within a minute.",
                "De mail naar \(address) staat in de wachtrij en gaat binnen een minuut weg.")
        case .waits:
            pick(
                "The mail to \(address) waits in the queue: \(noMailCommand)",
                "De mail naar \(address) wacht in de wachtrij: \(noMailCommand)")
        }
    }

    private var noMailCommand: String {
        pick(
            "no mail command is set ([mail] in config.toml).",
            "er is geen mailcommando ingesteld ([mail] in config.toml).")
    }
}
