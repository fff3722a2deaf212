import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import TerminalCore

/// The form and the dialog of a service.
enum ServicePlans {
    /// The service with the customer whose it is, whose name may be long: the service is what must be read.
    static func subject(_ service: Record<Subscription>) -> String {
        let customer = DisplayText.truncated(ServiceDesk.customerName(of: service), to: 24)
        let code = service.text(Subscription.debtorCode)
        return "\(customer.isEmpty ? code : "\(code) \(customer)") · \(service.text(Subscription.description))"
    }

    /// The service in a sentence.
    static func name(_ service: Record<Subscription>) -> String {
        "\(service.text(Subscription.debtorCode)) · \(service.text(Subscription.description))"
    }

    /// A new service; for a debtor when it is known, else chosen in the form.
    static func add(for debtor: Record<Debtor>?) -> FormPlan<AddService> {
        var stored: [String: String] = [:]
        if let debtor { stored[Subscription.debtorCode.name] = debtor.text(Debtor.code) }
        let fields = AddService.declaration.parameters.filter { $0 != Subscription.debtor.declaration }
        return FormPlan(
            title: AddService.declaration.title, subject: debtor.map(DebtorPlans.subject) ?? "",
            read: debtor.map { Found($0) }, fields: fields, stored: stored,
            remarks: debtor.map { [Subscription.debtorCode.name: Debtor.displayName(of: $0)] } ?? [:],
            sendsOnlyChanges: false,
            preview: { arguments, setting, service throws(APIError) in
                try await preview(arguments, debtor, setting, service)
            },
            outcome: { answer, setting in outcome(answer.record, setting) },
            words: { answer in
                answer.messages.isEmpty ? [] : [answer.messages.joined(separator: " ") + " · " + name(answer.record)]
            },
            done: { _, answer, setting in setting.texts.serviceAdded(name(answer.record)) })
    }

    static func edit(_ service: Record<Subscription>) -> FormPlan<EditService> {
        edit(Found(service), subject(service))
    }

    /// What is kept of a service. Whose it is does not change, and its end has a dialog of its own, which says what is
    /// still invoiced.
    ///
    /// - Parameter subject: With the customer's name, which a service that is shown alone does not always tell.
    private static func edit(_ found: Found<Subscription>, _ subject: String) -> FormPlan<EditService> {
        let service = found.record
        let others = [
            Subscription.identifier.declaration, Subscription.debtor.declaration, Subscription.debtorCode.declaration,
            Subscription.terminationDate.declaration,
        ]
        let fields = EditService.declaration.parameters.filter { !others.contains($0) }
        return FormPlan(
            title: EditService.declaration.title, subject: subject, read: found,
            again: { _, system throws(APIError) in
                edit(try await system.send(ShowService(found.identifier ?? 0)), subject)
            },
            identity: [RawParameter(Subscription.identifier.name, service.text(Subscription.identifier))],
            fields: fields,
            stored: service.values(of: fields),
            consequences: { _, setting in
                [.mail(setting.texts.customerIsNotTold), .rest(setting.texts.onlyChangesAreSent)]
            },
            preview: { arguments, setting, _ in preview(arguments, of: service, setting) },
            outcome: { answer, setting in amounts(answer.record, setting) },
            done: { _, answer, setting in setting.texts.serviceSaved(name(answer.record)) })
    }

    /// What the system itself makes of a new service.
    private static func outcome(_ service: Record<Subscription>, _ setting: Setting) -> [String] {
        var lines = amounts(service, setting)
        if let next = service[Subscription.nextDate] {
            lines.append(setting.texts.nextInvoice(next, setting.backend))
            if next <= setting.today { lines.append(setting.texts.invoicedAtNextRun) }
        }
        return lines
    }

    private static func amounts(_ service: Record<Subscription>, _ setting: Setting) -> [String] {
        guard let amounts = Subscription.amounts(of: service) else { return [] }
        let period = setting.texts.every(service[Subscription.periods] ?? 1, service.text(Subscription.periodic))
        return [
            "\(service.text(Subscription.description)) · "
                + setting.texts.amountsPerInvoice(amounts.amountExcl, amounts.amountIncl, period)
        ]
    }

    /// What an edited service will come to. Nothing is promised while a field is empty that the product may fill.
    private static func preview(_ given: Arguments, of service: Record<Subscription>, _ setting: Setting) -> FormPreview
    {
        let counted = [
            Subscription.priceExcl.declaration, Subscription.number.declaration, Subscription.taxPercentage.declaration,
            Subscription.discountPercentage.declaration, Subscription.periods.declaration,
            Subscription.periodic.declaration,
        ]
        guard counted.allSatisfy(given.isFilled) else { return FormPreview() }
        // What a system elsewhere says that an invoice comes to holds for what is stored, and for nothing else.
        let isAsStored = counted.allSatisfy { given[text: $0] == service[text: $0] }
        var edited = isAsStored ? service : Record([:])
        for field in counted { edited[text: field] = given[text: field] }
        guard let amounts = Subscription.amounts(of: edited) else { return FormPreview() }
        let period = setting.texts.every(edited[Subscription.periods] ?? 1, edited.text(Subscription.periodic))
        let line = setting.texts.amountsPerInvoice(amounts.amountExcl, amounts.amountIncl, period)
        return FormPreview(sentences: [FormPreview.Sentence(text: line)])
    }

    /// What the service will come to, by the rules that store it.
    private static func preview(
        _ given: Arguments, _ known: Record<Debtor>?, _ setting: Setting, _ service: any BillingService
    ) async throws(APIError) -> FormPreview {
        var problems: [Problem] = []
        let product = try await found(
            given.filled(Subscription.productCode), Subscription.productCode.declaration, &problems
        ) {
            code throws(APIError) in try await service.send(ShowProduct(code: code)).record
        }
        let debtor = try await found(
            given.filled(Subscription.debtorCode), Subscription.debtorCode.declaration, &problems
        ) {
            code throws(APIError) in
            if let known, known.text(Debtor.code) == code { return known }
            return try await service.send(ShowDebtor(code: code)).record
        }
        let texts = setting.texts
        let unknown = problems.map { FormPreview.Sentence.warning($0.staff[setting.language]) }
        // What is not filled in yet is said when the form is checked.
        guard let new = NewService(given, product: product, debtor: debtor, today: setting.today, &problems),
            unknown.isEmpty
        else { return FormPreview(sentences: unknown, problems: problems) }
        let period = texts.every(new.record[Subscription.periods] ?? 1, new.record.text(Subscription.periodic))
        let name = product.map { "\($0.text(Product.name)) · " } ?? ""
        var lines = [name + texts.amountsPerInvoice(new.amounts.amountExcl, new.amounts.amountIncl, period)]
        if new.hasGeneralTax { lines.append(texts.generalTax(Product.generalTax, setting.backend)) }
        if let next = new.record[Subscription.nextDate] {
            lines.append(texts.nextInvoice(next, setting.backend))
            if next <= setting.today { lines.append(texts.invoicedAtNextRun) }
        }
        return FormPreview(sentences: lines.map { FormPreview.Sentence(text: $0) }, problems: problems)
    }

    /// The record of a code; none is a problem of the field that names it.
    private static func found<Kind>(
        _ code: String?, _ field: FieldDeclaration, _ problems: inout [Problem],
        _ look: (String) async throws(APIError) -> Record<Kind>
    ) async throws(APIError) -> Record<Kind>? {
        guard let code else { return nil }
        do throws(APIError) {
            return try await look(code)
        } catch {
            guard error.kind == .notFound else { throw error }
            problems.append(Problem(field, error.message.english, error.message.dutch))
            return nil
        }
    }

    /// Why a service cannot be ended: it has ended already.
    static func terminationRefusal(_ service: Record<Subscription>, _ setting: Setting) -> String? {
        TerminateService.refusal(service, setting.today)?[setting.language]
    }

    /// Why no ending can be taken back: none is planned.
    static func withdrawalRefusal(_ service: Record<Subscription>, _ setting: Setting) -> String? {
        WithdrawTermination.refusal(service, setting.today)?[setting.language]
    }

    static func withdrawal(_ service: Record<Subscription>, _ setting: Setting) -> AnyScreen {
        withdrawal(Found(service), subject(service), setting)
    }

    /// What an emptied day means in the dialog of a planned ending.
    private static func withdrawalOffer(
        _ found: Found<Subscription>, _ subject: String, _ setting: Setting
    ) -> Result<AnyScreen, APIError>? {
        guard found.record[Subscription.terminationDate] != nil else { return nil }
        guard
            let reason = setting.reasonAgainst(WithdrawTermination.self) ?? withdrawalRefusal(found.record, setting)
        else { return .success(withdrawal(found, subject, setting)) }
        return .failure(APIError(.forbidden, LocalizedText(verbatim: reason)))
    }

    private static func withdrawal(_ found: Found<Subscription>, _ subject: String, _ setting: Setting) -> AnyScreen {
        AnyScreen(FormScreen(withdrawalPlan(found, subject, setting), language: setting.language))
    }

    private static func withdrawalPlan(
        _ found: Found<Subscription>, _ subject: String, _ setting: Setting
    ) -> FormPlan<WithdrawTermination> {
        let (service, texts) = (found.record, setting.texts)
        let date = service[Subscription.terminationDate].map(texts.date) ?? texts.nothing
        return FormPlan<WithdrawTermination>(
            title: WithdrawTermination.declaration.title, subject: subject, presentation: .dialog, read: found,
            again: { setting, system throws(APIError) in
                withdrawalPlan(try await system.send(ShowService(found.identifier ?? 0)), subject, setting)
            },
            identity: [RawParameter(Subscription.identifier.name, service.text(Subscription.identifier))], fields: [],
            background: [
                BaseField(Subscription.terminationDate.declaration, service.text(Subscription.terminationDate))
            ]
                + termination(of: service),
            consequences: { _, setting in
                setting.texts.goesOn(next: service[Subscription.nextDate], setting.today, setting.backend)
            },
            facts: [
                Review.Line(
                    label: Subscription.terminationDate.declaration.label[texts.language], old: date, new: texts.nothing
                )
            ],
            done: { _, answer, setting in setting.texts.endingWithdrawn(name(answer.record)) })
    }

    static func terminationDialog(_ service: Record<Subscription>, _ setting: Setting) -> AnyScreen {
        AnyScreen(TerminationDialog(terminationPlan(Found(service), subject(service), setting), setting))
    }

    /// When an end was asked for: it tells of a reason that another gave, where the system does not tell the reason.
    private static let askedOn = Field<String>.text(Termination.createdColumn, "Asked for on", "Gevraagd op")

    private static func termination(of service: Record<Subscription>) -> [BaseField] {
        [BaseField(askedOn.declaration, service[member: Termination.createdColumn])]
    }

    private static func terminationPlan(
        _ found: Found<Subscription>, _ subject: String, _ setting: Setting
    ) -> TerminationPlan<TerminateService> {
        let (service, texts) = (found.record, setting.texts)
        let contract = Subscription.contract(of: service)
        let standard = contract.map {
            DefaultTermination(start: $0.start, period: $0.period, today: setting.today)
        }
        let ending = ServiceEnding(service: service, standard: standard)
        var reasons: [String] = []
        if let contract, let standard {
            reasons = [
                texts.contractRuns(contract.start, contract.period),
                texts.noticeEnds(standard.earliest, DefaultTermination.notice),
            ]
            if let missed = standard.missed { reasons.append(texts.termTooSoon(missed)) }
            reasons.append(texts.earliestEnd(standard.date))
        }
        return TerminationPlan(
            title: TerminateService.declaration.title, subject: subject, read: found,
            again: { setting, system throws(APIError) in
                terminationPlan(try await system.send(ShowService(found.identifier ?? 0)), subject, setting)
            },
            dateField: TerminateService.date.declaration, reasonField: TerminateService.reason.declaration,
            current: service[Subscription.terminationDate], reason: service[member: Termination.reasonColumn],
            background: termination(of: service), proposed: standard?.date ?? setting.today,
            explanation: reasons,
            identity: [RawParameter(Subscription.identifier.name, service.text(Subscription.identifier))],
            withdrawal: withdrawalOffer(found, subject, setting),
            code: service.text(Subscription.debtorCode), named: ending.whose, warnings: ending.warnings,
            consequences: ending.consequences,
            reviewed: ending.reviewed,
            finality: { date, setting in date < setting.today ? setting.texts.onlyComingEndIsWithdrawn : nil },
            words: \.messages,
            done: { day, setting in
                let texts = setting.texts
                return day > setting.today
                    ? texts.serviceEnds(name(service), day) : texts.serviceEnded(name(service))
            })
    }
}
