import BillingAPI
import BillingModel

/// One user, or all of them. Source: M4 reference, 7.4.
public struct ListUsers: M4Action {
    public typealias Answer = UserList

    public static let all = "all"
    public static let user = Field<String>.text(
        User.id.name, "User", "Gebruiker",
        help: LocalizedText("A user's id, or all", "Het id van een gebruiker, of all"),
        source: "Kolmisoft M4, users_get"
    ).used(.code).refusing { text in
        if text == all || (text.utf8.allSatisfy { (48...57).contains($0) } && Int32(text) != nil) { return nil }
        return LocalizedText("is not a user's id or the word all", "is geen id van een gebruiker of het woord all")
    }

    public static let declaration = ActionDeclaration(
        ActionName("m4", "users_get"), LocalizedText("List users", "Gebruikers tonen"), .reads,
        [user.declaration], rules: [.required(user.declaration)], source: "M4 reference, 7.4")
    public static let hashValues: [M4HashValue] = [.caller, .parameter(user.declaration)]
    public static let errorShape = M4ErrorShape.status

    public var arguments = Arguments()
    public init() {}

    public init(_ user: String) {
        arguments[Self.user] = user
    }
}

/// All users that are assigned to one manager. Not on M4's wire, which shows every manager their own.
public struct ListAssignedUsers: APIAction {
    public typealias Answer = UserList
    public static let declaration = ActionDeclaration(
        ActionName("m4", "users_assigned"), LocalizedText("List users", "Gebruikers tonen"), .reads,
        [User.responsibleManager.declaration], rules: [.required(User.responsibleManager.declaration)],
        source: "Balie's own; M4 reference, section 4")

    public var arguments = Arguments()
    public init() {}

    public init(_ manager: Int) {
        arguments[User.responsibleManager] = manager
    }
}

/// The personal details of one user, with names in place of ids. Source: M4 reference, 7.2.
public struct ShowUser: M4Action {
    public typealias Answer = UserView
    public static let declaration = ActionDeclaration(
        ActionName("m4", "user_details_get"), LocalizedText("Show user", "Gebruiker tonen"), .reads,
        [User.id.declaration, User.username.declaration],
        // The id stands last: that is the one whose lack the vendor calls a user not found.
        rules: [.oneOf([User.username.declaration, User.id.declaration])], source: "M4 reference, 7.2")
    public static let hashValues: [M4HashValue] = [
        .parameter(User.id.declaration), .parameter(User.username.declaration),
    ]
    public static let aliases = ["user_details"]
    public static let errorShape = M4ErrorShape.page

    public var arguments = Arguments()
    public init() {}
}

/// One user, with everything that can be set. Source: M4 reference, 7.3.
public struct ReadUser: M4Action, RecordReading {
    public typealias Answer = UserRecord
    public static let declaration = ActionDeclaration(
        ActionName("m4", "user_details_raw_get"), LocalizedText("Read user", "Gebruiker lezen"), .reads,
        [User.id.declaration], rules: [.required(User.id.declaration)], source: "M4 reference, 7.3")
    public static let hashValues: [M4HashValue] = [.caller, .parameter(User.id.declaration)]
    public static let errorShape = M4ErrorShape.status

    public var arguments = Arguments()
    public init() {}

    public init(_ id: Int) {
        arguments[User.id] = id
    }
}

/// Changes the given details of one user; what is not given keeps its value.
///
/// Source: Kolmisoft M4, user_details_update; M4 reference, 7.1 and section 8.
public struct UpdateUserDetails: M4Action, WritingAction {
    public typealias Answer = UserUpdated
    public static let declaration = ActionDeclaration(
        ActionName("m4", "user_details_update"), LocalizedText("Edit user", "Gebruiker bewerken"), .writes,
        [User.id.declaration] + User.details,
        rules: [.required(User.id.declaration), .neverEmpty(User.neverEmpty)] + User.poolRules,
        source: "Kolmisoft M4, user_details_update")
    public static let hashValues: [M4HashValue] = [.caller, .parameter(User.id.declaration)]
    public static let errorShape = M4ErrorShape.status
    public static let words = M4Words(
        failed: M4Refusal.notUpdated,
        problems: [
            .init(User.id.declaration, M4Refusal.notFound),
            .init(User.responsibleManager.declaration, M4Refusal.managerInvalid, givesReason: true),
        ])

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget {
        (self[User.id] ?? identifier).map { .shown(by: ReadUser($0)) } ?? .unnamed
    }

    public func undo(before: (any RecordAnswer)?, answer: UserUpdated?) -> Undo {
        .edit(UpdateUserDetails.self, back: arguments, to: before, identity: User.id)
    }

    public init(_ id: Int) {
        arguments[User.id] = id
    }
}
