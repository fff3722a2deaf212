import BillingAPI
import BillingModel

/// The groups of one type, a page at a time. Source: HostFact reference, 3.2 and section 7.
public struct ListGroups: HostFactAction {
    public typealias Answer = Listed<Group>
    public static let declaration = ActionDeclaration(
        ActionName("group", "list"), LocalizedText("List groups", "Groepen tonen"), .reads,
        [ListParameters.offset.declaration, ListParameters.limit.declaration, ListParameters.type.declaration],
        // Source: reference, 16 no. 17.
        rules: [.required(ListParameters.type.declaration)],
        source: "HostFact reference, 3 and 7")

    public var arguments = Arguments()
    public init() {}
}

/// One group with its members. Source: HostFact reference, section 7.
public struct ShowGroup: HostFactAction, RecordReading {
    public typealias Answer = Found<Group>
    public static let declaration = ActionDeclaration(
        ActionName("group", "show"), LocalizedText("Show group", "Groep tonen"), .reads,
        [Group.identifier.declaration], rules: [.required(Group.identifier.declaration)],
        source: "HostFact reference, 7")

    public var arguments = Arguments()
    public init() {}

    public init(_ id: Int) {
        arguments[Group.identifier] = id
    }
}

/// Adds a group. Source: HostFact reference, section 7.
public struct AddGroup: HostFactAction, WritingAction {
    public typealias Answer = Changed<Group>
    public static let declaration = ActionDeclaration(
        ActionName("group", "add"), LocalizedText("Add group", "Groep toevoegen"), .writes,
        [Group.name.declaration, Group.type.declaration, Group.items.declaration],
        rules: [.required(Group.name.declaration), .required(Group.type.declaration)],
        source: "HostFact reference, 7")

    public static func message(_ group: Record<Group>) -> String { "\(Group.title(of: group)) is aangemaakt" }

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget { .added }

    public func undo(before: (any RecordAnswer)?, answer: Changed<Group>?) -> Undo {
        guard let answer else { return .onceAnswered }
        guard let id = answer.identifier else { return .untold }
        var delete = DeleteGroup()
        delete[Group.identifier] = id
        return .by(delete)
    }
}

/// Renames a group or replaces all its members; its type stays. Source: HostFact reference, section 7.
public struct EditGroup: HostFactAction, WritingAction {
    public typealias Answer = Changed<Group>
    public static let declaration = ActionDeclaration(
        ActionName("group", "edit"), LocalizedText("Edit group", "Groep bewerken"), .writes,
        [Group.identifier.declaration, Group.name.declaration, Group.items.declaration],
        rules: [.required(Group.identifier.declaration), .neverEmpty([Group.name.declaration])],
        source: "HostFact reference, 7")

    public static func message(_ group: Record<Group>) -> String { "\(Group.title(of: group)) is bewerkt" }

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget {
        (self[Group.identifier] ?? identifier).map { .shown(by: ShowGroup($0)) } ?? .unnamed
    }

    public func undo(before: (any RecordAnswer)?, answer: Changed<Group>?) -> Undo {
        .edit(EditGroup.self, back: arguments, to: before, identity: Group.identifier, answer: answer)
    }
}

/// Deletes a group, not its members. Source: HostFact reference, section 7.
public struct DeleteGroup: HostFactAction, WritingAction {
    public typealias Answer = Done
    public static let declaration = ActionDeclaration(
        ActionName("group", "delete"), LocalizedText("Delete group", "Groep verwijderen"), .writes,
        [Group.identifier.declaration], rules: [.required(Group.identifier.declaration)],
        source: "HostFact reference, 7")

    public static func message(_ group: Record<Group>) -> String { "\(Group.title(of: group)) is verwijderd" }

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget {
        (self[Group.identifier] ?? identifier).map { .shown(by: ShowGroup($0)) } ?? .unnamed
    }

    public func undo(before: (any RecordAnswer)?, answer: Done?) -> Undo { .gone }
}
