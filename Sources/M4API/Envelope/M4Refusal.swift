import BillingAPI
import BillingModel

/// M4's words for an error, and the place they have in the document. Source: M4 reference, 6.1 to 6.3.
public struct M4Refusal: Equatable, Sendable {
    public static let notFound = "User was not found"
    public static let notUpdated = "User was not updated"
    public static let managerInvalid = "Manager is invalid"
    public static let disabled = "API Requests are disabled"
    public static let disabledGET = "GET Requests are disabled"
    public static let incorrectHash = "Incorrect hash"
    public static let accessDenied = "Access Denied"
    /// What the older calls say in place of `Access Denied`.
    public static let badLogin = "Bad login"
    public static let notAuthorized = "You are not authorized to view this page"
    /// What some calls say in place of the page that may not be viewed.
    public static let notAuthorizedForFunctionality = "You are not authorized to use this functionality"
    public static let featureDisabled = "Feature disabled"
    /// What is said of the caller and the settings, not of what was asked.
    static let gates: Set = [
        disabled, disabledGET, incorrectHash, accessDenied, badLogin, notAuthorized, notAuthorizedForFunctionality,
        featureDisabled,
    ]

    public var text: String
    /// The reason, which clients show as it stands.
    public var message: String?
    public var shape: M4ErrorShape

    public init<Action: M4Action>(_ error: APIError, of type: Action.Type) {
        let words = type.words
        if let text = error.vendorWords.first {
            if Self.gates.contains(text), text != Self.featureDisabled {
                self.init(gate: text, of: type)
            } else {
                self.init(text: text, shape: type.errorShape)
            }
            message = error.vendorWords.dropFirst().first
        } else if error.kind == .readOnly || (error.kind == .forbidden && error.problems.isEmpty) {
            self.init(gate: error.kind == .readOnly ? Self.accessDenied : words.denied, of: type)
            message = error.joinedSentences
        } else if error.kind == .notFound {
            self.init(text: words.notFound, shape: type.errorShape)
        } else if let own = words.problems.first(where: { error.concerns($0.field) }) {
            self.init(text: own.text, message: own.givesReason ? error.joinedSentences : nil, shape: type.errorShape)
        } else if let failed = words.failed {
            self.init(text: failed, message: error.joinedSentences, shape: type.errorShape)
        } else {
            self.init(text: error.joinedSentences, shape: type.errorShape)
        }
    }

    /// What is refused before the call is looked at; words of the call's own stand where its other errors do.
    init(gate text: String, of type: any M4Action.Type) {
        let isOwn = text == type.words.denied && text != Self.accessDenied
        self.init(text: text, shape: isOwn ? type.errorShape : .gate)
    }

    private init(text: String, message: String? = nil, shape: M4ErrorShape) {
        self.text = text
        self.message = message
        self.shape = shape
    }

    public var element: M4Element { shape.element(text, message: message) }
}

extension APIError {
    fileprivate func concerns(_ field: FieldDeclaration) -> Bool { problems.contains { $0.field == field.name } }

    /// Every problem in English; each ends with a full stop when there are several.
    fileprivate var joinedSentences: String {
        let texts = sentences.map(\.english)
        guard texts.count > 1 else { return texts.joined() }
        return texts.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
    }
}
