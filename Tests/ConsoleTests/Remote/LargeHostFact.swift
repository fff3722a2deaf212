import BillingAPI
import BillingModel
import ConsoleTesting
import Foundation
import HostFactAPI
import Synchronization

/// A HostFact with a hundred thousand debtors, behind its wire: a thousand rows an answer at most, every request counted.
actor LargeHostFact: Transport {
    static let debtors = 100_000

    struct Request: Sendable {
        /// `debtor list`
        var call: String
        var offset = 0
        var limit = 0
        var term = ""
        var sent = 0
        var received = 0
    }

    private(set) var requests: [Request] = []
    private let wire: any Transport
    private var isHeld = false
    private var gates: [CheckedContinuation<Void, Never>] = []
    private var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    init() async {
        let stub = await StubService.office()
        await stub.answer(ListDebtors.self) { DebtorBook.shared.page($0) }
        await stub.answer(ShowDebtor.self) { Found(DebtorBook.debtor($0[Debtor.identifier] ?? 1)) }
        await stub.answer(EditDebtor.self) { arguments in
            let id = arguments[Debtor.identifier] ?? 1
            return Changed(["Debiteur '\(DebtorBook.code(id))' is bewerkt"], DebtorBook.debtor(id))
        }
        await stub.answer(ListServices.self) { arguments in
            let debtor = Int(arguments[ListParameters.searchFor] ?? "") ?? 1
            let rows = DebtorBook.services(of: debtor)
            return Listed(total: rows.count, offset: 0, filters: [], rows: rows)
        }
        await stub.answer(ShowService.self) { Found(DebtorBook.service($0[Subscription.identifier] ?? 1)) }
        let endpoint = HostFactEndpoint(serving: stub, clock: fixedClock) { _, _ in HostFactCaller(.full, "desk") }
        wire = WithoutConditions(endpoint)
    }

    /// How many bytes the bodies had.
    var bytes: Int { requests.reduce(0) { $0 + $1.sent + $1.received } }

    func forget() { requests = [] }

    /// From now on answers wait to be released.
    func hold() { isHeld = true }

    /// Lets every answer go, now and later.
    func release() {
        isHeld = false
        for gate in gates { gate.resume() }
        gates = []
    }

    /// Returns when this many requests have come since they were last forgotten.
    func came(_ count: Int) async {
        guard requests.count < count else { return }
        await withCheckedContinuation { waiters.append((count, $0)) }
    }

    func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
        let number = requests.count
        requests.append(Self.read(request))
        let ready = waiters.filter { $0.count <= requests.count }
        waiters.removeAll { $0.count <= requests.count }
        for waiter in ready { waiter.continuation.resume() }
        if isHeld { await withCheckedContinuation { gates.append($0) } }
        let response = try await wire.carry(request)
        if requests.indices.contains(number) { requests[number].received = response.body.count }
        return response
    }

    private static func read(_ request: WireRequest) -> Request {
        var form = URLComponents()
        form.percentEncodedQuery = String(decoding: request.body, as: UTF8.self)
            .replacingOccurrences(of: "+", with: "%20")
        let items = form.queryItems ?? []
        func text(_ name: String) -> String { items.first { $0.name == name }?.value ?? "" }
        return Request(
            call: "\(text("controller")) \(text("action"))", offset: Int(text("offset")) ?? 0,
            limit: Int(text("limit")) ?? 0, term: text("searchfor"), sent: request.body.count)
    }
}

/// The debtors of that system, which are made when they are asked for.
final class DebtorBook: Sendable {
    static let shared = DebtorBook()

    private static let firsts = [
        "Bakkerij", "Garage", "Studio", "Hotel", "Kapsalon", "Drukkerij", "Slagerij", "Atelier", "Adviesbureau",
        "Kwekerij",
    ]
    private static let seconds = ["Zon", "Maas", "Linde", "Noord", "Zeezicht", "De Brug", "Overtoom"]
    private static let surNames = [
        "Visser", "Smit", "Bakker", "Jansen", "Mulder", "Dekker", "Brouwer", "Vermeer", "Kuipers", "Wolfes", "Schouten",
    ]

    /// What a search looks in, a line a debtor.
    private let text: [UInt8]
    private let starts: [Int]
    private let found: Mutex<[String: [Int]]>

    private init() {
        var text = ""
        var starts: [Int] = []
        for id in 1...LargeHostFact.debtors {
            starts.append(text.utf8.count)
            text += "\(Self.code(id))\t\(Self.company(id))\t\(Self.surName(id))\n"
        }
        self.text = Array(text.lowercased().utf8)
        self.starts = starts
        found = Mutex(["": Array(1...starts.count)])
    }

    static func code(_ id: Int) -> String { "DB" + String(String(1_000_000 + id).dropFirst()) }

    static func company(_ id: Int) -> String {
        "\(firsts[id % firsts.count]) \(seconds[id % seconds.count]) \(id * 7 % 1009)"
    }

    static func surName(_ id: Int) -> String { surNames[id % surNames.count] }

    static func debtor(_ id: Int) -> Record<Debtor> {
        Sample.debtor(
            id, company(id),
            [
                "DebtorCode": code(id), "Username": code(id), "SurName": surName(id),
                "EmailAddress": "\(surName(id).lowercased())\(id)@example.net", "Address": "Dorpsstraat \(id % 200)",
                "ZipCode": "2611 AB", "PhoneNumber": "015-\(2_000_000 + id)", "Created": "2024-05-06 09:30:00",
                "Modified": "2026-02-27 16:40:11",
            ])
    }

    private static let servicesOfEach = 3

    static func services(of debtor: Int) -> [Record<Subscription>] {
        (0..<servicesOfEach).map { service(debtor * servicesOfEach + $0) }
    }

    static func service(_ id: Int) -> Record<Subscription> {
        let debtor = id / servicesOfEach
        return Sample.service(
            id, "Site \(id)",
            ["Debtor": String(debtor), "DebtorCode": code(debtor), "CompanyName": company(debtor)])
    }

    func page(_ arguments: Arguments) -> Listed<Debtor> {
        let offset = arguments[ListParameters.offset] ?? 0
        let ids = ids(arguments[ListParameters.searchFor] ?? "")
        let rows = ids.dropFirst(offset).prefix(arguments.rowLimit).map { Self.debtor($0) }
        return Listed(
            total: ids.count, offset: offset, filters: ListParameters.filters(of: arguments), rows: Array(rows))
    }

    private func ids(_ term: String) -> [Int] {
        if let known = found.withLock({ $0[term] }) { return known }
        let wanted = Array(term.lowercased().utf8)
        var ids: [Int] = []
        var place = 0
        // Foundation's search would copy the whole text each time.
        while place < text.count, let hit = Self.search(wanted, in: text, from: place) {
            let id = line(at: hit)
            ids.append(id)
            place = id < starts.count ? starts[id] : text.count
        }
        let hits = ids
        found.withLock { $0[term] = hits }
        return ids
    }

    private static func search(_ wanted: [UInt8], in text: [UInt8], from place: Int) -> Int? {
        text.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, let first = wanted.first else { return nil }
            var place = place
            while place + wanted.count <= bytes.count,
                let hit = memchr(start + place, Int32(first), bytes.count - wanted.count - place + 1)
            {
                place = start.distance(to: UnsafeRawPointer(hit))
                if memcmp(hit, wanted, wanted.count) == 0 { return place }
                place += 1
            }
            return nil
        }
    }

    /// The debtor whose line this place stands in.
    private func line(at place: Int) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= place { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
