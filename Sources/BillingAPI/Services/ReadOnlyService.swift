import BillingModel

/// Refuses every writing action by its declaration, below the screens, so that no screen can forget it.
public struct ReadOnlyService: ServiceWrapper {
    public let service: any BillingService
    private let remedy: LocalizedText

    /// - Parameter remedy: A sentence with what lets staff write.
    public init(_ service: any BillingService, remedy: LocalizedText = Self.otherStart) {
        self.service = service
        self.remedy = remedy
    }

    public static let otherStart = LocalizedText(
        "Start without --read-only to change data.", "Start zonder --read-only om te wijzigen.")

    /// What staff are told before they try.
    public static func reason(_ remedy: LocalizedText = Self.otherStart) -> LocalizedText {
        LocalizedText(
            "This session is read-only. \(remedy.english)", "Deze sessie is alleen-lezen. \(remedy.dutch)")
    }

    public func reasonAgainst(_ action: any APIAction.Type) -> LocalizedText? {
        service.reasonAgainst(action) ?? (action.declaration.access == .reads ? nil : Self.reason(remedy))
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        let declaration = Action.declaration
        guard declaration.access == .reads else {
            let (title, name) = (declaration.title, "\(declaration.name.controller) \(declaration.name.action)")
            // Scripts know the action by its name, staff by its title.
            let problem = Problem(
                nil,
                wire: sentence(LocalizedText("\(title.english) (\(name))", "\(title.dutch) (\(name))")),
                staff: sentence(title))
            throw APIError(.readOnly, problem.staff, problems: [problem])
        }
        return try await service.send(action, how)
    }

    /// Working it out takes a write's turn in the database.
    public func rehearse<Action: WritingAction>(_ action: Action) async throws(APIError) -> Action.Answer? { nil }

    private func sentence(_ action: LocalizedText) -> LocalizedText {
        LocalizedText(
            "\(action.english) was not sent: this session is read-only. \(remedy.english)",
            "\(action.dutch) is niet verzonden: deze sessie is alleen-lezen. \(remedy.dutch)")
    }
}
