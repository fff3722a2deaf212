import BillingAPI

extension UserRecord: RecordAnswer {
    public static var kind: RecordKind { .user }
    public var identifier: Int? { user[User.id] }
    public func text(of field: FieldDeclaration) -> String? { field.isSecret ? nil : user[text: field] }
}

extension BalanceUpdated: RecordAnswer {
    public static var kind: RecordKind { .user }
    public var identifier: Int? { user[User.id] }
    public func text(of field: FieldDeclaration) -> String? { field.isSecret ? nil : user[text: field] }
}

extension UserView: RecordAnswer {
    public static var kind: RecordKind { .user }
    public var identifier: Int? { user[User.id] }
    public func text(of field: FieldDeclaration) -> String? { field.isSecret ? nil : user[text: field] }
}
