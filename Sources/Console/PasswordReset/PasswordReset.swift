import BillingAPI
import BillingModel
import HostFactAPI

/// The password dialog: what will be stored and who is told stand in it before anything is sent.
enum PasswordReset {
    static func plan(_ debtor: Record<Debtor>) -> FormPlan<UpdateLoginCredentials> {
        let fields = UpdateLoginCredentials.declaration.parameters
        var stored: [String: String] = [:]
        stored[Debtor.username.name] = debtor.text(Debtor.username)
        stored[Debtor.emailAddress.name] = debtor.text(Debtor.emailAddress)
        stored[UpdateLoginCredentials.sendMail.name] = FlagCoding.yesNo.off
        return FormPlan(
            title: UpdateLoginCredentials.declaration.title, subject: DebtorPlans.subject(debtor),
            presentation: .dialog, fields: fields, stored: stored, sendsOnlyChanges: false,
            consequences: consequences, generate: { TemporaryPassword.generated() },
            words: \.messages, done: done)
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

    private static func consequences(_ given: Arguments, _ setting: Setting) -> [String] {
        let texts = setting.texts
        var lines: [String] = []
        if given.isFilled(Debtor.password.declaration) {
            lines.append(texts.passwordIsStored(until: setting.clock.now().adding(hours: 24), setting.backend))
        } else {
            lines.append(texts.passwordStays)
        }
        if let name = given[UpdateLoginCredentials.newUsername], !name.isEmpty {
            lines.append(texts.userNameChanges(name))
        }
        let address = given[Debtor.emailAddress] ?? ""
        lines.append(
            given[UpdateLoginCredentials.sendMail] == true
                ? texts.mailWillGo(to: address, setting.backend) : texts.nobodyIsTold)
        return lines
    }
}

/// Temporary passwords that can be read out over the telephone.
enum TemporaryPassword {
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
