import BillingAPI
import BillingModel
import M4API

/// The form and the block dialog of an M4 user.
enum UserPlans {
    /// The form for what the user is at this moment, with the names behind its ids.
    static func editForm(_ user: Record<User>, _ setting: Setting, _ system: any BillingService) async -> AnyScreen {
        AnyScreen(FormScreen(await edit(UserRecord(user), system), language: setting.language))
    }

    private static func edit(_ read: UserRecord, _ system: any BillingService) async -> FormPlan<UpdateUserDetails> {
        var plan = edit(read)
        let names = await ReferenceList.names(for: plan.fields, plan.stored, system)
        (plan.remarks, plan.unlisted) = (names.remarks, names.unlisted)
        return plan
    }

    static func edit(_ user: Record<User>) -> FormPlan<UpdateUserDetails> { edit(UserRecord(user)) }

    private static func edit(_ read: UserRecord) -> FormPlan<UpdateUserDetails> {
        let user = read.user
        let fields = UpdateUserDetails.declaration.parameters.filter { $0 != User.id.declaration }
        return FormPlan(
            title: UpdateUserDetails.declaration.title, subject: subject(user), read: read,
            again: { _, system throws(APIError) in
                await edit(try await system.send(ReadUser(read.identifier ?? 0)), system)
            },
            identity: [RawParameter(User.id.name, user.text(User.id))], fields: fields,
            stored: user.values(of: fields),
            consequences: { arguments, setting in
                var lines = [Consequence.rest(setting.texts.onlyChangesAreSent)]
                if arguments[User.isBlocked] == true { lines.append(.other(setting.texts.blocksAtOnce)) }
                lines += blockDay(arguments[User.blockAt], setting)
                if arguments[User.isHidden] == true { lines.append(.other(setting.texts.hiddenStaysActive)) }
                return lines
            },
            warnings: { arguments, setting in warnings(arguments[User.blockAt], setting) },
            words: { _ in [UserUpdated.text + ": " + name(user)] },
            done: { _, _, setting in setting.texts.userSaved(name(user)) })
    }

    /// Whether the day is the one that clears a block.
    private static func isNone(_ day: CalendarDate) -> Bool {
        User.blockAt.declaration.meaning(of: day.text).isEmpty
    }

    /// What comes of a day to block on.
    private static func blockDay(_ day: CalendarDate?, _ setting: Setting) -> [Consequence] {
        guard let day else { return [] }
        if isNone(day) { return [.other(setting.texts.blockIsCleared(day))] }
        guard day > setting.today else { return [] }
        if case .embedded = setting.backend { return [.other(setting.texts.blockDayIsKept)] }
        return [.other(setting.texts.blocksOn(day)), .mail(setting.texts.userIsMailed)]
    }

    private static func warnings(_ day: CalendarDate?, _ setting: Setting) -> [String] {
        guard let day, day <= setting.today, !isNone(day) else { return [] }
        return [setting.texts.blocksNobody(day, setting.today)]
    }

    /// Why no planned block can be taken back: none is planned, as far as is known.
    static func withdrawalRefusal(_ user: Record<User>, _ setting: Setting) -> String? {
        guard user[text: User.blockAt.declaration] != nil else { return nil }
        return User.plannedBlock(of: user, setting.today) == nil ? setting.texts.noBlockPlanned : nil
    }

    static func withdrawal(_ user: Record<User>, _ setting: Setting) -> AnyScreen {
        withdrawal(UserRecord(user), setting)
    }

    private static func withdrawal(_ read: UserRecord, _ setting: Setting) -> AnyScreen {
        AnyScreen(FormScreen(withdrawalPlan(read, setting), language: setting.language))
    }

    private static func withdrawalPlan(_ read: UserRecord, _ setting: Setting) -> FormPlan<UpdateUserDetails> {
        let (user, texts, field) = (read.user, setting.texts, User.blockAt.declaration)
        return FormPlan<UpdateUserDetails>(
            title: texts.withdrawBlockTitle, subject: subject(user), presentation: .dialog, read: read,
            again: { setting, system throws(APIError) in
                withdrawalPlan(try await system.send(ReadUser(read.identifier ?? 0)), setting)
            },
            identity: [RawParameter(User.id.name, user.text(User.id))] + field.parameters(""), fields: [],
            background: [BaseField(field, user.text(User.blockAt))],
            consequences: { arguments, setting in blockDay(arguments[User.blockAt], setting) },
            facts: [
                Review.Line(
                    label: field.label[texts.language], old: User.blockDay(of: user).map(texts.date) ?? texts.nothing,
                    new: texts.nothing)
            ],
            words: { _ in [UserUpdated.text + ": " + name(user)] },
            done: { _, _, setting in setting.texts.blockWithdrawn(name(user)) })
    }

    /// The user with the customer whose it is: their code is the user's number in the bookkeeping.
    static func subject(_ user: Record<User>) -> String {
        let customer = user.text(User.accountingNumber)
        return customer.isEmpty ? name(user) : "\(name(user)) · \(customer)"
    }

    /// The user in a sentence.
    static func name(_ user: Record<User>) -> String {
        "\(user.text(User.username)) \(User.displayName(of: user))"
    }

    static func blockDialog(_ user: Record<User>, _ setting: Setting) -> AnyScreen {
        AnyScreen(TerminationDialog(blockPlan(UserRecord(user), setting), setting))
    }

    private static func blockPlan(_ read: UserRecord, _ setting: Setting) -> TerminationPlan<UpdateUserDetails> {
        let (user, texts) = (read.user, setting.texts)
        let planned = User.plannedBlock(of: user, setting.today)
        return TerminationPlan<UpdateUserDetails>(
            title: texts.blockTitle, subject: subject(user), read: read,
            again: { setting, system throws(APIError) in
                blockPlan(try await system.send(ReadUser(read.identifier ?? 0)), setting)
            },
            dateField: User.blockAt.declaration, reasonField: nil, current: planned,
            // Today's check has already run; tomorrow is the first night that blocks.
            proposed: setting.today.adding(days: 1),
            explanation: [texts.blockExplanation, texts.blockToday],
            identity: [RawParameter(User.id.name, user.text(User.id))],
            withdrawal: planned.map { _ in .success(withdrawal(read, setting)) },
            code: user.text(User.username), named: subject(user),
            warnings: { date, setting in warnings(date, setting) },
            consequences: { date, setting in blockDay(date, setting) },
            words: { _ in [UserUpdated.text + ": " + name(user)] },
            done: { day, setting in
                day > setting.today
                    ? setting.texts.blockDaySaved(name(user), day) : setting.texts.userSaved(name(user))
            })
    }
}
