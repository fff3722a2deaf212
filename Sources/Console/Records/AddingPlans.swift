import BillingAPI
import BillingModel
import HostFactAPI
import M4API

/// The forms of what is added, and the reviews of what is deleted.
enum AddingPlans {
    static func debtor() -> FormPlan<AddDebtor> {
        // Passwords have their own dialog, which says what is stored and who is told.
        let fields = AddDebtor.declaration.parameters.filter { !$0.isSecret }
        return FormPlan(
            title: AddDebtor.declaration.title, subject: "", fields: fields, sendsOnlyChanges: false,
            consequences: { arguments, setting in
                let texts = setting.texts
                let code =
                    arguments.isFilled(Debtor.code.declaration)
                    ? [] : [Consequence.other(texts.codeIsGiven(setting.backend))]
                let address = arguments.filled(Debtor.emailAddress) ?? ""
                let mail = arguments[AddDebtor.sendWelcome] == true
                return code + [.mail(mail ? texts.welcomeGoes(to: address) : texts.customerIsNotTold)]
            },
            next: { answer, _ in AnyScreen(DebtorPage(answer.record)) }, words: \.messages,
            done: { _, answer, setting in setting.texts.debtorAdded(answer.record.text(Debtor.code)) })
    }

    static func product() -> FormPlan<AddProduct> {
        FormPlan(
            title: AddProduct.declaration.title, subject: "", fields: AddProduct.declaration.parameters,
            sendsOnlyChanges: false,
            consequences: { arguments, setting in
                arguments.isFilled(Product.code.declaration) ? [] : [.other(setting.texts.codeIsGiven(setting.backend))]
            },
            warnings: { arguments, setting in ProductPlans.ownPriceWarnings(arguments, stored: "", setting) },
            done: { _, answer, setting in setting.texts.productAdded(answer.record.text(Product.code)) })
    }

    static func deletion(of found: Found<Product>, _ texts: Texts) -> FormPlan<DeleteProduct> {
        let (product, id) = (found.record, found.identifier ?? 0)
        let subject = ProductPlans.subject(product)
        return FormPlan(
            title: DeleteProduct.declaration.title, subject: subject, presentation: .dialog, read: found,
            again: { setting, system throws(APIError) in
                deletion(of: try await system.send(ShowProduct(id)), setting.texts)
            },
            identity: [RawParameter(Product.identifier.name, product.text(Product.identifier))], fields: [],
            background: [Product.name, Product.code].map { BaseField($0.declaration, product.text($0)) },
            code: product.text(Product.code),
            facts: [Review.Line(label: texts.product, old: subject, new: texts.goesAway)],
            done: { _, _, setting in setting.texts.isDeleted(subject) })
    }

    static func deletion(of read: UserRecord, _ texts: Texts) -> FormPlan<DeleteUser> {
        let (user, id) = (read.user, read.identifier ?? 0)
        let subject = UserPlans.subject(user)
        return FormPlan(
            title: DeleteUser.declaration.title, subject: subject, presentation: .dialog, read: read,
            again: { setting, system throws(APIError) in
                deletion(of: try await system.send(ReadUser(id)), setting.texts)
            },
            identity: [RawParameter(User.id.name, user.text(User.id))], fields: [],
            background: [BaseField(User.username.declaration, user.text(User.username))],
            code: user.text(User.username),
            consequences: { _, setting in [.other(setting.texts.userWithHistoryStays)] },
            facts: [Review.Line(label: texts.linkedUser, old: subject, new: texts.goesAway)],
            done: { _, _, setting in setting.texts.isDeleted(subject) })
    }
}
