import BillingAPI
import BillingModel

/// Ends an account's session in the vendor's own screens. Source: M4 reference, 9.4.
public struct LogOut: M4Action, WritingAction {
    public typealias Answer = LoggedOut

    static let action = "logout"

    public static let declaration = ActionDeclaration(
        ActionName("m4", "user_logout"), LocalizedText("Log out", "Uitloggen"), .writes,
        [Login.username.declaration], rules: [.required(Login.username.declaration)], source: "M4 reference, 9.4")
    /// The key alone.
    public static let hashValues: [M4HashValue] = []
    public static let aliases = ["logout"]
    public static let errorShape = M4ErrorShape.action(action)
    /// A failed logout has no message.
    public static let words = M4Words(notFound: "", problems: [.init(Login.username.declaration, "")])

    public var arguments = Arguments()
    public init() {}

    public func target(_ identifier: Int?) -> WriteTarget {
        .nothing(LocalizedText("A session is no record.", "Een sessie is geen gegeven."))
    }

    public func undo(before: (any RecordAnswer)?, answer: LoggedOut?) -> Undo {
        .impossible(
            LocalizedText(
                "A session that has ended does not come back; its user logs in again.",
                "Een beëindigde sessie komt niet terug; de gebruiker logt opnieuw in."))
    }
}

/// The answer of a logout: nothing but that it was done.
public struct LoggedOut: M4Answer, Equatable {
    public init() {}

    public var element: M4Element { Login.element(LogOut.action) }

    public static func reading(_ root: M4Element) -> LoggedOut? { Login.isDone(root) ? LoggedOut() : nil }
}
