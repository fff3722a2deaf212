import BillingAPI
import SQLStore
import Synchronization

/// Links the entries of a database's journal to a chain, shortly after the changes that they are of.
///
/// Not in the transactions of these: a chain has one end, at which all would wait for each other. Any number of programs
/// may seal the same database; one at a time does.
public final class JournalSealer: Sendable {
    private struct State {
        /// The highest entry that was seen.
        var newest: Int?
        /// Entries below it that were not there yet, and since when: a server gives numbers out before the changes are
        /// made to last, and some never are.
        var gaps: [Int: ContinuousClock.Instant] = [:]
    }

    private let store: any SQLStore
    private let state = Mutex(State())

    public init(store: any SQLStore) {
        self.store = store
    }

    /// Which work it is that one does at a time: any number that stands for nothing else, “SEAL”.
    private static let turn = 0x5345_414C
    /// Links of one transaction, so that whoever writes meanwhile does not wait for long.
    private static let most = 500
    /// More than the longest that a transaction may take.
    private static let patience = Duration.seconds(120)
    private static let mostGaps = 500

    /// Seals what is there, however much.
    ///
    /// - Parameter isThorough: Looks through all entries for any that have no seal, however old.
    /// - Returns: How many were sealed.
    @discardableResult
    public func seal(isThorough: Bool = false) async throws(APIError) -> Int {
        var count = 0
        while true {
            let sealed = try await round(isThorough)
            count += sealed
            guard sealed == Self.most else { return count }
        }
    }

    /// Goes on until the task is cancelled.
    ///
    /// - Parameter report: Told what went wrong, once until it goes well again.
    public func run(report: @Sendable (APIError) -> Void) async {
        var isTroubled = false
        var rounds = 0
        while !Task.isCancelled {
            defer { rounds += 1 }
            do throws(APIError) {
                try await seal(isThorough: rounds % Self.thoroughEvery == 0)
                isTroubled = false
            } catch {
                if !isTroubled { report(error) }
                isTroubled = true
                try? await Task.sleep(for: .seconds(5))
            }
            try? await Task.sleep(for: .milliseconds(500))
        }
    }

    /// Rounds, so about every ten minutes.
    private static let thoroughEvery = 1200

    private func round(_ isThorough: Bool) async throws(APIError) -> Int {
        do {
            let gaps = openGaps()
            let found = try await store.read { transaction -> [EntryRow] in
                guard try transaction.has(Tables.journalSeal) else { return [] }
                return try Self.unsealed(isThorough, gaps, in: transaction)
            }
            guard !found.isEmpty else { return 0 }
            let sealed = try await store.write { try Self.link(found, in: $0) }
            if sealed { remember(found) }
            return sealed ? found.count : 0
        } catch let error as StoreError where error.kind == .constraint || error.kind == .conflict {
            // Another program was quicker.
            return 0
        } catch {
            throw APIError(ofStore: error)
        }
    }

    private static func unsealed(
        _ isThorough: Bool, _ gaps: [Int], in transaction: any StoreTransaction
    ) throws -> [EntryRow] {
        let table = Tables.journalEntry.name
        let condition: SQLQuery
        if isThorough {
            condition = SQLQuery(
                "NOT EXISTS (SELECT 1 FROM journal_seal AS s WHERE s.entry = \(table).\(Tables.id))")
        } else {
            let newest = try transaction.integer(SQLQuery("SELECT max(entry) FROM journal_seal"))
            let late = gaps.filter { $0 < newest }
            let places = Array(repeating: "?", count: late.count).joined(separator: ",")
            let others = late.isEmpty ? "" : " OR \(Tables.id) IN (\(places))"
            condition = SQLQuery(
                "(\(Tables.id) > ?\(others))", [.integer(newest)] + late.map { .integer($0) })
        }
        return try transaction.rows(
            "\(EntryRow.selection.from(table)) WHERE " + condition + " ORDER BY \(Tables.id) LIMIT \(most)"
        ).map { EntryRow($0) }
    }

    /// - Returns: False where another program is at it.
    private static func link(_ entries: [EntryRow], in transaction: any StoreTransaction) throws -> Bool {
        guard try transaction.takesTurn(at: turn) else { return false }
        let places = Array(repeating: "?", count: entries.count).joined(separator: ",")
        let known = try transaction.row(
            SQLQuery(
                "SELECT 1 FROM journal_seal WHERE entry IN (\(places)) LIMIT 1", entries.map { .integer($0.id) }))
        guard known == nil else { return false }
        let head = try transaction.row(
            SQLQuery("SELECT sequence, digest FROM journal_seal ORDER BY sequence DESC LIMIT 1"))
        var (sequence, previous) = (head?.integer(0) ?? 0, head?.text(1) ?? SealedChain.nothing)
        var links: [[SQLValue]] = []
        for entry in entries {
            sequence += 1
            let contents = entry.contents
            let digest = entry.digest(sequence: sequence, contents: contents, after: previous)
            links.append([
                .integer(sequence), .integer(entry.id), .text(contents), .text(previous), .text(digest),
            ])
            previous = digest
        }
        try insert(links, in: transaction)
        return true
    }

    private static let columns = Tables.journalSeal.columns.map(\.name)

    /// Few cost the least one by one.
    private static func insert(_ links: [[SQLValue]], in transaction: any StoreTransaction) throws {
        guard links.count <= 20 else { return try transaction.load(Tables.journalSeal, columns, links) }
        let statement = Tables.journalSeal.insertion(columns)
        for link in links { try transaction.execute(SQLQuery(statement, link)) }
    }

    // MARK: What comes late

    private func openGaps() -> [Int] {
        state.withLock { state in
            let now = ContinuousClock.now
            state.gaps = state.gaps.filter { now - $0.value < Self.patience }
            return state.gaps.keys.sorted()
        }
    }

    private func remember(_ entries: [EntryRow]) {
        state.withLock { state in
            for entry in entries {
                state.gaps[entry.id] = nil
                if let newest = state.newest, entry.id > newest + 1, entry.id - newest <= Self.mostGaps {
                    for missing in newest + 1..<entry.id where state.gaps.count < Self.mostGaps {
                        state.gaps[missing] = .now
                    }
                }
                state.newest = max(state.newest ?? 0, entry.id)
            }
        }
    }
}
