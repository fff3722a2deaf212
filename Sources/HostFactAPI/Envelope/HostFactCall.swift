import BillingAPI
import BillingModel

/// A request by names, answered with the vendor's envelope: what a server or `balie call` hands on.
public struct HostFactCall: Sendable {
    /// Every declared action.
    public static let actions: [any HostFactAction.Type] = [
        ListDebtors.self, ShowDebtor.self, AddDebtor.self, EditDebtor.self, CheckLogin.self,
        UpdateLoginCredentials.self, SendEmail.self, GeneratePDF.self,
        ListProducts.self, ShowProduct.self, AddProduct.self, EditProduct.self, DeleteProduct.self,
        ListServices.self, ShowService.self, AddService.self, EditService.self, TerminateService.self,
        ListGroups.self, ShowGroup.self, AddGroup.self, EditGroup.self, DeleteGroup.self,
    ]

    /// The envelope, and the error in it when the call was refused.
    public struct Answered: Sendable {
        public var envelope: JSONValue
        public var error: APIError?
        /// What belongs into the head of the answer.
        public var headers: [WireHeader] = []
    }

    public var controller: String
    public var action: String
    public var parameters: [RawParameter]
    public var unknown: UnknownParameters
    private let known: KnownActions

    /// Controller and action in any letter case; the envelope echoes lower case, also of unknown names.
    ///
    /// Inferred. Source: HostFact reference, 2.2 and 16 no. 3.
    public init(
        _ controller: String, _ action: String, _ parameters: [RawParameter], unknown: UnknownParameters = .ignored,
        among known: [any HostFactAction.Type]? = nil
    ) {
        self.known = known.map(KnownActions.init) ?? .all
        self.controller = controller.lowercased()
        self.action = action.lowercased()
        self.parameters = parameters
        self.unknown = unknown
    }

    /// The action that is called; nil when there is none of that name.
    public var declaredAction: (any HostFactAction.Type)? { known.byName[ActionName(controller, action)] }

    /// The name of the action that is called; nil when there is none of that name.
    public var declaredName: ActionName? { declaredAction?.declaration.name }

    /// - Parameters:
    ///   - moment: Of the answer; asked when that is there.
    ///   - headers: The request's; a write is bound to the conditions in them.
    ///   - how: With the caller's name, once they have proved it.
    public func answer(
        from service: any BillingService, at moment: @autoclosure @Sendable () -> LocalTime, headers: [WireHeader] = [],
        _ how: Sending = .plain
    ) async -> Answered {
        do throws(APIError) {
            let (members, told) = try await run(on: service, headers, how)
            return Answered(envelope: envelope("success", moment(), members), error: nil, headers: told)
        } catch {
            let errors = JSONMember(
                "errors", .strings(error.vendorWords.isEmpty ? error.sentences.map(\.dutch) : error.vendorWords))
            return Answered(envelope: envelope("error", moment(), [errors]), error: error, headers: error.headers)
        }
    }

    private func run(
        on service: any BillingService, _ headers: [WireHeader], _ how: Sending
    ) async throws(APIError) -> ([JSONMember], [WireHeader]) {
        guard let type = declaredAction else { throw nothingOfThatName }
        return try await send(type, to: service, headers, how)
    }

    private var nothingOfThatName: APIError {
        let siblings = known.byName.keys.filter { $0.controller == controller }
        guard !siblings.isEmpty else {
            let known = Set(known.byName.keys.map(\.controller))
            return Self.unknown("Invalid controller", LocalizedText("controller", "controller"), controller, known)
        }
        return Self.unknown(
            "Invalid action", LocalizedText("\(controller) action", "\(controller)-actie"), action,
            Set(siblings.map(\.action)))
    }

    /// The vendor's two words for the envelope; for a person, what Balie has. The vendor may have more.
    private static func unknown(
        _ vendorWords: String, _ what: LocalizedText, _ given: String, _ known: Set<String>
    ) -> APIError {
        let shown = given.plainLine.prefix(40)
        let names = known.sorted().joined(separator: ", ")
        var error = APIError(
            .invalidInput,
            LocalizedText(
                "Balie does not have the \(what.english) “\(shown)”; it has \(names).",
                "Balie heeft de \(what.dutch) “\(shown)” niet; wel \(names)."))
        error.vendorWords = [vendorWords]
        return error
    }

    private func send<Action: HostFactAction>(
        _ type: Action.Type, to service: any BillingService, _ headers: [WireHeader], _ how: Sending
    ) async throws(APIError) -> ([JSONMember], [WireHeader]) {
        var how = how
        how.asker.name = "hostfact \(how.asker.name)"
        do throws(APIError) {
            var members: [JSONMember] = []
            let action = WordSearch.read(try parsed(type), headers, for: service)
            var (_, told) = try await WriteConditions.send(action, to: service, headers: headers, how) { answer in
                members = answer.envelopeMembers
                return answer.tag(in: members)
            }
            if WordSearch.isWanted(by: action) { told.append(WireHeader(WordSearch.header, WordSearch.words)) }
            return (members, told)
        } catch {
            guard !error.problems.isEmpty else { throw error }
            var worded = error
            worded.problems = error.problems.map(Action.inVendorsWords)
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

/// Actions by their names: a server looks one up for each request.
private struct KnownActions: Sendable {
    let byName: [ActionName: any HostFactAction.Type]

    init(_ actions: [any HostFactAction.Type]) {
        byName = Dictionary(actions.map { ($0.declaration.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    static let all = KnownActions(HostFactCall.actions)
}
