/// Makes a program's tables in a PostgreSQL database, or brings them up to date; nothing else changes them.
public struct PostgresMigration: Sendable {
    public enum Outcome: Equatable, Sendable {
        case made
        case brought(from: Int, to: Int)
        case wasUpToDate
    }

    private let place: PostgresPlace
    private let schema: PostgresSchema

    public init(_ place: PostgresPlace, _ schema: PostgresSchema) {
        self.place = place
        self.schema = schema
    }

    /// - Parameter role: The role that programs work as: it may read and write rows, and change no table.
    public func run(for role: String?) async throws -> Outcome {
        let migration = self
        return try await onSideThread { try migration.carryOut(role) }
    }

    private func carryOut(_ role: String?) throws -> Outcome {
        let connection = try PostgresConnection(place)
        defer { connection.close() }
        guard connection.says("server_encoding") == "UTF8" else { throw Self.encoding(place) }
        guard connection.serverVersion >= 150_000 else { throw Self.oldServer(place, connection.serverVersion) }
        return try connection.withoutLimits {
            // One after the other, whoever else migrates.
            try connection.script("SET client_min_messages = error; SELECT pg_advisory_lock(\(PostgresStore.queue))")
            try connection.script("BEGIN")
            let outcome = try change(PostgresTransaction(connection: connection))
            if let role { try connection.script(rights(of: role)) }
            try connection.script("COMMIT")
            return outcome
        }
    }

    private func change(_ transaction: PostgresTransaction) throws -> Outcome {
        let connection = transaction.connection
        let table = PostgresTables.version.name
        guard let found = try PostgresSchema.found(connection) else {
            try connection.script(PostgresTables.script(making: schema.tables))
            try transaction.execute(
                SQLQuery(
                    "INSERT INTO \(table) (version, oldest) VALUES (?, ?)",
                    [.integer(schema.version), .integer(schema.oldest)]))
            try schema.contents(transaction)
            return .made
        }
        guard found.version < schema.version else { return .wasUpToDate }
        for step in schema.steps[(found.version - 1)...] { try connection.script(step) }
        try transaction.execute(
            SQLQuery(
                "UPDATE \(table) SET version = ?, oldest = ?", [.integer(schema.version), .integer(schema.oldest)]))
        return .brought(from: found.version, to: schema.version)
    }

    private func rights(of role: String) -> String {
        let name = role.quoted(by: "\"")
        let tables = (schema.tables.filter { !$0.isOnlyAddedTo } + [PostgresTables.counts]).map(\.name)
        let added = schema.tables.filter(\.isOnlyAddedTo).map(\.name)
        let onlyAdded =
            added.isEmpty
            ? ""
            : """
            REVOKE ALL ON \(added.joined(separator: ", ")) FROM \(name);
            GRANT SELECT, INSERT ON \(added.joined(separator: ", ")) TO \(name);

            """
        return onlyAdded + """
            GRANT SELECT, INSERT, UPDATE, DELETE ON \(tables.joined(separator: ", ")) TO \(name);
            GRANT SELECT ON \(PostgresTables.version.name) TO \(name);
            GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO \(name);
            """
    }

    private static func encoding(_ place: PostgresPlace) -> StoreError {
        StoreError(
            .failure,
            "The database “\(place.name)” does not keep its texts as UTF-8. Make one with CREATE DATABASE … ENCODING 'UTF8'.",
            "De database “\(place.name)” bewaart teksten niet als UTF-8. Maak er een met CREATE DATABASE … ENCODING 'UTF8'."
        )
    }

    private static func oldServer(_ place: PostgresPlace, _ version: Int) -> StoreError {
        StoreError(
            .failure, "The server “\(place.name)” is PostgreSQL \(version / 10_000); Balie needs 15 or later.",
            "De server “\(place.name)” is PostgreSQL \(version / 10_000); Balie heeft 15 of later nodig.")
    }
}
