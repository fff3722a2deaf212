import BillingAPI
import BillingModel

/// A request by names, answered with the vendor's envelope: what a server or `balie call` hands on.
public struct HostFactCall: Sendable {
    /// Every declared action.
    public static let actions: [any HostFactAction.Type] = [
        ListDebtors.self, ShowDebtor.self, EditDebtor.self, UpdateLoginCredentials.self,
        ListProducts.self, ShowProduct.self, EditProduct.self,
        ListServices.self, ShowService.self, AddService.self, TerminateService.self,
    ]

    /// The envelope, and the error in it when the call was refused.
    public struct Outcome: Sendable {
        public var envelope: JSONValue
        public var error: APIError?
    }

    public var controller: String
    public var action: String
    public var parameters: [RawParameter]
    public var unknown: UnknownParameters

    /// Controller and action in any letter case; the envelope echoes lower case. Source: HostFact reference, 2.2.
    public init(
        _ controller: String, _ action: String, _ parameters: [RawParameter], unknown: UnknownParameters = .ignored
    ) {
        self.controller = controller.lowercased()
        self.action = action.lowercased()
        self.parameters = parameters
        self.unknown = unknown
    }

    public func answer(from service: any BillingService, at moment: LocalTime) async -> Outcome {
        do throws(APIError) {
            let members = try await run(on: service)
            return Outcome(envelope: envelope("success", moment, members), error: nil)
        } catch {
            let errors = JSONMember("errors", .strings(error.sentences.map(\.dutch)))
            return Outcome(envelope: envelope("error", moment, [errors]), error: error)
        }
    }

    private func run(on service: any BillingService) async throws(APIError) -> [JSONMember] {
        let known = Self.actions.filter { $0.declaration.name.controller == controller }
        guard !known.isEmpty else {
            throw Self.unknown(
                "Invalid controller", controller, known: Set(Self.actions.map { $0.declaration.name.controller }))
        }
        guard let type = known.first(where: { $0.declaration.name.action == action }) else {
            throw Self.unknown("Invalid action", action, known: Set(known.map { $0.declaration.name.action }))
        }
        return try await send(type, to: service)
    }

    /// The vendor's two words for the envelope; for a person, what was given and what there is.
    private static func unknown(_ vendorWords: String, _ given: String, known: Set<String>) -> APIError {
        let names = known.sorted().joined(separator: ", ")
        return APIError(
            .invalidInput, LocalizedText("\(vendorWords) “\(given)”; there are \(names).", vendorWords))
    }

    private func send<Action: HostFactAction>(
        _ type: Action.Type, to service: any BillingService
    ) async throws(APIError) -> [JSONMember] {
        let action = try Action(parsing: parameters, unknown: unknown)
        return try await service.send(action).envelopeMembers
    }

    private func envelope(_ status: String, _ moment: LocalTime, _ members: [JSONMember]) -> JSONValue {
        .object(
            [
                JSONMember("controller", controller), JSONMember("action", action), JSONMember("status", status),
                JSONMember("date", moment.isoText),
            ] + members)
    }
}
