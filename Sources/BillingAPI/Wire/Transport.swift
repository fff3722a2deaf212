/// What carries a request to a system and its answer back: HTTP, or the system's endpoint in the same process.
public protocol Transport: Sendable {
    /// Throws `.unreachable` when nothing was sent, `.unknownOutcome` when no answer tells whether it took effect.
    func carry(_ request: WireRequest) async throws(APIError) -> WireResponse
}

/// A request as bytes, without what belongs to a connection.
public struct WireRequest: Sendable {
    public var method: String
    /// Path without a query, such as `/billing/api/users_get`.
    public var path: String
    /// What stands after the question mark, still escaped.
    public var query: String
    public var contentType: String
    public var body: [UInt8]
    /// Where the request came from; only a server knows.
    public var address: String

    public init(
        _ method: String = "POST", path: String, query: String = "", contentType: String = Self.form,
        body: some Sequence<UInt8> = [], address: String = ""
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.contentType = contentType
        self.body = Array(body)
        self.address = address
    }

    public static let form = "application/x-www-form-urlencoded"
    public static let json = "application/json"
}

/// An answer as bytes.
public struct WireResponse: Equatable, Sendable {
    public struct Header: Equatable, Sendable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public var status: Int
    public var headers: [Header]
    public var body: [UInt8]

    public init(status: Int = 200, headers: [Header] = [], body: some Sequence<UInt8>) {
        self.status = status
        self.headers = headers
        self.body = Array(body)
    }
}
