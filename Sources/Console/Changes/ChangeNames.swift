import BillingAPI
import HostFactAPI

// What the records are called that the fields of a change keep by their numbers.
extension ChangeScreen {
    mutating func know(_ more: ReferenceNames) {
        names.add(more)
        editor.name(more)
    }

    /// Reads names where the focus stands on a field that takes them.
    func readNames(_ setting: Setting) -> Effect<Action> {
        guard case .editing = phase else { return .none }
        let fields = Self.unread(editor.namesWanted, names, setting)
        guard !fields.isEmpty else { return .none }
        let known = names
        return .read(
            slot: "names",
            { service throws(APIError) in await known.completed(for: fields, groupsOf: Self.groups, by: service) }
        ) { .named((try? $0.get()) ?? known) }
    }

    /// Before a review or a question about a clash whatever stands in it has its name.
    static func names(
        _ known: ReferenceNames, for editor: Editor, from base: [BaseField], to plan: Editor.Plan, _ setting: Setting,
        _ service: any BillingService
    ) async -> ReferenceNames {
        var all = known
        all.add(ReferenceNames(toldBy: plan.read))
        let changed = plan.base.filter { now in
            let before = base.first { $0.field == now.field }
            return before?.text != now.text || editor.typed[now.field.name] != nil || editor.isOnlyReviewed
        }
        let fields = unread(changed.map(\.field), all, setting)
        return fields.isEmpty ? all : await all.completed(for: fields, groupsOf: groups, by: service)
    }

    /// Those whose names were not asked for, and can be.
    private static func unread(
        _ fields: [FieldDeclaration], _ known: ReferenceNames, _ setting: Setting
    ) -> [FieldDeclaration] {
        guard !known.asked.contains(.group), setting.reasonAgainst(GroupList.listing) == nil else { return [] }
        return fields.filter { if case .references(.group) = $0.kind { true } else { false } }
    }

    /// Whose groups the action is about.
    private static var groups: GroupType? { GroupType(rawValue: Editor.Change.declaration.name.controller) }
}
