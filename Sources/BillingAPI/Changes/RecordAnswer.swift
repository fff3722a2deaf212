/// An answer about one record.
public protocol RecordAnswer: Sendable, TaggedAnswer {
    static var kind: RecordKind { get }
    /// The system's number of the record; nil when it does not tell.
    var identifier: Int? { get }
    /// The text of a field, in the vendor's writing; nil when the system does not tell, and of every secret.
    func text(of field: FieldDeclaration) -> String?
}

extension RecordAnswer {
    public func ref(in system: SystemID) -> RecordRef? { RecordRef(system, Self.kind, identifier) }

    /// The texts of those fields that the system tells, by parameter name.
    public func texts(of fields: [FieldDeclaration]) -> [String: String] {
        let told = fields.compactMap { field in text(of: field).map { (field.name, $0) } }
        return Dictionary(told, uniquingKeysWith: { first, _ in first })
    }
}

/// A reading action that shows one record.
public protocol RecordReading: APIAction where Answer: RecordAnswer {}

extension RecordReading {
    /// The record that is asked for, where it is by its number, which every such action takes first.
    public func ref(in system: SystemID) -> RecordRef? {
        let number = Self.declaration.parameters.first.flatMap { arguments[text: $0] }
        return RecordRef(system, Answer.kind, number.flatMap { Int($0) })
    }
}
