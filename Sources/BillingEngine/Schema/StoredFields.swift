import BillingAPI
import HostFactAPI
import M4API
import SQLStore

extension SQLColumn {
    /// The column of a vendor's field, named as its member is: kind, first value and check follow from the declaration.
    ///
    /// - Parameter fallback: What a row starts with where the vendor declares nothing.
    init(_ field: FieldDeclaration, else fallback: String? = nil) {
        let name = field.member
        let start = fallback ?? field.fallback
        switch field.kind {
        case .text, .multilineText, .secret, .code, .rows, .references: self = .text(name, else: start ?? "")
        case .integer, .decimal, .percentage: self = start.map { .text(name, else: $0) } ?? .text(name)
        case .choice(let choices): self.init(name, start, .oneOf(choices.map(\.value)))
        case .flag(let coding):
            // Kept as 1 and 0, however the vendor takes it.
            self.init(name, start, .oneOf(coding == .yesNo ? [coding.on, coding.off] : ["0", "1"]))
        case .date: self = .text(name, else: start ?? "", .length([0, 10]))
        case .reference(let kind):
            self = .optionalInteger(name)
            if let table = kind.table { self = pointing(at: table, kind.identity) }
        }
    }

    init<Value>(_ field: Field<Value>, else fallback: String? = nil) { self.init(field.declaration, else: fallback) }

    private init(_ name: String, _ fallback: String?, _ check: SQLCheck) {
        self = fallback.map { .text(name, else: $0, check) } ?? .text(name, check)
    }

    /// The column of a field that every row is given.
    static func given<Value>(_ field: Field<Value>) -> SQLColumn {
        var column = SQLColumn(field)
        column.isRequired = true
        column.fallback = nil
        switch field.declaration.kind {
        case .date: column.check = .length([10])
        case .choice, .flag: break
        default: column.check = column.kind == .text ? .filled : nil
        }
        return column
    }

    /// The same column, of which the database checks no more than that there is a value.
    var unchecked: SQLColumn {
        var copy = self
        copy.check = nil
        return copy
    }

    func checked(_ check: SQLCheck) -> SQLColumn {
        var copy = self
        copy.check = check
        return copy
    }

    /// The same column, which cannot be without a value.
    func always(_ fallback: Int) -> SQLColumn {
        var copy = self
        copy.isRequired = true
        copy.fallback = String(fallback)
        return copy
    }
}

extension [SQLColumn] {
    /// The columns of some fields, in this order.
    static func of<each Value>(_ field: repeat Field<each Value>) -> [SQLColumn] {
        var columns: [SQLColumn] = []
        repeat columns.append(SQLColumn(each field))
        return columns
    }
}

extension RecordKind {
    /// Where the engine keeps records of the kind.
    var table: String? {
        switch self {
        case .debtor: Tables.Name.debtor
        case .product: Tables.Name.product
        case .service: Tables.Name.service
        case .group: Tables.Name.group
        case .user, .manager: Tables.Name.user
        case .currency: Tables.Name.currency
        case .direction: Tables.Name.direction
        case .numberPool: Tables.Name.numberPool
        }
    }

    var identity: String {
        switch self {
        case .debtor, .product, .service, .group: Debtor.identifier.name
        case .user, .manager, .currency, .direction, .numberPool: Tables.id
        }
    }
}
