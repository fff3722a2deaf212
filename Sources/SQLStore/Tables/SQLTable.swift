/// A table, declared once: what it is made by in every database, and what it is read and written by.
public struct SQLTable: Sendable {
    /// What tells one row from another.
    public enum Key: Sendable {
        /// A whole number that the store gives out.
        case identity(String)
        /// Columns among the declared ones.
        case columns([String])
        /// Nothing: the rows are lines of a sum, or there is one.
        case lines
    }

    public let name: String
    public let key: Key
    /// Beside an identity, in the order of the rows of a file.
    public let columns: [SQLColumn]
    public var indexes: [SQLIndex]
    public let copies: [SQLCopy]
    /// Rows are found by the words in their column `folded`.
    public let isSearched: Bool
    /// The number of rows is asked for so often that it must cost nothing.
    public let isCounted: Bool
    /// Identities are kept elsewhere, as in drafts and journals, so that none is ever given out again.
    public let isReferredTo: Bool
    /// Others are told when its rows change, where the database can tell.
    public let isWatched: Bool
    /// Programs add rows and change none: on a server their role may not do anything else.
    public let isOnlyAddedTo: Bool

    public init(
        _ name: String, _ key: Key, _ columns: [SQLColumn], indexes: [SQLIndex] = [], copies: [SQLCopy] = [],
        isSearched: Bool = false, isCounted: Bool = false, isReferredTo: Bool = false, isWatched: Bool = true,
        isOnlyAddedTo: Bool = false
    ) {
        self.name = name
        self.key = key
        self.columns = columns
        self.indexes = indexes
        self.copies = copies
        self.isSearched = isSearched
        self.isCounted = isCounted
        self.isReferredTo = isReferredTo
        self.isWatched = isWatched
        self.isOnlyAddedTo = isOnlyAddedTo
    }

    /// The column with a row's text for searching, folded as `TextFolding` does.
    public static let folded = "Folded"

    /// Identities, from `first` to `last`, of a table's rows that may have texts for searching of an earlier version.
    public static let pendingTexts = SQLTable(
        "search_pending", .columns(["name", "first"]),
        [.text("name"), .integer("first"), .integer("last", .atLeast("first"))])

    /// The column of the identity; nil where the key is of columns.
    public var identity: String? {
        if case .identity(let name) = key { name } else { nil }
    }
}

/// A column: texts that nobody may leave out, or whole numbers.
public struct SQLColumn: Sendable {
    public enum Kind: Sendable {
        case text, integer
    }

    public var name: String
    public var kind: Kind
    /// Whether there must be a value.
    public var isRequired: Bool
    /// What a row has that is given no value.
    public var fallback: String?
    public var check: SQLCheck?
    public var isUnique = false
    public var reference: SQLReference?

    public init(_ name: String, _ kind: Kind, isRequired: Bool, fallback: String? = nil, check: SQLCheck? = nil) {
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
        self.fallback = fallback
        self.check = check
    }

    /// A text that every row is given.
    public static func text(_ name: String, _ check: SQLCheck? = nil) -> SQLColumn {
        SQLColumn(name, .text, isRequired: true, check: check)
    }

    /// A text that a row has unless it is given another.
    public static func text(_ name: String, else fallback: String, _ check: SQLCheck? = nil) -> SQLColumn {
        SQLColumn(name, .text, isRequired: true, fallback: fallback, check: check)
    }

    public static func integer(_ name: String, else fallback: Int? = nil, _ check: SQLCheck? = nil) -> SQLColumn {
        SQLColumn(name, .integer, isRequired: true, fallback: fallback.map(String.init), check: check)
    }

    /// A whole number that may be missing.
    public static func optionalInteger(_ name: String) -> SQLColumn { SQLColumn(name, .integer, isRequired: false) }

    /// The same column, which points at a row of a table.
    public func pointing(at table: String, _ column: String, cascades: Bool = false) -> SQLColumn {
        var copy = self
        copy.reference = SQLReference(table: table, column: column, cascades: cascades)
        return copy
    }

    /// The same column, in which no value stands twice.
    public var unique: SQLColumn {
        var copy = self
        copy.isUnique = true
        return copy
    }
}

/// What a column's values must be; held by the database itself.
public enum SQLCheck: Sendable {
    /// Not empty.
    case filled
    case oneOf([String])
    /// One of these numbers of characters.
    case length([Int])
    /// At least that number, or at least what another column has.
    case atLeast(String)
}

public struct SQLReference: Sendable {
    public var table: String
    public var column: String
    /// The row goes with the one that it points at; otherwise that one stays as long as it is pointed at.
    public var cascades: Bool
}

public struct SQLIndex: Sendable {
    public enum Part: Sendable {
        case column(String)
        /// Without regard to letter case.
        case caseless(String)
        /// Numbers kept as texts.
        case number(String)
    }

    public var name: String
    public var parts: [Part]
    public var isUnique: Bool
    /// Only rows for which this holds.
    public var condition: String?

    public init(_ name: String, _ parts: [Part], isUnique: Bool = false, where condition: String? = nil) {
        self.name = name
        self.parts = parts
        self.isUnique = isUnique
        self.condition = condition
    }

    public init(_ name: String, _ columns: String..., isUnique: Bool = false, where condition: String? = nil) {
        self.init(name, columns.map { .column($0) }, isUnique: isUnique, where: condition)
    }
}

/// A column that repeats one of the row that is pointed at, and follows it: for sorting.
public struct SQLCopy: Sendable {
    /// Of the trigger.
    public var name: String
    /// In both tables.
    public var column: String
    public var table: String
    public var key: String
    /// The column that points at it.
    public var pointer: String

    public init(_ name: String, _ column: String, of table: String, _ key: String, by pointer: String) {
        self.name = name
        self.column = column
        self.table = table
        self.key = key
        self.pointer = pointer
    }
}
