import BillingAPI
import BillingModel

/// A request by names, answered with the vendor's envelope: what a server or `balie call` hands on.
public struct HostFactCall: Sendable {
    /// Every declared action.
    public static let actions: [any HostFactAction.Type] = [
        ListDebtors.self, ShowDebtor.self, AddDebtor.self, EditDebtor.self, CheckLogin.self,
        UpdateLoginCredentials.self,
        ListProducts.self, ShowProduct.self, AddProduct.self, EditProduct.self, DeleteProduct.self,
        ListServices.self, ShowService.self, AddService.self, EditService.self, TerminateService.self,
        ListGroups.self, ShowGroup.self, AddGroup.self, EditGroup.self, DeleteGroup.self,
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
        do throws(APIError) {
            return try await service.send(parsed(type)).envelopeMembers
        } catch {
            guard !error.problems.isEmpty else { throw error }
            var worded = APIError(problems: error.problems.map(Action.inVendorsWords))
            worded.kind = error.kind
            throw worded
        }
    }

    /// An id belongs to what is there already; the system numbers what is added.
    private func parsed<Action: HostFactAction>(_ type: Action.Type) throws(APIError) -> Action {
        let others = parameters.filter { $0.name != Self.identifier }
        guard action == "add", others.count < parameters.count else {
            return try Action(parsing: parameters, unknown: unknown)
        }
        var problems = [VendorMessage.refusedIdentifier]
        do throws(APIError) {
            _ = try Action(parsing: others, unknown: unknown)
        } catch {
            problems += error.problems
        }
        throw APIError(problems: problems)
    }

    /// Every entity calls its id so.
    private static let identifier = Debtor.identifier.name

    private func envelope(_ status: String, _ moment: LocalTime, _ members: [JSONMember]) -> JSONValue {
        .object(
            [
                JSONMember("controller", controller), JSONMember("action", action), JSONMember("status", status),
                JSONMember("date", moment.isoText),
            ] + members)
    }
}
