import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@Suite struct OutwardServiceTests {
    private struct RefusingService: BillingService {
        var error: APIError

        func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
            throw error
        }
    }

    private static let words = LocalizedText(verbatim: "“/srv/balie.sqlite” cannot be opened.")

    private func error(_ kind: APIError.Kind) async -> APIError? {
        let service = OutwardService(RefusingService(error: APIError(kind, Self.words))) { trouble in
            #expect(trouble.subject == .action(ShowDebtor.declaration.name))
            #expect(trouble.error.message == Self.words)
        }
        do throws(APIError) {
            _ = try await service.send(ShowDebtor(1))
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [APIError.Kind.unreachable, .unknownOutcome, .failure])
    func whatIsWrongInsideStaysInside(kind: APIError.Kind) async {
        let error = await error(kind)
        #expect(error?.kind == kind)
        #expect(error?.message.english.contains("sqlite") == false)
        #expect(error?.message.dutch.contains("sqlite") == false)
    }

    @Test(arguments: [APIError.Kind.invalidInput, .notFound, .forbidden, .readOnly])
    func whatTheCallerDidIsToldThem(kind: APIError.Kind) async {
        #expect(await error(kind)?.message == Self.words)
    }
}
