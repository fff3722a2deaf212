import BillingAPI
import BillingModel

// One mail to many customers.
extension Texts {
    func mails(by template: Int?) -> String {
        guard let template else { return pick("Mail a message", "Bericht mailen") }
        return pick("Mail by template \(template)", "Mailen met sjabloon \(template)")
    }
    var mailIsMissing: String {
        pick("Give a template's number, a message, or both.", "Geef een sjabloonnummer, een bericht, of beide.")
    }
    func noTemplateNumber(_ typed: String) -> String {
        pick("“\(typed)” is not the number of a template.", "“\(typed)” is geen nummer van een sjabloon.")
    }
    var hasNoAddress: String { pick("has no e-mail address", "heeft geen e-mailadres") }

    var takesNoMailings: String { pick("takes no mailings", "wil geen mailingen") }

    var addressee: String { pick("to", "aan") }

    func mailCounts(_ plan: BulkPlan) -> String {
        let (count, refused) = (plan.rows.count, plan.refusals.count)
        let mailed = counting(
            count, one: ("1 customer gets a mail", "1 klant krijgt een e-mail"),
            many: ("\(grouped(count)) customers get a mail", "\(grouped(count)) klanten krijgen een e-mail"))
        guard refused > 0 else { return mailed }
        return mailed + ", "
            + counting(
                refused, one: ("1 gets none (✗)", "1 krijgt er geen (✗)"),
                many: ("\(grouped(refused)) get none (✗)", "\(grouped(refused)) krijgen er geen (✗)"))
    }
    var mailsStaySent: String {
        pick("A mail that was sent does not come back.", "Een verzonden e-mail komt niet terug.")
    }
    func moreLines(_ count: Int) -> String {
        counting(
            count, one: ("… 1 more line", "… nog 1 regel"),
            many: ("… \(grouped(count)) more lines", "… nog \(grouped(count)) regels"))
    }
    func sends(_ mails: Int) -> String {
        counting(
            mails, one: ("Send 1 mail", "1 e-mail verzenden"),
            many: ("Send \(grouped(mails)) mails", "\(grouped(mails)) e-mails verzenden"))
    }
}
