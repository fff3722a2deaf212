import BillingAPI

/// A question for a record's history, which no vendor's call carries: JSON, with the key of the vendor's calls.
public enum HistoryRequest {
    /// Where a server of ours answers it.
    public static let path = "/balie/v1/history"
    /// The most entries of one answer.
    static let most = 200

    static let kind = "kind"
    static let identifier = "identifier"
    static let before = "before"
    static let limit = "limit"
    static let entries = "entries"
    /// Several records in place of one: `debtor:1 service:4`.
    static let records = "records"
    /// In the answer to that, the one that an entry is of.
    static let record = "record"

    static func body(_ record: RecordRef, before cursor: Int?, limit: Int, key: String) -> [UInt8] {
        let given: [(String, Int?)] = [
            (identifier, record.identifier), (before, cursor), (Self.limit, limit),
        ]
        let numbers = given.compactMap { name, number in number.map { JSONMember(name, String($0)) } }
        return JSONValue.object(
            [JSONMember(HostFactRequest.key, key), JSONMember(kind, record.kind.rawValue)] + numbers
        ).encodedBytes()
    }

    static func body(_ records: [RecordRef], limit: Int, key: String) -> [UInt8] {
        let names = records.prefix(most).map { "\($0.kind.rawValue):\($0.identifier)" }
        return JSONValue.object([
            JSONMember(HostFactRequest.key, key), JSONMember(Self.records, names.joined(separator: " ")),
            JSONMember(Self.limit, String(limit)),
        ]).encodedBytes()
    }

    /// Nil of what names no record.
    static func record(_ text: some StringProtocol, in system: SystemID) -> RecordRef? {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let kind = RecordKind(rawValue: String(parts[0])) else { return nil }
        return RecordRef(system, kind, Int(parts[1]))
    }
}
