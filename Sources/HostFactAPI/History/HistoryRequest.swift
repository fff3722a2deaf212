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

    static func body(_ record: RecordRef, before cursor: Int?, limit: Int, key: String) -> [UInt8] {
        let given: [(String, Int?)] = [
            (identifier, record.identifier), (before, cursor), (Self.limit, limit),
        ]
        let numbers = given.compactMap { name, number in number.map { JSONMember(name, String($0)) } }
        return JSONValue.object(
            [JSONMember(HostFactRequest.key, key), JSONMember(kind, record.kind.rawValue)] + numbers
        ).encodedBytes()
    }
}
