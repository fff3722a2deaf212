import BillingAPI

/// An entity that can belong to groups.
public protocol Grouped: HostFactEntity {
    static var groups: Field<[Int]> { get }
}

extension Record where Kind: Grouped {
    /// Group ids with their names, by id.
    public var groupNames: [(id: Int, name: String)] {
        get { (self[Kind.groups] ?? []).map { ($0, self[member: Self.nameMember($0)]) } }
        set {
            self[Kind.groups] = newValue.map(\.id)
            for group in newValue { self[member: Self.nameMember(group.id)] = group.name }
        }
    }

    static func nameMember(_ id: Int) -> String { "\(Group.name.name)[\(id)]" }

    /// `{"4":{"id":"4","GroupName":"…"}}`, or `[]`. Source: HostFact reference, 4.1.
    var groupsJSON: JSONValue {
        .phpMap(
            groupNames.map { group in
                JSONMember(
                    String(group.id),
                    .object([JSONMember("id", String(group.id)), JSONMember(Group.name.name, group.name)]))
            })
    }
}
