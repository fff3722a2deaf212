import BillingAPI
import BillingModel

/// Whose login it is: `u` is here the account that is asked about, not who calls.
public enum Login {
    public static let username = Field<String>.text(M4Call.callerName, "User name", "Gebruikersnaam").used(.code)
    public static let password = Field<String>.secret("p", "Password", "Wachtwoord")
    static let done = "ok"

    /// The head of shape S9 of the M4 reference, 6.1.
    static func element(_ name: String, _ more: [M4Element] = []) -> M4Element {
        M4Element("action", [M4Element("name", name), M4Element("status", done)] + more)
    }

    static func isDone(_ root: M4Element) -> Bool { root.name == "action" && root.first("status")?.text == done }
}

/// Whether a password is the account's. It opens nothing: every call proves itself. Source: M4 reference, 9.4.
public struct LogIn: M4Action {
    public typealias Answer = LoggedIn

    static let action = "login"
    private static let failed = "Login failed"

    public static let declaration = ActionDeclaration(
        ActionName("m4", "user_login"), LocalizedText("Check login", "Inlog controleren"), .reads,
        [Login.username.declaration, Login.password.declaration],
        rules: [.required(Login.username.declaration), .required(Login.password.declaration)],
        source: "M4 reference, 9.4")
    public static let hashValues: [M4HashValue] = [
        .parameter(Login.username.declaration), .parameter(Login.password.declaration),
    ]
    public static let aliases = ["login"]
    public static let errorShape = M4ErrorShape.action(action)
    public static let words = M4Words(
        problems: [.init(Login.username.declaration, failed), .init(Login.password.declaration, failed)])

    /// One answer for both, so that nobody learns which user names there are.
    public static let refusal: APIError = {
        let problem = Problem(
            Login.username.declaration, "The user name or the password is not right.",
            "De gebruikersnaam of het wachtwoord is niet juist.")
        return APIError(.forbidden, problem.message, problems: [problem])
    }()

    public var arguments = Arguments()
    public init() {}
}

/// The account whose password was right.
public struct LoggedIn: M4Answer, Equatable {
    public var user: Int

    public init(user: Int) {
        self.user = user
    }

    public var element: M4Element {
        Login.element(
            LogIn.action,
            [
                M4Element(User.id.name, String(user)),
                M4Element("status_message", "Successfully logged in"),
            ])
    }

    public static func reading(_ root: M4Element) -> LoggedIn? {
        guard Login.isDone(root), let user = root.first(User.id.name).flatMap({ Int($0.text) }) else { return nil }
        return LoggedIn(user: user)
    }
}
