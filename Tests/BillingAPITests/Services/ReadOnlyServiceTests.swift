import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import Testing

/// Fails every action in a way that shows it got through.
private struct ReachedService: BillingService {
    static let reached = APIError(.failure, LocalizedText(verbatim: "reached"))

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        throw Self.reached
    }
}

/// An action of any vendor, named so that a failing case says which.
struct AnyAction: Sendable, CustomTestStringConvertible {
    var type: any APIAction.Type
    var testDescription: String { "\(type.declaration.name.controller).\(type.declaration.name.action)" }

    static let all =
        HostFactCall.actions.map { AnyAction(type: $0) } + M4Call.actions.map { AnyAction(type: $0) }
        + [AnyAction(type: BrowseUsers.self), AnyAction(type: ListReferences.self)]
    static let writing = all.filter { $0.type.declaration.access == .writes }
    static let reading = all.filter { $0.type.declaration.access == .reads }
}

@Suite struct ReadOnlyServiceTests {
    private func failure<Action: APIAction>(sending type: Action.Type) async -> APIError? {
        do {
            _ = try await ReadOnlyService(ReachedService()).send(Action())
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: AnyAction.writing) func refusesEveryWritingAction(_ action: AnyAction) async {
        let error = await failure(sending: action.type)
        let declaration = action.type.declaration
        let name = "\(declaration.title.english) (\(declaration.name.controller) \(declaration.name.action))"
        #expect(error?.kind == .readOnly)
        #expect(
            error?.sentences.map(\.english)
                == ["\(name) was not sent: this session is read-only. Start without --read-only to change data."])
        let title = declaration.title.english
        #expect(error?.message.english.hasPrefix("\(title) was not sent: this session is read-only.") == true)
    }

    @Test(arguments: AnyAction.reading) func letsEveryReadingActionThrough(_ action: AnyAction) async {
        #expect(await failure(sending: action.type) == ReachedService.reached)
    }

    @Test(arguments: AnyAction.all) func saysBeforehandWhatItWillRefuse(_ action: AnyAction) {
        let reason = action.type.declaration.access == .writes ? ReadOnlyService.reason() : nil
        #expect(ReadOnlyService(ReachedService()).reasonAgainst(action.type) == reason)
    }

    @Test func theSeedsWritesAreAmongThem() {
        let names = Set(AnyAction.writing.map(\.testDescription))
        #expect(
            names.isSuperset(of: [
                "debtor.updatelogincredentials", "product.edit", "service.add", "service.terminate",
                "m4.user_details_update",
            ]))
    }

    @Test(arguments: AnyAction.writing) func whatIsNamedAWriteWrites(_ action: AnyAction) {
        let reads = ["list", "show", "get", "browse", "references", "login", "generatepdf"]
        #expect(!reads.contains { action.type.declaration.name.action.hasSuffix($0) })
    }

    @Test(arguments: AnyAction.reading) func whatIsNamedAReadReads(_ action: AnyAction) {
        let reads = ["list", "show", "get", "browse", "references", "login", "generatepdf"]
        #expect(reads.contains { action.type.declaration.name.action.hasSuffix($0) })
    }
}
