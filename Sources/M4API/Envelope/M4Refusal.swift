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
    public static let notAuthorized = "You are not authorized to view this page"
    /// What is said of the caller, not of what was asked.
    static let gates: Set = [disabled, disabledGET, incorrectHash, accessDenied, notAuthorized, "Bad login"]

    public var text: String
    /// The reason, which clients show as it stands.
    public var message: String?
    public var shape: M4ErrorShape

    public init<Action: M4Action>(_ error: APIError, of type: Action.Type) {
        shape = type.errorShape
        switch error.kind {
        case .notFound:
            text = Self.notFound
        case .forbidden, .readOnly:
            text = Self.accessDenied
            message = error.message.english
            shape = .gate
        case .invalidInput where error.concerns(User.id):
            text = Self.notFound
        case .invalidInput where error.concerns(User.responsibleManager):
            text = Self.managerInvalid
            message = error.joinedSentences
        case .invalidInput, .unreachable, .unknownOutcome, .failure:
            let writes = type.declaration.effect == .writes
            text = writes ? Self.notUpdated : error.joinedSentences
            message = writes ? error.joinedSentences : nil
        }
    }

    public var element: M4Element { shape.element(text, message: message) }
}

extension APIError {
    fileprivate func concerns<Value>(_ field: Field<Value>) -> Bool {
        problems.contains { $0.field == field.name }
    }

    /// Every problem in English; each ends with a full stop when there are several.
    fileprivate var joinedSentences: String {
        let texts = sentences.map(\.english)
        guard texts.count > 1 else { return texts.joined() }
        return texts.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
    }
}
