import BillingAPI
import BillingModel
import HostFactAPI

/// The forms of a group, and the review of one that is deleted.
enum GroupPlans {
    /// Members as their kind of group takes them: the vendor's one field is for debtors and products alike.
    static func members(of type: GroupType) -> FieldDeclaration {
        var field = Group.items.declaration
        field.kind = .references(type.memberKind)
        field.help = LocalizedText(
            "Chosen from the list; each comes or goes by itself",
            "Gekozen uit de lijst; elk komt of gaat apart")
        return field
    }

    static func add(_ type: GroupType) -> FormPlan<AddGroup> {
        FormPlan(
            title: AddGroup.declaration.title, subject: Texts.groups(of: type).english,
            identity: [RawParameter(Group.type.name, type.rawValue)],
            fields: [Group.name.declaration, members(of: type)], variant: type.rawValue, sendsOnlyChanges: false,
            consequences: { _, setting in [.rest(setting.texts.membersStayInOthers)] }, words: \.messages,
            done: { _, answer, setting in setting.texts.groupAdded(answer.record.text(Group.name)) })
    }

    static func edit(_ found: Found<Group>) -> FormPlan<EditGroup> {
        let group = found.record
        let fields = [Group.name.declaration, members(of: group.type ?? .debtor)]
        return FormPlan(
            title: EditGroup.declaration.title, subject: group.text(Group.name), read: found,
            again: { _, system throws(APIError) in edit(try await system.send(ShowGroup(found.identifier ?? 0))) },
            identity: identity(of: group), fields: fields, stored: group.values(of: fields),
            names: [Group.items.name: group.namesOfItems],
            consequences: { _, setting in [.rest(setting.texts.onlyChangesAreSent)] }, words: \.messages,
            done: { _, answer, setting in setting.texts.groupSaved(answer.record.text(Group.name)) })
    }

    static func deletion(of found: Found<Group>, _ texts: Texts) -> FormPlan<DeleteGroup> {
        let group = found.record
        let (name, count) = (group.text(Group.name), texts.counted(group.items.count, group.memberKind))
        return FormPlan(
            title: DeleteGroup.declaration.title, subject: name, presentation: .dialog, read: found,
            again: { setting, system throws(APIError) in
                deletion(of: try await system.send(ShowGroup(found.identifier ?? 0)), setting.texts)
            },
            identity: identity(of: group), fields: [],
            background: [
                BaseField(Group.name.declaration, name),
                BaseField(members(of: group.type ?? .debtor), group.text(Group.items)),
            ],
            code: name,
            consequences: { _, setting in
                [.rest(setting.texts.membersStay(group.items.count, group.memberKind))]
            },
            facts: [Review.Line(label: texts.groupLabel, old: "\(name) · \(count)", new: texts.goesAway)],
            words: \.messages, done: { _, _, setting in setting.texts.isDeleted(name) })
    }

    private static func identity(of group: Record<Group>) -> [RawParameter] {
        [RawParameter(Group.identifier.name, group.text(Group.identifier))]
    }
}

/// What can be done with a group, from the list and from its own page.
enum GroupDeed: CaseIterable, Sendable {
    case edit, delete, history

    var command: Command {
        switch self {
        case .edit: .edit
        case .delete: .delete
        case .history: .history
        }
    }

    var name: CommandName {
        switch self {
        case .edit: CommandName("Edit the group and its members", "Groep en leden bewerken")
        case .delete:
            CommandName("Delete the group", "Groep verwijderen", short: LocalizedText("delete", "verwijder"))
        case .history: CommandName("History: who changed what", "Geschiedenis: wie wijzigde wat")
        }
    }

    /// Why it cannot be done here.
    func refusal(_ setting: Setting) -> String? {
        switch self {
        case .edit: setting.reasonAgainst(ShowGroup.self, EditGroup.self)
        case .delete: setting.reasonAgainst(ShowGroup.self, DeleteGroup.self)
        case .history: HistoryPage.refusal(setting)
        }
    }

    /// The screen that does it, with the group as it is at that moment.
    func screen(
        _ id: Int, _ setting: Setting, _ service: any BillingService
    ) async throws(APIError) -> AnyScreen {
        let found = try await service.send(ShowGroup(id), .anew)
        switch self {
        case .edit: return AnyScreen(FormScreen(GroupPlans.edit(found), language: setting.language))
        case .delete:
            return AnyScreen(FormScreen(GroupPlans.deletion(of: found, setting.texts), language: setting.language))
        case .history: return AnyScreen(HistoryPage(of: .group, id, found.record.text(Group.name)))
        }
    }
}
