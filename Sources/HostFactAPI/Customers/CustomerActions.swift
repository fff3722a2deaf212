import BillingAPI
import BillingModel

/// What a system of ours tells of a customer and no vendor's call carries: the envelope is the vendor's, the address is not.
public protocol CustomerAction: HostFactAction {}

/// Where a server of ours answers it, and what is asked there.
public enum CustomerCall {
    public static let path = "/balie/v1/customer"
    public static let actions: [any HostFactAction.Type] = [
        ReadCustomerState.self, ReadCustomerMail.self, SendMailAgain.self,
    ]

    static let mail = Field<Int>.integer("Mail", "Mail", "E-mail", 1...Int(Int32.max))
    static let source = "Balie's own"

    /// Why a vendor's own system is not asked.
    static func untold(_ system: String) -> LocalizedText {
        LocalizedText(
            "\(system) has no call that tells what it has mailed: look in \(system) itself.",
            "\(system) heeft geen aanroep die vertelt wat het heeft gemaild: kijk in \(system) zelf.")
    }
}

/// How a customer's login stands, and what was mailed to them.
public struct ReadCustomerState: CustomerAction {
    public typealias Answer = CustomerState
    public static let declaration = ActionDeclaration(
        ActionName("customer", "state"), LocalizedText("Login and mails", "Login en e-mails"), .reads,
        [Debtor.identifier.declaration], rules: [.required(Debtor.identifier.declaration)],
        source: CustomerCall.source)

    public var arguments = Arguments()
    public init() {}

    public init(_ id: Int) {
        arguments[Debtor.identifier] = id
    }
}

/// One mail to a customer, whole.
public struct ReadCustomerMail: CustomerAction {
    public typealias Answer = MailTold
    public static let mail = CustomerCall.mail
    public static let declaration = ActionDeclaration(
        ActionName("customer", "mail"), LocalizedText("Read a mail", "E-mail lezen"), .reads, [mail.declaration],
        rules: [.required(mail.declaration)], source: CustomerCall.source)

    public var arguments = Arguments()
    public init() {}

    public init(_ id: Int) {
        arguments[Self.mail] = id
    }
}

/// Sends a mail to a customer once more: one that was given up is tried again, of one that has gone a copy is written.
public struct SendMailAgain: CustomerAction, WritingAction {
    public typealias Answer = MailTold
    public static let mail = CustomerCall.mail
    public static let declaration = ActionDeclaration(
        ActionName("customer", "mailagain"), LocalizedText("Send the mail again", "E-mail opnieuw verzenden"), .writes,
        [mail.declaration], rules: [.required(mail.declaration)], source: CustomerCall.source)

    public var arguments = Arguments()
    public init() {}

    public init(_ id: Int) {
        arguments[Self.mail] = id
    }

    public func target(_ identifier: Int?) -> WriteTarget {
        .nothing(LocalizedText("A mail changes no record.", "Een e-mail wijzigt geen gegevens."))
    }

    public func undo(before: (any RecordAnswer)?, answer: MailTold?) -> Undo {
        .impossible(
            LocalizedText("A mail that was sent does not come back.", "Een verzonden e-mail komt niet terug."))
    }

    /// Why it cannot be sent again; nil where it can.
    public static func refusal(_ mail: CustomerMail) -> LocalizedText? {
        switch mail.state {
        case .waiting, .sending:
            LocalizedText(
                "This mail has not gone yet: it goes by itself.", "Deze e-mail is nog niet weg: dat gaat vanzelf.")
        case .failed: nil
        case .sent:
            mail.body.contains(CustomerMail.blot)
                ? LocalizedText(
                    "This mail told a password, which is not kept. Reset the password and mail the new one.",
                    "In deze e-mail stond een wachtwoord, dat niet bewaard is. Reset het wachtwoord en mail het nieuwe."
                )
                : nil
        }
    }
}

extension CustomerMail {
    /// Stands where a password stood.
    public static let blot = "••••••"
}

// MARK: Answers

public struct CustomerState: HostFactAnswer, Equatable {
    /// Until when a temporary password counts, in the system's local time; nil where there is none.
    public var temporaryPasswordUntil: String?
    /// The newest first, without their bodies.
    public var mails: [CustomerMail]
    /// How many there are.
    public var mailCount: Int

    /// The most mails of one answer.
    public static let mostMails = 100

    public init(temporaryPasswordUntil: String?, mails: [CustomerMail], mailCount: Int) {
        self.temporaryPasswordUntil = temporaryPasswordUntil
        self.mails = mails
        self.mailCount = mailCount
    }

    public var envelopeMembers: [JSONMember] {
        let until = temporaryPasswordUntil.map { [JSONMember("temporary_password_until", $0)] } ?? []
        return until + [
            JSONMember("mail_count", String(mailCount)), JSONMember("mails", .array(mails.map(\.json))),
        ]
    }

    public static func reading(_ envelope: HostFactEnvelope) -> CustomerState? {
        guard let count = envelope.integer("mail_count"), case .array(let mails)? = envelope["mails"] else {
            return nil
        }
        return CustomerState(
            temporaryPasswordUntil: envelope["temporary_password_until"]?.scalarText,
            mails: mails.compactMap(CustomerMail.init), mailCount: count)
    }
}

public struct MailTold: HostFactAnswer, Equatable {
    public var mail: CustomerMail

    public init(_ mail: CustomerMail) {
        self.mail = mail
    }

    public var envelopeMembers: [JSONMember] { [JSONMember("mail", mail.json)] }

    public static func reading(_ envelope: HostFactEnvelope) -> MailTold? {
        envelope["mail"].flatMap(CustomerMail.init).map(MailTold.init)
    }
}
