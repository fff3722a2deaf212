import BillingAPI

/// A call of M4.
public protocol M4Action: APIAction where Answer: M4Answer {
    /// The values the hash is made of, in the documented order, before the key. Source: M4 reference, 5.2.
    static var hashValues: [M4HashValue] { get }
    /// Older names of the call. Source: M4 reference, 1.1.
    static var aliases: [String] { get }
    static var errorShape: M4ErrorShape { get }
}

extension M4Action {
    public static var aliases: [String] { [] }

    /// The call's name, the last part of its address.
    public static var call: String { declaration.name.action }
}

/// One value of the hash.
public enum M4HashValue: Sendable {
    /// Who calls: the parameter `u`.
    case caller
    case parameter(FieldDeclaration)

    /// The parameter's name on the wire.
    public var name: String {
        switch self {
        case .caller: M4Call.callerName
        case .parameter(let field): field.name
        }
    }
}

/// What a successful call answers.
public protocol M4Answer: Sendable, TaggedAnswer {
    /// The root of the document.
    var element: M4Element { get }
    /// The answer in a document without an error.
    ///
    /// - Returns: Nil when the document lacks what the answer is about.
    static func reading(_ root: M4Element) -> Self?
}

/// Where an error stands in the document. Source: M4 reference, 6.1.
public enum M4ErrorShape: Sendable {
    /// E1: `status › error`.
    case gate
    /// E2: `page › error`.
    case page
    /// E3: `page › status › error`.
    case status

    func element(_ error: String, message: String?) -> M4Element {
        let content = [M4Element("error", error)] + (message.map { [M4Element("message", $0)] } ?? [])
        return switch self {
        case .gate: M4Element("status", content)
        case .page: M4Element("page", content)
        case .status: M4Element("page", [M4Element("status", content)])
        }
    }
}
