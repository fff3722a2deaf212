/// A program such as pgbouncer that shares a server's connections among many.
///
/// One that gives each transaction another connection cannot be used: what a connection is told at its start, its
/// prepared statements and what it listens to would be somebody else's at the next transaction.
enum Pooler {
    /// Refuses it: while this connection is between two transactions, another one is given its server's process.
    static func check(_ connection: PostgresConnection, _ place: PostgresPlace) throws(StoreError) {
        guard connection.isPooled else { return }
        let other = try PostgresConnection(place)
        defer { other.close() }
        let theirs = try other.script("BEGIN; SELECT pg_backend_pid()").first?.integer(0)
        let ours = try connection.script("SELECT pg_backend_pid()").first?.integer(0)
        try other.script("ROLLBACK")
        guard theirs != ours, ours == Int(connection.process), theirs == Int(other.process) else {
            throw refusal(place)
        }
    }

    private static func refusal(_ place: PostgresPlace) -> StoreError {
        StoreError(
            .failure,
            "Between Balie and the database “\(place.name)” is a pooler that shares connections transaction by transaction, and Balie needs its own for statements and notices. Connect to the server itself, or set pool_mode = session.",
            "Tussen Balie en de database “\(place.name)” zit een pooler die verbindingen per transactie deelt, en Balie heeft een eigen verbinding nodig voor opdrachten en berichten. Verbind met de server zelf of zet pool_mode = session."
        )
    }
}
