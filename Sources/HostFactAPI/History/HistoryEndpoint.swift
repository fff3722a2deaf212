import BillingAPI
import BillingModel

/// Answers what was done to a record: whoever may read it may know.
public struct HistoryEndpoint: Transport {
    private let history: any RecordHistory
    private let report: OutwardService.Report
    private let access: HostFactEndpoint.AccessCheck

    /// - Parameter report: Told what went wrong inside, which callers are not told.
    public init(
        of history: any RecordHistory, report: @escaping OutwardService.Report = { _ in },
        access: @escaping HostFactEndpoint.AccessCheck
    ) {
        self.history = history
        self.report = report
        self.access = access
    }

    public func carry(_ request: WireRequest) async -> WireResponse {
        let asker = Asker(request: request.id)
        do throws(APIError) {
            let parameters = try request.bodyParameters()
            let caller: HostFactCaller
            do throws(APIError) {
                caller = try await access(parameters.text(HostFactRequest.key) ?? "", request.address)
            } catch {
                report(InwardTrouble(error, .callers, asker))
                var summary = AnswerSummary(outcome: .denied)
                summary.isCallerInDoubt = true
                return Self.refusal(Self.denied, 403, summary)
            }
            guard caller.access == .full || caller.access == .readOnly else {
                return Self.refusal(Self.denied, 403, AnswerSummary(caller: caller.name, outcome: .denied))
            }
            return try await answer(parameters, caller, asker)
        } catch {
            return Self.refusal(error, 400, AnswerSummary(outcome: .malformed))
        }
    }

    private func answer(
        _ parameters: [RawParameter], _ caller: HostFactCaller, _ asker: Asker
    ) async throws(APIError) -> WireResponse {
        do throws(APIError) {
            let entries = try await entries(parameters)
            let body = JSONValue.object([JSONMember(HistoryRequest.entries, .array(entries))])
            return WireResponse(
                headers: Self.headers, body: body.encodedBytes(), summary: AnswerSummary(caller: caller.name))
        } catch {
            guard error.kind != .invalidInput else { throw error }
            report(InwardTrouble(error, .action(Self.name), asker))
            let words = LocalizedText("The history cannot be read at the moment.", "De historie is nu niet te lezen.")
            return Self.refusal(
                APIError(.failure, words), 503, AnswerSummary(caller: caller.name, outcome: .failed))
        }
    }

    /// Of one record, or the last ones of several.
    private func entries(_ parameters: [RawParameter]) async throws(APIError) -> [JSONValue] {
        let system = SystemID.database("")
        let asked = parameters.text(HistoryRequest.limit).flatMap { Int($0) } ?? HistoryRequest.most
        let limit = min(max(asked, 0), HistoryRequest.most)
        if let names = parameters.text(HistoryRequest.records) {
            let records = names.split(separator: " ").map { HistoryRequest.record($0, in: system) }
            guard !records.isEmpty, records.count <= HistoryRequest.most, !records.contains(nil) else {
                throw Self.unnamed
            }
            return try await history.latest(of: records.compactMap { $0 }, limit: limit).map { told in
                let name = "\(told.record.kind.rawValue):\(told.record.identifier)"
                guard case .object(let members) = told.entry.json else { return told.entry.json }
                return .object(members + [JSONMember(HistoryRequest.record, name)])
            }
        }
        let number = parameters.text(HistoryRequest.identifier).flatMap { Int($0) }
        guard let kind = parameters.text(HistoryRequest.kind).flatMap(RecordKind.init(rawValue:)),
            let record = RecordRef(system, kind, number)
        else { throw Self.unnamed }
        let cursor = parameters.text(HistoryRequest.before).flatMap { Int($0) }
        return try await history.history(of: record, before: cursor, limit: limit).map(\.json)
    }

    private static let name = ActionName("balie", "history")
    private static let headers = [
        WireHeader("Content-Type", WireRequest.json), WireHeader("Cache-Control", "no-store"),
    ]
    private static let denied = APIError(
        .forbidden, LocalizedText("This key may not do that.", "Deze sleutel mag dat niet."))
    private static let unnamed = APIError(
        .invalidInput,
        LocalizedText(
            "Say which record is meant: kind (such as debtor) and identifier (its number).",
            "Zeg om welk gegeven het gaat: kind (zoals debtor) en identifier (het nummer)."))

    private static func refusal(_ error: APIError, _ status: Int, _ summary: AnswerSummary) -> WireResponse {
        let body = JSONValue.object([JSONMember("errors", .strings([error.message.english]))])
        return WireResponse(status: status, headers: headers, body: body.encodedBytes(), summary: summary)
    }
}
