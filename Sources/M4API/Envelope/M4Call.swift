import BillingAPI
import BillingModel

/// A call by its name, answered with M4's document: what a server or `balie call` hands on.
public struct M4Call: Sendable {
    /// Every declared call of M4's wire.
    public static let actions: [any M4Action.Type] = [
        ListUsers.self, ShowUser.self, ReadUser.self, UpdateUserDetails.self, DeleteUser.self, ReadBalance.self,
        ReadSimpleBalance.self, UpdateBalance.self, LogIn.self, LogOut.self, ListNumberPools.self,
        UpdateExchangeRate.self,
    ]

    /// The parameters that every call takes: who calls, and the proof of knowing the key.
    static let callerName = "u"
    static let hashName = "hash"

    /// The answer, and the error in it when the call was refused.
    public struct Answered: Sendable {
        public var body: M4Body
        public var error: APIError?
        /// What belongs into the head of the answer.
        public var headers: [WireHeader] = []

        /// The answer's text: a document, but for the one call that answers without tags.
        public var xml: String { body.text }
    }

    public var name: String
    public var parameters: [RawParameter]
    public var unknown: UnknownParameters

    /// `u` and `hash` may be among the parameters: whoever hands the call on has checked them, or need not.
    public init(_ name: String, _ parameters: [RawParameter], unknown: UnknownParameters = .ignored) {
        self.name = name
        self.parameters = parameters
        self.unknown = unknown
    }

    /// The action of this name or older name.
    public static func action(named name: String) -> (any M4Action.Type)? {
        actions.first { $0.call == name || $0.aliases.contains(name) }
    }

    /// - Parameters:
    ///   - headers: The request's; a write is bound to the conditions in them.
    ///   - how: With the caller's name, once they have proved it.
    public func answer(
        from service: any BillingService, headers: [WireHeader] = [], _ how: Sending = .plain
    ) async -> Answered {
        guard let type = Self.action(named: name) else {
            let shown = String(name.plainLine.prefix(40))
            let known = Self.actions.map { $0.call }.joined(separator: ", ")
            let error = APIError(
                .invalidInput,
                LocalizedText(
                    "Balie does not have the M4 call “\(shown)”; it has \(known).",
                    "Balie heeft de M4-aanroep “\(shown)” niet; wel \(known)."))
            return Answered(
                body: .document(M4ErrorShape.gate.element(error.message.english, message: nil)), error: error)
        }
        return await send(type, to: service, headers, how)
    }

    private func send<Action: M4Action>(
        _ type: Action.Type, to service: any BillingService, _ headers: [WireHeader], _ how: Sending
    ) async -> Answered {
        let common = [Self.hashName] + (type.isAboutCaller ? [] : [Self.callerName])
        let own = parameters.filter { !common.contains($0.name) }
        var how = how
        how.asker.name = "m4 \(how.asker.name)"
        do throws(APIError) {
            let action = try Action(parsing: own, unknown: unknown)
            let (answer, told) = try await WriteConditions.send(action, to: service, headers: headers, how)
            return Answered(body: answer.body, error: nil, headers: told)
        } catch {
            return Answered(
                body: .document(M4Refusal(error, of: type).element), error: error, headers: error.headers)
        }
    }
}
