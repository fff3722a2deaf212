/// One field of a change: its text before and after, in the vendor's writing.
public struct FieldChange: Hashable, Codable, Sendable {
    /// The parameter's name, such as `Subscription[Number]`.
    public let field: String
    public let isSecret: Bool
    /// Nil when the system did not tell, and of a secret.
    public let before: String?
    /// Nil when nothing was given, and of a secret.
    public let after: String?

    /// Of a secret only that it changes is kept.
    public init(_ field: FieldDeclaration, from before: String?, to after: String?) {
        self.field = field.name
        isSecret = field.isSecret
        self.before = field.isSecret ? nil : before
        self.after = field.isSecret ? nil : after
    }

    /// As it was written down.
    public init(field: String, isSecret: Bool, before: String?, after: String?) {
        self.field = field
        self.isSecret = isSecret
        self.before = isSecret ? nil : before
        self.after = isSecret ? nil : after
    }
}
