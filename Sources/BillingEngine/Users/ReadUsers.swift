import BillingAPI
import BillingModel
import M4API
import SQLStore

extension BrowseUsers: EngineAction {
    func run(in context: EngineContext) throws -> Page<Record<User>> {
        let name = arguments.filled(Self.sort) ?? User.username.name
        guard let sort = UserTable.source.columns[name == User.id.name ? UserTable.source.key : name] else {
            throw APIError(problems: [
                Problem(naming: Self.sort.declaration) {
                    LocalizedText(
                        "\($0.english): users cannot be sorted by “\(name)”.",
                        "\($0.dutch): gebruikers kunnen niet worden gesorteerd op “\(name)”.")
                }
            ])
        }
        var query = ListQuery(UserTable.source, sort: sort)
        query.isDescending = self[Self.order] == BrowseUsers.descending
        query.offset = self[Self.offset] ?? 0
        query.limit = min(self[Self.limit] ?? 1000, 1000)
        query.conditions = [UserTable.isCustomer]
        query.quickTotal = UserTable.customerCount(in:)
        if let text = arguments.filled(Self.searchFor) {
            query.words = SearchWords(text)
        }
        query.landmarks = context.landmarks
        query.second = try thenBy.map { try UserTable.source.second($0) }
        if !conditions.isEmpty {
            query.add(try ListFilter(conditions, on: UserTable.source, in: context))
            query.quickTotal = nil
        }
        let found = try query.found(counting: countsAll, atMost: mostCounted, in: context.transaction)
        let rows = try UserTable.listRecords(found.keys, in: context.transaction)
        return Page(offset: query.offset, rows: rows, total: found.total)
    }
}

extension ListUsers: EngineAction {
    func run(in context: EngineContext) throws -> UserList {
        let user = self[Self.user] ?? Self.all
        if user == Self.all { return UserList(try UserTable.allRecords(in: context.transaction)) }
        guard let id = Int(user) else { throw UserTable.unknown(user) }
        return UserList([try UserTable.record(id, in: context.transaction)])
    }
}

extension ListAssignedUsers: EngineAction {
    func run(in context: EngineContext) throws -> UserList {
        let manager = SQLQuery(
            "\(User.responsibleManager.name) = ?", [.integer(try identity(User.responsibleManager))])
        return UserList(try UserTable.allRecords(manager, in: context.transaction))
    }
}

extension ReadUser: EngineAction {
    func run(in context: EngineContext) throws -> UserRecord {
        UserRecord(try UserTable.record(identity(User.id), in: context.transaction))
    }
}

extension ShowUser: EngineAction {
    /// The user meant by id, by user name, or by both, which then must agree.
    func run(in context: EngineContext) throws -> UserView {
        let transaction = context.transaction
        let user = try UserTable.record(try identify(in: transaction), in: transaction)
        return UserView(
            user, currency: try CurrencyTable.standard(in: transaction)?.code ?? "",
            taxationCountry: try name(of: user[User.taxationCountry], in: transaction),
            country: try name(of: user[User.direction], in: transaction))
    }

    private func identify(in transaction: any StoreTransaction) throws -> Int {
        guard let username = arguments.filled(User.username) else { return try identity(User.id) }
        let found = try UserTable.id(named: username, in: transaction)
        guard self[User.id] ?? found == found else { throw UserTable.unknown("“\(username)”") }
        return found
    }

    private func name(of direction: Int?, in transaction: any StoreTransaction) throws -> String {
        guard let direction else { return "" }
        return try transaction.row(
            SQLQuery("SELECT name FROM m4_direction WHERE id = ?", [.integer(direction)]))?.text(0) ?? ""
    }
}

extension ListReferences: EngineAction {
    func run(in context: EngineContext) throws -> [M4Reference] {
        guard let kind = RecordKind(rawValue: self[Self.kind] ?? ""), let query = UserReferences.list(kind) else {
            return []
        }
        return try context.transaction.rows(SQLQuery(query)).map { row in
            M4Reference(id: row.integer(0), code: row.text(1), name: row.text(2))
        }
    }
}
