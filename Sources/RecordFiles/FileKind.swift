import BillingAPI
import BillingModel
import HostFactAPI
import M4API

/// A kind of record that is written to files and read from them: its columns, and how a system is asked.
public struct FileKind: Sendable {
    /// Some records of a list, each with its number.
    struct Rows: Sendable {
        var rows: [ListedRow]
        var total: Int?
    }

    struct ListedRow: Sendable {
        var identifier: Int?
        /// What the list tells of a field; nil where it does not.
        var text: @Sendable (FieldDeclaration) -> String?
    }

    /// As commands call it: `debtors`.
    public let name: String
    public let identifier: FieldDeclaration
    /// What a record can be found by, the usual one first.
    public let keys: [FieldDeclaration]
    /// What can be given to a record, in the order of the vendor; never a secret.
    public let fields: [FieldDeclaration]
    /// What the list can be asked, such as `searchfor`.
    public let listParameters: [FieldDeclaration]
    /// Nil where the system adds none, and why.
    let add: (@Sendable ([RawParameter]) throws(APIError) -> any WritingAction)?
    let edit: @Sendable (Int, [RawParameter]) throws(APIError) -> any WritingAction
    let list: @Sendable (any BillingService, [RawParameter], _ offset: Int, _ most: Int) async throws(APIError) -> Rows
    let read: @Sendable (any BillingService, Int) async throws(APIError) -> any RecordAnswer
    /// Nil where there is no such record.
    let find: @Sendable (any BillingService, FieldDeclaration, String) async throws(APIError) -> (any RecordAnswer)?

    /// Every column that a file of it may have.
    public var columns: [FieldDeclaration] {
        [identifier] + keys.filter { $0 != identifier && !fields.contains($0) } + fields
    }

    public static let all = [debtors, products, services, users]

    public static func named(_ name: String) -> FileKind? { all.first { $0.name == name.lowercased() } }
}

extension FileKind {
    public static let debtors = FileKind(
        "debtors", ListDebtors.self, AddDebtor.self, EditDebtor.self, Debtor.identifier, code: Debtor.code,
        read: { ShowDebtor($0) }, find: { ShowDebtor(code: $0) })

    public static let products = FileKind(
        "products", ListProducts.self, AddProduct.self, EditProduct.self, Product.identifier, code: Product.code,
        read: { ShowProduct($0) }, find: { ShowProduct(code: $0) })

    public static let services = FileKind(
        "services", ListServices.self, AddService.self, EditService.self, Subscription.identifier, code: nil,
        read: { ShowService($0) }, find: nil as (@Sendable (String) -> ShowService)?)

    /// - Parameters:
    ///   - code: What a person knows a record by; nil of records that have only a number.
    private init<List: ListAction, Show: RecordReading, Add: WritingAction, Edit: WritingAction>(
        _ name: String, _ list: List.Type, _ adding: Add.Type, _ editing: Edit.Type, _ number: Field<Int>,
        code: Field<String>?, read: @escaping @Sendable (Int) -> Show, find: (@Sendable (String) -> Show)?
    ) {
        self.name = name
        identifier = number.declaration
        keys = [code?.declaration, number.declaration].compactMap(\.self)
        fields = Add.declaration.parameters.filter { !$0.isSecret && $0 != number.declaration }
        listParameters = List.declaration.parameters.filter { !Self.paging.contains($0.name) }
        add = { given throws(APIError) in try Add(parsing: given, unknown: .refused) }
        edit = { id, given throws(APIError) in
            try Edit(parsing: [RawParameter(number.name, String(id))] + given, unknown: .refused)
        }
        self.list = { service, given, offset, most throws(APIError) in
            let paging = [
                RawParameter(ListParameters.offset.name, String(offset)),
                RawParameter(ListParameters.limit.name, String(most)),
            ]
            let answer = try await service.send(List(parsing: given + paging, unknown: .refused))
            let rows = answer.page.rows.map { row in
                ListedRow(identifier: row[number]) { $0.isSecret ? nil : row[text: $0] }
            }
            return Rows(rows: rows, total: answer.page.total)
        }
        self.read = { service, id throws(APIError) in try await service.send(read(id)) }
        self.find = { service, key, text throws(APIError) in
            guard key == number.declaration || find == nil else {
                return try await Self.known { () throws(APIError) in try await service.send(find?(text) ?? read(0)) }
            }
            guard let id = Int(text) else { return nil }
            return try await Self.known { () throws(APIError) in try await service.send(read(id)) }
        }
    }

    private static let paging = [ListParameters.offset.name, ListParameters.limit.name]

    static func known(
        _ ask: () async throws(APIError) -> any RecordAnswer
    ) async throws(APIError) -> (any RecordAnswer)? {
        do throws(APIError) {
            return try await ask()
        } catch {
            guard error.kind == .notFound else { throw error }
            return nil
        }
    }
}
