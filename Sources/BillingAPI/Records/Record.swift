/// A record as a system stores it: the vendor's member names with their texts, read through typed fields.
///
/// `Kind` keeps records of different entities apart.
public struct Record<Kind>: Sendable, Equatable {
    private var values: [String: String]

    public init(_ values: [String: String]) {
        self.values = values
    }

    public subscript<Value>(_ field: Field<Value>) -> Value? {
        get { self[text: field.declaration].flatMap { $0.isEmpty ? nil : field.decode($0) } }
        set { values[field.declaration.member] = newValue.map(field.encode) ?? "" }
    }

    /// The text of a field; nil when the system did not tell, empty when it has no value.
    public subscript(text field: FieldDeclaration) -> String? {
        get { values[field.member] }
        set { values[field.member] = newValue }
    }

    /// The text of a field, empty when there is none.
    public func text<Value>(_ field: Field<Value>) -> String { values[field.declaration.member] ?? "" }

    /// A member that no action takes as input, such as `Created`.
    public subscript(member name: String) -> String {
        get { values[name] ?? "" }
        set { values[name] = newValue }
    }

    /// The text of a member by its name; nil when the system did not tell.
    public subscript(told name: String) -> String? { values[name] }
}
