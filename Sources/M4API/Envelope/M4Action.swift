import BillingAPI

/// A call of M4.
public protocol M4Action: APIAction where Answer: M4Answer {
    /// The values the hash is made of, in the documented order, before the key. Source: M4 reference, 5.2.
    static var hashValues: [M4HashValue] { get }
    /// Older names of the call. Source: M4 reference, 1.1.
    static var aliases: [String] { get }
    static var errorShape: M4ErrorShape { get }
    static var words: M4Words { get }
    /// Whether `u` must say who calls; else the key alone may speak for the caller.
    static var requiresCaller: Bool { get }
}

extension M4Action {
    public static var aliases: [String] { [] }
    public static var words: M4Words { M4Words() }

    /// The younger calls hash the caller.
    public static var requiresCaller: Bool { hashValues.contains { if case .caller = $0 { true } else { false } } }

    /// The call's name, the last part of its address.
    public static var call: String { declaration.name.action }

    /// Whether `u` is the account that the call is about, and nobody says who calls.
    static var isAboutCaller: Bool { declaration.parameters.contains { $0.name == M4Call.callerName } }
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
    /// What travels: the document, unless the call answers otherwise.
    var body: M4Body { get }
    /// The answer in a document without an error.
    ///
    /// - Returns: Nil when the document lacks what the answer is about.
    static func reading(_ root: M4Element) -> Self?
    /// The answer in a text that is no document; nil when it is none.
    static func reading(bare text: String) -> Self?
}

extension M4Answer {
    public var body: M4Body { .document(element) }

    /// An answer that nobody reads from the wire yet.
    public static func reading(_ root: M4Element) -> Self? { nil }
    public static func reading(bare text: String) -> Self? { nil }
}

/// An answer as it travels.
public enum M4Body: Equatable, Sendable {
    case document(M4Element)
    /// Text without any tags. Source: M4 reference, 9.3.
    case bare(String)

    public var text: String {
        switch self {
        case .document(let root): root.document
        case .bare(let text): text
        }
    }

    public var contentType: String {
        switch self {
        case .document: "text/xml; charset=utf-8"
        case .bare: "text/plain; charset=utf-8"
        }
    }
}

/// Where an error stands in the document. Source: M4 reference, 6.1.
public enum M4ErrorShape: Equatable, Sendable {
    /// E1: `status › error`.
    case gate
    /// E2: `page › error`.
    case page
    /// E3: `page › status › error`.
    case status
    /// E4: `action › name, status, status_message`, with the name that the action has there.
    case action(String)

    func element(_ error: String, message: String?) -> M4Element {
        let content = [M4Element("error", error)] + (message.map { [M4Element("message", $0)] } ?? [])
        return switch self {
        case .gate: M4Element("status", content)
        case .page: M4Element("page", content)
        case .status: M4Element("page", [M4Element("status", content)])
        case .action(let name):
            M4Element(
                "action",
                [M4Element("name", name), M4Element("status", "failed")]
                    + (error.isEmpty ? [] : [M4Element("status_message", error)]))
        }
    }
}
