import BillingAPI

/// What one call says when it refuses. Source: M4 reference, 6.2.
public struct M4Words: Sendable {
    /// Nobody calls, or somebody whose role is not entitled to the call.
    public var denied: String
    /// A manager lacks the permission.
    public var unauthorized: String
    public var notFound: String
    /// It could not be done, and the reason stands beside; nil where the reason is all that is said.
    public var failed: String?
    /// Said of a problem with a parameter, or with what stands in the call's way; the first that fits counts.
    public var problems: [Words]

    /// The vendor's words for a problem with this field.
    public struct Words: Sendable {
        public var field: FieldDeclaration
        public var text: String
        /// Whether the reason stands beside them.
        public var givesReason: Bool

        public init(_ field: FieldDeclaration, _ text: String, givesReason: Bool = false) {
            (self.field, self.text, self.givesReason) = (field, text, givesReason)
        }
    }

    public init(
        denied: String = M4Refusal.accessDenied, unauthorized: String = M4Refusal.notAuthorized,
        notFound: String = M4Refusal.notFound, failed: String? = nil,
        problems: [Words] = [Words(User.id.declaration, M4Refusal.notFound)]
    ) {
        self.denied = denied
        self.unauthorized = unauthorized
        self.notFound = notFound
        self.failed = failed
        self.problems = problems
    }
}
