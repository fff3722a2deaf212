/// What carries a request to a system and its answer back: HTTP, or the system's endpoint in the same process.
public protocol Transport: Sendable {
    /// Throws `.unreachable` when nothing was sent, `.unknownOutcome` when no answer tells whether it took effect.
    func carry(_ request: WireRequest) async throws(APIError) -> WireResponse
}

/// A line of a request's or an answer's head.
public struct WireHeader: Equatable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Names of headers are ASCII, in any letter case.
    func isNamed(_ other: String) -> Bool {
        name.utf8.elementsEqual(other.utf8) { Self.lowered($0) == Self.lowered($1) }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}

extension [WireHeader] {
    /// The value of the first header of that name, in any letter case.
    public subscript(_ name: String) -> String? {
        first { $0.isNamed(name) }?.value
    }
}

/// A request as bytes, without what belongs to a connection.
public struct WireRequest: Sendable {
    public var method: String
    /// Path without a query, such as `/billing/api/users_get`.
    public var path: String
    /// What stands after the question mark, still escaped.
    public var query: String
    public var contentType: String
    /// Further headers, such as `If-Match`.
    public var headers: [WireHeader]
    public var body: [UInt8]
    /// Where the request came from; only a server knows.
    public var address: String
    /// Names the request in the server's log.
    public var id = ""
    /// Whether it may arrive twice.
    public var changesNothing = false
    /// After this nobody waits for the answer any more.
    public var deadline: ContinuousClock.Instant?

    public init(
        _ method: String = "POST", path: String, query: String = "", contentType: String = Self.form,
        headers: [WireHeader] = [], body: some Sequence<UInt8> = [], address: String = ""
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.contentType = contentType
        self.headers = headers
        self.body = Array(body)
        self.address = address
    }

    public static let form = "application/x-www-form-urlencoded"
    public static let json = "application/json"
}

/// An answer as bytes.
public struct WireResponse: Equatable, Sendable {
    public var status: Int
    public var headers: [WireHeader]
    public var body: [UInt8]
    /// For the server's log and counters; never on the wire.
    public var summary: AnswerSummary

    public init(
        status: Int = 200, headers: [WireHeader] = [], body: some Sequence<UInt8>, summary: AnswerSummary = .init()
    ) {
        self.status = status
        self.headers = headers
        self.body = Array(body)
        self.summary = summary
    }
}

/// What may be written down about an answer: no secrets, no personal data.
public struct AnswerSummary: Equatable, Sendable {
    public enum Verdict: String, Equatable, Sendable, CaseIterable {
        case done
        /// The system understood and said no.
        case refused
        /// A wrong key or hash, a refused address, an account that may not.
        case denied
        /// Not a request of this dialect.
        case malformed
        case failed
    }

    /// The declared action; nil when the request named none, so that nothing a caller made up is written down.
    public var action: ActionName?
    /// The key's or the account's own name, once it has proved itself.
    public var caller: String
    /// Nobody could look up who calls, so that a refusal is no judgement of their key.
    public var isCallerInDoubt = false
    public var outcome: Verdict

    public init(action: ActionName? = nil, caller: String = "", outcome: Verdict = .done) {
        self.action = action
        self.caller = caller
        self.outcome = outcome
    }
}

extension AnswerSummary.Verdict {
    public init(_ error: APIError?) {
        switch error?.kind {
        case nil: self = .done
        case .invalidInput, .notFound: self = .refused
        case .forbidden, .readOnly: self = .denied
        case .unreachable, .unknownOutcome, .failure: self = .failed
        }
    }
}
