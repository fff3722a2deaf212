import BillingAPI
import BillingModel
import HostFactAPI

/// A mail to many customers: by a template, with a message in it, or the message alone.
struct BulkMail: Equatable, Sendable {
    /// Nil without one.
    var template: Int?
    var message: String

    /// To the very address that the review shows: whatever the record says later, nobody else was agreed to.
    func proposal(for read: any RecordAnswer, _ identity: RawParameter, _ texts: Texts) throws(APIError) -> BulkProposal
    {
        let address = (read.text(of: Debtor.emailAddress.declaration) ?? "").withoutUnseenEnds
        guard !address.isEmpty else { return .refused(texts.hasNoAddress) }
        // Who has said so is written to by hand, where something is about them alone.
        let mailing = Debtor.mailing.declaration
        guard read.text(of: mailing) != FlagCoding.yesNo.off else { return .refused(texts.takesNoMailings) }
        var parameters = [identity, RawParameter(SendEmail.recipient.name, address)]
        if let template { parameters.append(RawParameter(SendEmail.template.name, String(template))) }
        if !message.isEmpty { parameters.append(RawParameter(SendEmail.message.name, message)) }
        return .change(try SendEmail(parsing: parameters))
    }

    // MARK: What staff type

    static let fields = [SendEmail.template.declaration, SendEmail.message.declaration]

    static func read(_ texts: Texts, _ value: (String) -> String) -> Result<BulkMail, BulkFields.Wrong> {
        let field = SendEmail.template.declaration
        let typed = value(field.name).withoutUnseenEnds
        let message = value(SendEmail.message.name)
        guard !typed.isEmpty else {
            guard message.contains(where: { !$0.isWhitespace }) else {
                return .failure(BulkFields.Wrong(field, texts.mailIsMissing))
            }
            return .success(BulkMail(template: nil, message: message))
        }
        guard let template = Int(typed), template > 0 else {
            return .failure(BulkFields.Wrong(field, texts.noTemplateNumber(typed)))
        }
        return .success(BulkMail(template: template, message: message))
    }
}

extension Intent {
    /// Whether it sends a mail, which changes no record.
    var isMail: Bool { action == SendEmail.declaration.name }

    /// Where the mail goes.
    var recipient: String? { sent(SendEmail.recipient.declaration) }

    fileprivate func sent(_ field: FieldDeclaration) -> String? { changes.first { $0.field == field.name }?.after }
}

extension BulkPlan {
    var isMail: Bool { rows.first?.intent.isMail ?? false }
    /// What stands in every mail; empty of all else, and of a template alone.
    var message: String { isMail ? rows.first?.intent.sent(SendEmail.message.declaration) ?? "" : "" }
    /// By its number; empty without one.
    var template: String { isMail ? rows.first?.intent.sent(SendEmail.template.declaration) ?? "" : "" }
}

extension BulkPlanner {
    /// Asks the system what the first mail would be answered, so that a template that is not there is known before
    /// anything is sent; one that cannot be asked says so for each mail.
    func rehearse(_ mail: SendEmail, _ service: any BillingService) async throws(APIError) {
        do throws(APIError) {
            _ = try await service.rehearse(mail)
        } catch  where error.kind == .invalidInput {
            throw error
        } catch {}
    }
}
