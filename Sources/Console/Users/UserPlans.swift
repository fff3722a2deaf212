import BillingAPI
import BillingModel
import M4API

/// The form and the block dialog of an M4 user.
enum UserPlans {
    /// The form for what the user is at this moment, with the names behind its ids.
    static func editForm(_ id: Int, _ setting: Setting, _ system: any BillingService) async throws(APIError)
        -> AnyScreen
    {
        let user = try await system.send(ReadUser(id)).user
        var plan = edit(user)
        let names = await ReferenceList.names(for: plan.fields, plan.stored, system)
        (plan.remarks, plan.unlisted) = (names.remarks, names.unlisted)
        return AnyScreen(FormScreen(plan, language: setting.language))
    }

    static func edit(_ user: Record<User>) -> FormPlan<UpdateUserDetails> {
        let fields = UpdateUserDetails.declaration.parameters.filter { $0 != User.id.declaration }
        return FormPlan(
            title: UpdateUserDetails.declaration.title, subject: subject(user),
            identity: [RawParameter(User.id.name, user.text(User.id))], fields: fields,
            stored: user.values(of: fields),
            consequences: { arguments, setting in
                var lines = [setting.texts.onlyChangesAreSent]
                if arguments[User.isBlocked] == true { lines.append(setting.texts.blocksAtOnce) }
                if arguments[User.isHidden] == true { lines.append(setting.texts.hiddenStaysActive) }
                return lines
            },
            done: { answer, _ in UserUpdated.text + ": " + subject(user) })
    }

    static func subject(_ user: Record<User>) -> String {
        "\(user.text(User.username)) \(User.displayName(of: user))"
    }

    static func blockDialog(
        _ id: Int, _ setting: Setting, _ system: any BillingService
    ) async throws(APIError) -> AnyScreen {
        let user = try await system.send(ReadUser(id)).user
        let texts = setting.texts
        let plan = TerminationPlan<UpdateUserDetails>(
            title: texts.blockTitle, subject: subject(user), dateField: User.blockAt.declaration, reasonField: nil,
            current: user[User.blockAt],
            // Today's check has already run; tomorrow is the first night that blocks.
            proposed: setting.today.adding(days: 1),
            explanation: [texts.blockExplanation, texts.blockToday],
            identity: [RawParameter(User.id.name, String(id))],
            consequences: { date, setting in
                date <= setting.today
                    ? [setting.texts.pastBlockDate] : [setting.texts.blocksOn(date), setting.texts.userIsMailed]
            },
            done: { _, _ in UserUpdated.text + ": " + subject(user) })
        return AnyScreen(TerminationDialog(plan, setting))
    }
}
