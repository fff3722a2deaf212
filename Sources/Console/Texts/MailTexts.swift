import BillingModel
import HostFactAPI

// Mails to a customer.
extension Texts {
    var mail: String { pick("Mail", "E-mail") }
    var mailSubject: String { pick("Subject", "Onderwerp") }
    var mailTo: String { pick("To", "Aan") }
    var mailWritten: String { pick("Written", "Geschreven") }
    var mailLastAttempt: String { pick("Last attempt", "Laatste poging") }
    var mailNextAttempt: String { pick("Next attempt", "Volgende poging") }
    var mailTrouble: String { pick("Trouble", "Probleem") }
    var mailText: String { pick("Text", "Tekst") }
    var mailIsSentAgain: String { pick("The mail goes once more.", "De e-mail gaat nog een keer.") }
    func goesAgain(to address: String) -> String {
        pick("The same mail goes to \(address) once more.", "Dezelfde e-mail gaat nog een keer naar \(address).")
    }
    var noMails: String { pick("Nothing was mailed to this customer.", "Er is niets gemaild naar deze klant.") }

    func state(of mail: CustomerMail) -> String {
        switch mail.state {
        case .waiting: pick("waiting", "wacht")
        case .sending: pick("being sent", "onderweg")
        case .sent: pick("sent", "verzonden")
        case .failed: pick("! failed", "! mislukt")
        }
    }

    var passwordLabel: String { pick("Passw.", "Wachtw.") }
    /// - Parameter moment: As the system keeps it.
    func temporary(until moment: String) -> String {
        let moment = self.moment(stored: moment)
        return pick("until \(moment), temporary", "tot \(moment), tijdelijk")
    }
}
