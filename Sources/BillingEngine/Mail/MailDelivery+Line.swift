import BillingAPI
import BillingModel

extension MailDelivery.Settings {
    /// A sendmail-compatible command as a person writes it, and who mails are from.
    ///
    /// - Parameter line: For the shell, such as `/usr/sbin/sendmail -t -i`.
    public init(line: String, from sender: String) throws(APIError) {
        guard line.contains(where: { !$0.isWhitespace }) else {
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "The mail command is empty. Write one such as /usr/sbin/sendmail -t -i.",
                    "Het mailcommando is leeg. Schrijf er een zoals /usr/sbin/sendmail -t -i."))
        }
        guard let from = MailAddress(sender) else {
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "“\(sender.plainLine)” is no address to send mail from. Write Helpdesk <help@example.com>.",
                    "“\(sender.plainLine)” is geen adres om mail van te versturen. Schrijf Helpdesk <help@example.com>."
                ))
        }
        self.init(command: ["/bin/sh", "-c", line], from: from)
    }
}
