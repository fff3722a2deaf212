import BillingAPI

extension HostFactEntity {
    /// A password that a record holds on request is nobody else's business.
    fileprivate static func text(of field: FieldDeclaration, in record: Record<Self>) -> String? {
        field.isSecret || field == ShowDebtor.getPassword.declaration ? nil : record[text: field]
    }
}

extension Found: RecordAnswer {
    public static var kind: RecordKind { Kind.kind }
    public var identifier: Int? { record[Kind.identifier] }
    public func text(of field: FieldDeclaration) -> String? { Kind.text(of: field, in: record) }
}

extension Changed: RecordAnswer {
    public static var kind: RecordKind { Kind.kind }
    public var identifier: Int? { record[Kind.identifier] }
    public func text(of field: FieldDeclaration) -> String? { Kind.text(of: field, in: record) }
}
