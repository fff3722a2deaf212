import Foundation
import Synchronization

@testable import BillingEngine
@testable import SQLStore

/// The server's databases of this run of the tests. Making one takes a tenth of a second, emptying one a hundredth: so
/// those that nobody uses any more are used again.
final class Databases: Sendable {
    static let shared = Databases()

    private struct State {
        var count = 0
        /// Done with as soon as their stores are gone.
        var used: [(name: String, stores: [WeakStore])] = []
        var dropped: [String] = []
        var template: Task<String, any Error>?
    }

    private let state = Mutex(State())
    private let run = "t\(ProcessInfo.processInfo.processIdentifier)"
    private let desk = PostgresThread("databases") {
        try PostgresConnection(PostgresPlace(TestDatabase.url(of: "postgres")))
    }

    /// A database with Balie's tables as they are at first.
    func fresh() async throws -> String {
        let used = state.withLock { state in
            state.used.firstIndex { $0.stores.allSatisfy { $0.store == nil } }.map { state.used.remove(at: $0).name }
        }
        guard let used else { return try await made() }
        let desk = PostgresThread("emptying") { try PostgresConnection(PostgresPlace(TestDatabase.url(of: used))) }
        try await desk.run { connection in
            try connection.script("BEGIN; " + Self.emptying)
            try PostgresTablesOfBalie.current.contents(PostgresTransaction(connection: connection))
            try connection.script("COMMIT")
        }
        desk.close()
        return used
    }

    private static let emptying: String = {
        let tables = (Tables.all.reversed() + [Tables.presence, PostgresTables.counts]).map { "DELETE FROM \($0.name)" }
        let sequences = Tables.all.compactMap { table in
            table.identity.map { "SELECT setval('\(PostgresTransaction.sequence(table, $0))', 1, false)" }
        }
        return (["SET LOCAL session_replication_role = replica"] + tables + sequences).joined(separator: "; ")
    }()

    func made(isEmpty: Bool = false) async throws -> String {
        let template = isEmpty ? "template0" : try await self.template()
        let (name, dropped) = state.withLock { state in
            state.count += 1
            defer { state.dropped = [] }
            return ("\(run)_\(state.count)", state.dropped)
        }
        for name in dropped { try await order("DROP DATABASE \(name) WITH (FORCE)") }
        try await order("CREATE DATABASE \(name) TEMPLATE \(template) ENCODING 'UTF8'")
        return name
    }

    /// - Parameter stores: Those that opened it; nil where there may be others.
    func isDone(_ name: String, _ stores: [WeakStore]?) {
        state.withLock { state in
            if let stores { state.used.append((name, stores)) } else { state.dropped.append(name) }
        }
    }

    private func template() async throws -> String {
        let making = state.withLock { state in
            let making =
                state.template
                ?? Task { [self] in
                    let name = "\(run)_template"
                    try await order("CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8'")
                    _ = try await Engine.migrate(TestDatabase.url(of: name))
                    return name
                }
            state.template = making
            return making
        }
        return try await making.value
    }

    private func order(_ statement: String) async throws {
        _ = try await desk.run { connection in try connection.script("SET statement_timeout = 0; SET lock_timeout = 0")
        }
        _ = try await desk.run { try $0.script(statement) }
    }
}
