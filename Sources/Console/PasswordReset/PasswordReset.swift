import BillingAPI
import BillingModel
import HostFactAPI

/// The password dialog: what will be stored and who is told stand in it before anything is sent.
enum PasswordReset {
    /// What the vendor's call finds the debtor by; nothing else can stand in for them.
    private static let identity = [Debtor.username.declaration, Debtor.emailAddress.declaration]

    /// The dialog, or for a debtor who has no login to reset yet the form in which staff give it what is missing.
    ///
    /// - Throws: The sentence that says what is missing, where this system does not let it be filled in.
    static func screen(for debtor: Record<Debtor>, _ setting: Setting) throws(APIError) -> AnyScreen {
        guard let missing = Self.missing(in: debtor) else {
            return AnyScreen(FormScreen(plan(debtor), language: setting.language))
        }
        if let refusal = refusal(debtor, setting) { throw APIError(.forbidden, LocalizedText(verbatim: refusal)) }
        let plan = DebtorPlans.edit(debtor).with { plan in
            plan.next = { answer, setting in
                Self.missing(in: answer.record) == nil
                    ? AnyScreen(FormScreen(Self.plan(answer.record), language: setting.language)) : nil
            }
        }
        let sentence = setting.texts.fillInForLogin(debtor.text(Debtor.code), missing.label[setting.language])
        return AnyScreen(FormScreen(plan, language: setting.language, focus: missing.name, notice: sentence))
    }

    /// Why the login cannot be reset and what is missing cannot be filled in either; nil where one of them can be done.
    static func refusal(_ debtor: Record<Debtor>, _ setting: Setting) -> String? {
        guard let missing = Self.missing(in: debtor), let reason = setting.reasonAgainst(EditDebtor.self) else {
            return nil
        }
        return setting.texts.lacksForLogin(debtor.text(Debtor.code), missing.label[setting.language]) + " " + reason
    }

    private static func missing(in debtor: Record<Debtor>) -> FieldDeclaration? {
        identity.first { (debtor[text: $0] ?? "").isEmpty }
    }

    static func plan(_ debtor: Record<Debtor>) -> FormPlan<UpdateLoginCredentials> { plan(Found(debtor)) }

    private static func plan(_ found: Found<Debtor>) -> FormPlan<UpdateLoginCredentials> {
        let debtor = found.record
        let fields = UpdateLoginCredentials.declaration.parameters.filter { !identity.contains($0) }
        return FormPlan(
            title: UpdateLoginCredentials.declaration.title, subject: DebtorPlans.subject(debtor),
            presentation: .dialog, read: found,
            again: { _, system throws(APIError) in plan(try await system.send(ShowDebtor(found.identifier ?? 0))) },
            identity: identity.map { RawParameter($0.name, debtor[text: $0] ?? "") },
            fields: fields, stored: [UpdateLoginCredentials.sendMail.name: FlagCoding.yesNo.off],
            background: identity.map { BaseField($0, debtor[text: $0] ?? "") },
            sendsOnlyChanges: false,
            consequences: { given, setting in consequences(given, debtor, setting) },
            generate: { TelephonePassword.generated() }, words: \.messages, done: done)
    }

    private static func done(
        _ change: UpdateLoginCredentials, _ answer: Changed<Debtor>, _ setting: Setting
    ) -> String {
        let (texts, code) = (setting.texts, answer.record.text(Debtor.code))
        var sentences: [String] = []
        if change.arguments.isFilled(Debtor.password.declaration) { sentences.append(texts.passwordChanged(code)) }
        if let name = change[UpdateLoginCredentials.newUsername], !name.isEmpty {
            sentences.append(texts.userNameChanged(code, name))
        }
        if sentences.isEmpty { sentences.append(texts.loginUnchanged(code)) }
        if change[UpdateLoginCredentials.sendMail] == true, case .embedded(let route) = setting.backend {
            sentences.append(texts.mailIsQueued(to: answer.record.text(Debtor.emailAddress), route))
        }
        return sentences.joined(separator: " ")
    }

    private static func consequences(
        _ given: Arguments, _ debtor: Record<Debtor>, _ setting: Setting
    ) -> [Consequence] {
        let (texts, address) = (setting.texts, debtor.text(Debtor.emailAddress))
        var lines = [Consequence.other(texts.loginIs(debtor.text(Debtor.username), address))]
        if given.isFilled(Debtor.password.declaration) {
            let end = setting.clock.now().adding(hours: 24)
            lines.append(.other(texts.passwordIsStored(until: end, setting.backend)))
        } else {
            lines.append(.other(texts.passwordStays))
        }
        if let name = given[UpdateLoginCredentials.newUsername], !name.isEmpty {
            lines.append(.other(texts.userNameChanges(name)))
        }
        let isMailed = given[UpdateLoginCredentials.sendMail] == true
        lines.append(.mail(isMailed ? texts.mailWillGo(to: address, setting.backend) : texts.nobodyIsTold))
        return lines
    }
}

/// Temporary passwords that can be read out over the telephone.
enum TelephonePassword {
    /// Without letters and digits that look or sound alike.
    private static let alphabet = Array("abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")

    /// Four groups of four from the system's random source: some 91 bits.
    static func generated() -> String {
        var random = SystemRandomNumberGenerator()
        let groups = (0..<4).map { _ in
            String((0..<4).map { _ in alphabet[Int.random(in: alphabet.indices, using: &random)] })
        }
        return groups.joined(separator: "-")
    }
}
