import BillingAPI
import BillingModel

/// What was done to a record of a system elsewhere: one of ours tells it all, of any other there is what was sent from here.
public struct RemoteHistory: RecordHistory {
    private let service: any BillingService
    private let transport: any Transport
    private let key: String
    private let system: String
    private let own: any RecordHistory

    /// - Parameters:
    ///   - service: Says whether the system is one of ours, once it has answered anything.
    ///   - system: The system and its place, as a sentence names it.
    ///   - own: What was sent from here.
    public init(
        of service: any BillingService, transport: any Transport, key: String, system: String,
        orElse own: any RecordHistory
    ) {
        self.service = service
        self.transport = transport
        self.key = key
        self.system = system
        self.own = own
    }

    public func history(
        of record: RecordRef, before cursor: Int?, limit: Int
    ) async throws(APIError) -> [HistoryEntry] {
        guard service.honoursConditions else {
            return try await own.history(of: record, before: cursor, limit: limit)
        }
        let body = HistoryRequest.body(record, before: cursor, limit: min(limit, HistoryRequest.most), key: key)
        let response = try await ask(body)
        // One of an earlier version has nothing there.
        guard response.status != 404 else { return try await own.history(of: record, before: cursor, limit: limit) }
        return try items(in: response).compactMap(HistoryEntry.init)
    }

    public func latest(of records: [RecordRef], limit: Int) async throws(APIError) -> [RecordEntry] {
        guard let first = records.first, service.honoursConditions else {
            return try await own.latest(of: records, limit: limit)
        }
        let limit = min(limit, HistoryRequest.most)
        let response = try await ask(HistoryRequest.body(records, limit: limit, key: key))
        guard response.status != 404 else { return try await own.latest(of: records, limit: limit) }
        // One of an earlier version tells of a single record only.
        guard response.status != 400 else {
            return try await history(of: first, before: nil, limit: limit).map { RecordEntry($0, of: first) }
        }
        return try items(in: response).compactMap { item in
            let record = item[HistoryRequest.record]?.text.flatMap { HistoryRequest.record($0, in: first.system) }
            guard let record, let entry = HistoryEntry(item) else { return nil }
            return RecordEntry(entry, of: record)
        }
    }

    private func ask(_ body: [UInt8]) async throws(APIError) -> WireResponse {
        do throws(APIError) {
            return try await transport.carry(
                WireRequest(path: HistoryRequest.path, contentType: WireRequest.json, body: body))
        } catch {
            throw APIError(
                .unreachable,
                LocalizedText(
                    "The history was not told by \(system). ", "De historie is niet verteld door \(system). ")
                    + error.message)
        }
    }

    private func items(in response: WireResponse) throws(APIError) -> [JSONValue] {
        guard response.status == 200, let answer = try? JSONValue(parsing: response.body, limits: .answer),
            case .array(let items)? = answer[HistoryRequest.entries]
        else { throw untold }
        return items
    }

    private var untold: APIError {
        APIError(
            .failure,
            LocalizedText("\(system) tells no history.", "\(system) vertelt geen historie."))
    }
}
