import BillingAPI
import BillingModel

/// Lists the users of a real M4, which can only tell all of them at once, from a copy in memory.
///
/// The copy is read on first use, after `lifetime`, when somebody wants it anew, and after every change that
/// was sent; however many ask meanwhile, one request is under way. What M4 cannot list at all, the records behind a
/// user's ids, comes from tables of the configuration.
public struct UserDirectory: ServiceWrapper {
    public static let lifetime = Duration.seconds(300)

    public let service: any BillingService
    private let references: [RecordKind: [M4Reference]]
    private let copy: DirectoryCopy

    /// - Parameter references: Managers, currencies, directions and number pools, as far as they are known.
    public init(
        _ service: any BillingService, references: [RecordKind: [M4Reference]] = [:], clock: LocalClock = .system,
        uptime: Uptime = .system
    ) {
        self.service = service
        self.references = references
        copy = DirectoryCopy(service, lifetime: Self.lifetime, clock: clock, uptime: uptime)
    }

    public func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? {
        switch action {
        case is BrowseUsers.Type: service.reasonAgainst(ListUsers.self)
        case is ListReferences.Type: references.isEmpty ? Self.unlisted(nil) : nil
        default: service.reasonAgainst(action)
        }
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        if let browse = action as? BrowseUsers {
            if let page = try await copy.page(browse, how) as? Action.Answer { return page }
        } else if let list = action as? ListReferences {
            if let rows = try table(for: list) as? Action.Answer { return rows }
        }
        guard Action.declaration.access == .writes else { return try await service.send(action, how) }
        await copy.forget()
        do throws(APIError) {
            let answer = try await service.send(action, how)
            await copy.forget()
            return answer
        } catch {
            // A change without an answer may have been made.
            await copy.forget()
            throw error
        }
    }

    private func table(for list: ListReferences) throws(APIError) -> [M4Reference] {
        let name = list[ListReferences.kind] ?? ""
        guard let kind = RecordKind(rawValue: name), let rows = references[kind] else {
            throw APIError(.failure, Self.unlisted(list[ListReferences.kind]))
        }
        return rows
    }

    private static func unlisted(_ kind: String?) -> LocalizedText {
        let choice = ListReferences.kind.choices.first { $0.value == kind }?.label
        let what = choice ?? LocalizedText("what its numbers stand for", "waar zijn nummers voor staan")
        return LocalizedText(
            "M4 does not list \(what.english): type the number, or name them in the profile.",
            "M4 geeft geen lijst van \(what.dutch): typ het nummer, of noem ze in het profiel.")
    }
}

extension Field {
    fileprivate var choices: [Choice] {
        if case .choice(let choices) = declaration.kind { choices } else { [] }
    }
}
