import BillingModel
import Synchronization

/// The presence of whoever works through a `balied`.
///
/// A vendor's own system knows nothing of it and is asked nothing: only who keeps to conditions, as `balied` alone says it
/// does, is a `balied`.
public final class RemotePresence: PresenceBook {
    /// What proves who sends a call, beside its own members.
    public typealias Proof = @Sendable (PresenceCall) -> [JSONMember]

    private let transport: any Transport
    private let path: String
    private let origin: @Sendable () async -> String
    private let isThere: @Sendable () -> Bool
    private let proof: Proof
    /// A `balied` of an earlier version has no such address, and need not be asked again.
    private let isMissing = Mutex(false)

    /// - Parameters:
    ///   - system: The path of the vendor's calls there: what stands before them stands before this call too.
    ///   - origin: Who it is that works here, as they tell themselves: others may share their key.
    ///   - isThere: Whether the system is known to be a `balied`.
    public init(
        transport: any Transport, besides system: String, from origin: @escaping @Sendable () async -> String,
        isThere: @escaping @Sendable () -> Bool, proof: @escaping Proof
    ) {
        self.transport = transport
        path = Self.path(besides: system)
        self.origin = origin
        self.isThere = isThere
        self.proof = proof
    }

    /// A proxy may have put all of it under a path of its own.
    static func path(besides system: String) -> String {
        for usual in ["/Pro/apiv2/api.php", "/apiv2/api.php", "/billing/api/", "/billing/api"]
        where system.hasSuffix(usual) {
            return system.dropLast(usual.count) + PresenceCall.path
        }
        return PresenceCall.path
    }

    public var pause: Duration { PresenceRules.rhythm }

    public func stay(_ form: OpenForm) async throws(APIError) -> [Present] { try await ask(.stay, form) }
    public func look(_ form: OpenForm) async throws(APIError) -> [Present] { try await ask(.look, form) }
    public func leave(_ form: OpenForm) async throws(APIError) { _ = try await ask(.leave, form) }

    private func ask(_ deed: PresenceCall.Deed, _ form: OpenForm) async throws(APIError) -> [Present] {
        guard isThere(), !isMissing.withLock({ $0 }) else { return [] }
        let call = PresenceCall(deed, form, from: String(await origin().prefix(PresenceRules.longestOrigin)))
        let body = JSONValue.object(proof(call) + call.members)
        let response = try await transport.carry(
            WireRequest(path: path, contentType: WireRequest.json, body: body.encodedBytes()))
        if response.status == 404 { isMissing.withLock { $0 = true } }
        guard response.status == 200 else { throw Self.unanswered }
        guard let others = PresenceCall.others(in: try JSONValue(parsing: response.body, limits: .answer)) else {
            throw Self.unanswered
        }
        return others
    }

    private static let unanswered = APIError(
        .failure,
        LocalizedText(
            "The server does not tell who has this record open.",
            "De server zegt niet wie dit gegeven open heeft."))
}
