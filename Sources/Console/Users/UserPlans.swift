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
            words: { _ in [UserUpdated.text + ": " + subject(user)] },
            done: { _, _, setting in setting.texts.userSaved(subject(user)) })
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
                let texts = setting.texts
                if date <= setting.today { return [texts.pastBlockDate] }
                if case .embedded = setting.backend { return [texts.blockDayIsKept] }
                return [texts.blocksOn(date), texts.userIsMailed]
            },
            words: { _ in [UserUpdated.text + ": " + subject(user)] },
            done: { day, setting in
                day > setting.today
                    ? setting.texts.blockDaySaved(subject(user), day) : setting.texts.userSaved(subject(user))
            })
        return AnyScreen(TerminationDialog(plan, setting))
    }
}
