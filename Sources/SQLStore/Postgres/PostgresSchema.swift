/// The tables of a program in a PostgreSQL database, and for which programs they are.
public struct PostgresSchema: Sendable {
    public var tables: [SQLTable]
    public var version: Int
    /// Programs that were made for this version of the tables, or a later one, may use them as they are now.
    public var oldest: Int
    /// Brings tables of an earlier version one version further; the first leads to version 2.
    public var steps: [String]
    /// Puts in what a new database starts with.
    public var contents: @Sendable (any StoreTransaction) throws -> Void

    public init(
        _ tables: [SQLTable], version: Int, oldest: Int, steps: [String] = [],
        contents: @escaping @Sendable (any StoreTransaction) throws -> Void = { _ in }
    ) {
        self.tables = tables
        self.version = version
        self.oldest = oldest
        self.steps = steps
        self.contents = contents
    }

    /// Looks whether this program may use the database.
    func check(_ connection: PostgresConnection, _ place: PostgresPlace) throws(StoreError) {
        let found = try Self.found(connection)
        guard let found else { throw .noTables(place) }
        if found.version < version { throw .olderTables(place) }
        if found.oldest > version { throw .newerTables(place) }
    }

    static func found(_ connection: PostgresConnection) throws(StoreError) -> (version: Int, oldest: Int)? {
        let table = PostgresTables.version.name
        guard try connection.rows(SQLQuery("SELECT to_regclass('\(table)') IS NOT NULL")).first?.text(0) == "t" else {
            return nil
        }
        return try connection.rows(SQLQuery("SELECT version, oldest FROM \(table)")).first.map {
            ($0.integer(0), $0.integer(1))
        }
    }
}

extension StoreError {
    fileprivate static func noTables(_ place: PostgresPlace) -> StoreError {
        StoreError(
            .missing,
            "The database “\(place.name)” has no tables of Balie's. Run balied migrate as its owner, or check the name.",
            "De database “\(place.name)” heeft geen tabellen van Balie. Voer balied migrate uit als eigenaar, of controleer de naam."
        )
    }

    fileprivate static func olderTables(_ place: PostgresPlace) -> StoreError {
        StoreError(
            .older,
            "The tables of the database “\(place.name)” are of an earlier Balie. Run balied migrate as its owner.",
            "De tabellen van de database “\(place.name)” zijn van een eerdere Balie. Voer balied migrate uit als eigenaar."
        )
    }

    fileprivate static func newerTables(_ place: PostgresPlace) -> StoreError {
        StoreError(
            .newer,
            "The tables of the database “\(place.name)” are of a later Balie. Use a later version of this program.",
            "De tabellen van de database “\(place.name)” zijn van een latere Balie. Gebruik een nieuwere versie van dit programma."
        )
    }
}
