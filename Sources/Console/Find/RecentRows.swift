import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import M4API
import TerminalCore

/// The customers that were opened last, as rows of the search.
struct RecentRows: Sendable {
    private(set) var entries: [RecentCustomers.Entry]
    private let places: [SystemID: FindPlace]
    private var known: [RecentCustomers.Entry: FoundRecord] = [:]
    /// Those that are no more.
    private var gone: Set<RecentCustomers.Entry> = []

    /// - Parameter places: Of these, the lists of customers; what is in none of them is not open now.
    init(_ entries: [RecentCustomers.Entry], in places: [FindPlace]) {
        let customers = places.filter { $0.desk.tab == .debtors }
        self.places = Dictionary(customers.map { ($0.system, $0) }, uniquingKeysWith: { first, _ in first })
        self.entries = entries.filter { [places = self.places] in places[$0.system] != nil }
    }

    /// Those that are not known yet stand with their number.
    var rows: [FoundRecord] {
        entries.filter { !gone.contains($0) }.map { known[$0] ?? FoundRecord(unknown: $0) }
    }

    func entry(of row: FoundRecord) -> RecentCustomers.Entry { RecentCustomers.Entry(row.id.system, row.id.number) }

    mutating func take(_ record: FoundRecord?, for entry: RecentCustomers.Entry) {
        if let record { known[entry] = record } else { gone.insert(entry) }
    }

    mutating func forget(_ entry: RecentCustomers.Entry?) {
        entries.removeAll { entry == nil || $0 == entry }
    }

    /// What a system elsewhere was asked before is known; it is asked nothing for this.
    func read(_ setting: Setting) -> Effect<FindPage.Action> {
        entries.reduce(.none) { effect, entry in
            guard let place = places[entry.system] else { return effect }
            return effect
                + .read(
                    slot: "recent \(entry.number) \(entry.system.text)", of: entry.system,
                    how: place.isHere ? .plain : .onlySeen,
                    { service throws(APIError) in try await place.recall(entry.number, setting, service) }
                ) { result in
                    switch result {
                    case .success(let record): .recalled(entry, record)
                    case .failure(let error) where error.kind == .notFound: .recalled(entry, nil)
                    case .failure: .recalled(entry, FoundRecord(unknown: entry))
                    }
                }
        }
    }
}

extension FindPlace {
    fileprivate func recall(
        _ number: Int, _ setting: Setting, _ service: any BillingService
    ) async throws(APIError) -> FoundRecord {
        try await Self.recall(number, at: desk, in: system, isHere: isHere, setting, service)
    }

    private static func recall<Kind: Desk>(
        _ number: Int, at desk: Kind, in system: SystemID, isHere: Bool, _ setting: Setting,
        _ service: any BillingService
    ) async throws(APIError) -> FoundRecord {
        let row: Kind.Row
        if isHere {
            row = try await desk.read(number, service)
        } else {
            var request = ListRequest(
                offset: 0, limit: 1, sort: "", ascending: true, filter: "", countsAll: false)
            request.conditions = [RowCondition(desk.identity, .number(.equal, Decimal(number)))]
            guard let seen = try await desk.ask(request, service).rows.first else { throw .neverSeen }
            row = seen
        }
        return FoundRecord(row, at: desk, in: system, SearchWords(""), setting)
    }
}

extension Desk {
    /// The member that a record is known by.
    fileprivate var identity: String { kind == .user ? User.id.name : Debtor.identifier.name }

    /// What a record is known by alone, as far as the row tells: numbers, telephones, and texts such as addresses of mail.
    func identifiers(of row: Row) -> [String] {
        foundBy.members.flatMap { member -> [String] in
            let isNumber = foundBy.numbers.contains(member) || foundBy.phones.contains(member)
            guard isNumber || fields.contains(where: { $0.member == member && $0.use == .code }) else { return [] }
            return foundBy.text(of: text(of: member, in: row), in: member)
                .split(separator: SearchText.separator).map(String.init)
        }
    }
}

extension FindPage {
    static func forgets(_ key: Key) -> Bool { key == .delete || key == .control("u") }

    mutating func forget(_ key: Key) -> Effect<Action> {
        let rows = rows
        guard !rows.isEmpty else { return .alert }
        guard key == .delete else {
            recents.forget(nil)
            return .recents(.forgetAll)
        }
        let entry = recents.entry(of: rows[cursor(in: rows)])
        recents.forget(entry)
        return .recents(.forget(entry))
    }
}

extension DebtorPage {
    /// The customer that a page shows whose name for what it shows this is; nil of all others.
    static func number(of record: String?) -> Int? {
        guard let parts = record?.split(separator: " "), parts.count == 2, parts[0] == "\(Tab.debtors)" else {
            return nil
        }
        return Int(parts[1])
    }
}
