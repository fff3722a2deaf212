import BillingAPI
import BillingModel
import SQLStore

/// Carries a whole installation from one database to another, of whichever kind, as it is at one moment.
///
/// Whoever is stopped leaves a part of it, marked as such; the same copy begun again goes on from there, and makes equal
/// whatever was changed meanwhile. At the end both are compared, table by table.
public struct InstallationCopy: Sendable {
    public struct Progress: Equatable, Sendable {
        public var done: Int
        public var total: Int
    }

    /// What was found equal at the end.
    public struct Proof: Equatable, Sendable {
        public var table: String
        public var rows: Int
        /// SHA-256 over all rows in the order of their keys.
        public var digest: String
    }

    private let source: any SQLStore
    private let target: any SQLStore
    private let name: String
    private let batch: Int

    /// - Parameters:
    ///   - name: Of the source, by which a copy that was begun is known again.
    ///   - batch: Rows of one transaction.
    public init(from source: any SQLStore, to target: any SQLStore, named name: String, batch: Int = 5000) {
        self.source = source
        self.target = target
        self.name = name
        self.batch = batch
    }

    /// - Throws: `.invalidInput` when the target holds something else, `.failure` when both differ at the end.
    public func run(_ progress: @escaping @Sendable (Progress) -> Void = { _ in }) async throws(APIError) -> [Proof] {
        try await EngineService.translating {
            try await begin()
            let digests = try await carry(progress)
            let proofs = try await compare(digests)
            let zone = try await source.read { try InstallationZone.named(in: $0) }
            try await target.write { transaction in
                if let zone { try InstallationZone.set(zone, in: transaction) }
                try Self.unmark(in: transaction)
            }
            return proofs
        }
    }

    static let tables = Tables.all.map(CopiedTable.init)
    private static let mark = "copy of"
    /// What a database keeps that the source's has no say in: how far the copy is, and a zone that it was given where the
    /// source has none.
    private static let kept: Set<SQLValue> = [.text(mark), .text(InstallationZone.name)]

    /// Some rows, all that there are of their table behind the last ones.
    private struct Part: Sendable {
        var index: Int
        var behind: [SQLValue]?
        /// Nil at the end of the table.
        var end: [SQLValue]?
        var rows: [SQLRow]
        var lastIdentity: Int
    }

    private func begin() async throws {
        let name = name
        try await target.write { transaction in
            let marked = try transaction.row(
                SQLQuery("SELECT value FROM installation WHERE name = ?", [.text(Self.mark)]))
            if marked?.text(0) == name { return }
            guard marked == nil, try Self.holdsNothing(transaction) else { throw Self.occupied }
            // What a new database starts with comes from the source; all else is empty.
            try transaction.execute(SQLQuery("DELETE FROM \(Tables.mailTemplate.name)"))
            try transaction.execute(
                SQLQuery(
                    "DELETE FROM \(Tables.installation.name) WHERE name <> ?", [.text(InstallationZone.name)]))
            try transaction.execute(
                SQLQuery("INSERT INTO installation (name, value) VALUES (?, ?)", [.text(Self.mark), .text(name)]))
        }
    }

    private static func holdsNothing(_ transaction: any StoreTransaction) throws -> Bool {
        let own = [Tables.mailTemplate.name, Tables.installation.name]
        return try Tables.all.filter { !own.contains($0.name) }.allSatisfy {
            try transaction.row(SQLQuery("SELECT 1 FROM \($0.name) LIMIT 1")) == nil
        }
    }

    private static func unmark(in transaction: any StoreTransaction) throws {
        try transaction.execute(SQLQuery("DELETE FROM installation WHERE name = ?", [.text(mark)]))
    }

    /// Reads the source in one transaction, so as it is at one moment, and brings each part to the target meanwhile.
    ///
    /// - Returns: Of each table what was read.
    private func carry(_ progress: @escaping @Sendable (Progress) -> Void) async throws -> [TableDigest] {
        let parts = HandOver<Part>()
        let (source, batch) = (source, batch)
        async let read = Self.reading(source, batch, into: parts, progress)
        var gone: [(index: Int, key: [SQLValue])] = []
        do {
            while let part = await parts.take() {
                gone += try await target.write { try Self.put(part, in: $0) }.map { (part.index, $0) }
            }
            let left = gone
            // Those that point at others go first.
            try await target.write { transaction in
                for row in left.reversed() { try Self.tables[row.index].delete(row.key, in: transaction) }
            }
        } catch {
            parts.end()
            _ = try? await read
            throw error
        }
        return try await read
    }

    private static func reading(
        _ source: any SQLStore, _ batch: Int, into parts: HandOver<Part>,
        _ progress: @escaping @Sendable (Progress) -> Void
    ) async throws -> [TableDigest] {
        defer { parts.end() }
        return try await source.read { transaction in
            // One of an earlier version that is only read lacks what came later.
            let there = try tables.map { try transaction.has($0.table) }
            let total = try tables.indices.filter { there[$0] }.reduce(0) {
                try $0 + transaction.count(tables[$1].table)
            }
            var done = 0
            return try tables.indices.map { index in
                var digest = TableDigest()
                guard there[index] else { return digest }
                let lacking = try tables[index].lacking(in: transaction)
                try tables[index].forEachPart(of: batch, lacking: lacking, in: transaction) { found, behind, end in
                    let rows = copied(found, of: index)
                    for row in rows { digest.add(row) }
                    let identity = try end == nil ? transaction.lastIdentity(of: tables[index].table) : 0
                    let part = Part(index: index, behind: behind, end: end, rows: rows, lastIdentity: identity)
                    guard parts.give(part) else { throw StoreError.stopped }
                    done += rows.count
                    progress(Progress(done: done, total: max(done, total)))
                }
                return digest
            }
        }
    }

    private static func copied(_ rows: [SQLRow], of index: Int) -> [SQLRow] {
        index == installation ? rows.filter { !kept.contains($0[0]) } : rows
    }

    private static let installation = Tables.all.firstIndex { $0.name == Tables.installation.name } ?? 0

    /// Makes a part of a table equal to what was read.
    ///
    /// - Returns: Rows that have to go, by their keys.
    private static func put(_ part: Part, in transaction: any StoreTransaction) throws -> [[SQLValue]] {
        let table = tables[part.index]
        let found = try table.rows(behind: part.behind, upTo: part.end, in: transaction)
        var old = Dictionary(found.map { (table.key(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
        if part.index == installation { for name in kept { old[[name]] = nil } }
        var new: [[SQLValue]] = []
        for row in part.rows {
            guard let known = old.removeValue(forKey: table.key(of: row)) else {
                new.append(row.values)
                continue
            }
            if known.values != row.values { try table.update(row, in: transaction) }
        }
        if !new.isEmpty { try transaction.load(table.table, table.columns, new) }
        try transaction.spendIdentities(upTo: part.lastIdentity, of: table.table)
        return Array(old.keys)
    }

    private func compare(_ digests: [TableDigest]) async throws -> [Proof] {
        let batch = batch
        let found = try await target.read { transaction in
            try Self.tables.indices.map { index in
                var digest = TableDigest()
                try Self.tables[index].forEachPart(of: batch, in: transaction) { rows, _, _ in
                    for row in Self.copied(rows, of: index) { digest.add(row) }
                }
                return digest
            }
        }
        return try zip(Self.tables, zip(digests, found)).map { table, both in
            guard both.0 == both.1 else { throw Self.differs(table.table.name, both.0.count, both.1.count) }
            return Proof(table: table.table.name, rows: both.0.count, digest: both.0.digits)
        }
    }

    private static let occupied = APIError(
        .invalidInput,
        LocalizedText(
            "The database to copy to holds data already. Give a new file or an empty database.",
            "De database om naar te kopiëren bevat al gegevens. Geef een nieuw bestand of een lege database."))

    private static func differs(_ table: String, _ read: Int, _ found: Int) -> APIError {
        APIError(
            .failure,
            LocalizedText(
                "The table \(table) differs after the copy: \(read) rows were read, \(found) are there. Begin the copy again.",
                "De tabel \(table) verschilt na het kopiëren: \(read) rijen gelezen, \(found) gevonden. Begin het kopiëren opnieuw."
            ))
    }
}

extension StoreError {
    fileprivate static let stopped = StoreError(
        .cancelled, "The copy was stopped. Begin it again to go on.",
        "Het kopiëren is gestopt. Begin het opnieuw om verder te gaan.")
}
