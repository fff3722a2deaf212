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
        let request = WireRequest(
            path: HistoryRequest.path, contentType: WireRequest.json,
            body: HistoryRequest.body(record, before: cursor, limit: min(limit, HistoryRequest.most), key: key))
        let response: WireResponse
        do throws(APIError) {
            response = try await transport.carry(request)
        } catch {
            throw APIError(
                .unreachable,
                LocalizedText(
                    "The history was not told by \(system). ", "De historie is niet verteld door \(system). ")
                    + error.message)
        }
        // One of an earlier version has nothing there.
        guard response.status != 404 else { return try await own.history(of: record, before: cursor, limit: limit) }
        guard response.status == 200, let answer = try? JSONValue(parsing: response.body, limits: .answer),
            case .array(let items)? = answer[HistoryRequest.entries]
        else { throw untold }
        return items.compactMap(HistoryEntry.init)
    }

    private var untold: APIError {
        APIError(
            .failure,
            LocalizedText("\(system) tells no history.", "\(system) vertelt geen historie."))
    }
}
