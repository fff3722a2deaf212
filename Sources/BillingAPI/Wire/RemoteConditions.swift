import Synchronization

/// The client's side of conditions: how they travel, and what the system's answers tell of them.
public final class RemoteConditions: Sendable {
    private let honoured = Atomic(false)
    private let author: OwnAuthor?

    /// - Parameter author: Whom a system of ours is told to be asked by; nil where it is told nobody.
    public init(as author: OwnAuthor? = nil) {
        self.author = author
    }

    /// Whether the system has said that it keeps to conditions; only an answer can tell.
    public var areHonoured: Bool { honoured.load(ordering: .acquiring) }

    /// A write's request with what is demanded of it, and for a system of ours who makes it and why.
    public func demanding<Action: APIAction>(
        _ how: Sending, of action: Action.Type, _ request: WireRequest
    ) async -> WireRequest {
        guard Action.declaration.access == .writes else { return request }
        var request = request
        if let conditions = how.conditions { request.headers += conditions.headers }
        guard areHonoured else { return request }
        request.headers += how.note.headers
        if let author = await author?.known() {
            request.headers.append(WireHeader(WriteConditions.user, HeaderText.text(of: author.shown)))
        }
        return request
    }

    /// The answer with the tag that its head gives, if its system keeps to tags.
    public func noted<Answer: TaggedAnswer>(_ answer: Answer, _ response: WireResponse, _ how: Sending) -> Answer {
        if response.headers[WriteConditions.replayed] == "true" { how.conditions?.receipt.isReplay = true }
        guard response.headers[WriteConditions.honoured]?.contains(WriteConditions.ifMatch) == true else {
            return answer
        }
        honoured.store(true, ordering: .releasing)
        return response.headers[WriteConditions.tagName].flatMap(EntityTag.init(header:)).map(answer.tagged) ?? answer
    }

    /// Whether the status says that a condition did not hold; only who set one is told so.
    public static func isRefusal(_ response: WireResponse, _ how: Sending) -> Bool {
        how.conditions != nil && failedCondition(response) != nil
    }

    /// A refusal in our own words where a condition of ours did not hold; and what its system cannot tell the outcome
    /// of is no refusal.
    public static func worded(_ refusal: APIError, _ response: WireResponse, _ how: Sending) -> APIError {
        if response.headers[WriteConditions.outcome] == WriteConditions.unknown {
            return .undecided
        }
        guard isRefusal(response, how), let condition = failedCondition(response) else { return refusal }
        switch condition {
        case .key: return .reusedKey
        case .state:
            // A record that is gone is in no state at all; the system says so best.
            guard refusal.kind == .notFound else { return .changedMeanwhile }
            var refusal = refusal
            refusal.failedCondition = .state
            return refusal
        }
    }

    private static func failedCondition(_ response: WireResponse) -> APIError.FailedCondition? {
        switch response.status {
        case 412: .state
        case 422: .key
        default: nil
        }
    }
}

extension WriteConditions {
    /// As they travel.
    fileprivate var headers: [WireHeader] {
        let match: String? =
            switch match {
            case nil: nil
            case .anything?: "*"
            case .oneOf(let tags)?: tags.map(\.headerText).joined(separator: ", ")
            }
        return [match.map { WireHeader(Self.ifMatch, $0) }, idempotencyKey.map { WireHeader(Self.key, $0) }]
            .compactMap(\.self)
    }
}
