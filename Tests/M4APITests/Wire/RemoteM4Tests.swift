import BillingAPI
import BillingModel
import M4API
import Testing

/// Keeps the last request, and answers with the text it was given.
private actor KeepingTransport: Transport {
    private(set) var request: WireRequest?
    private let response: WireResponse

    init(_ body: String, status: Int) {
        response = WireResponse(status: status, body: body.utf8)
    }

    func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
        self.request = request
        return response
    }
}

@Suite struct RemoteM4Tests {
    private static let success = "<page><status><success>User was updated successfully</success></status></page>"

    private static var update: UpdateUserDetails {
        var action = UpdateUserDetails(3)
        action[User.isHidden] = true
        action[User.city] = "Köln"
        return action
    }

    private func error<Action: APIAction>(
        _ action: Action, answered body: String, status: Int = 200
    ) async -> APIError? {
        do throws(APIError) {
            let transport = KeepingTransport(body, status: status)
            _ = try await RemoteM4Service(transport: transport, as: "admin", key: "secret").send(action)
            return nil
        } catch {
            return error
        }
    }

    /// Source: M4 reference, section 2.
    @Test func theRequestIsTheDocumentedOne() async throws {
        let transport = KeepingTransport(Self.success, status: 200)
        let service = RemoteM4Service(transport: transport, as: "admin", key: "secret")
        #expect(try await service.send(Self.update) == UserUpdated())
        let request = try #require(await transport.request)
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == "u=admin&user_id=3&hidden=1&city=K%C3%B6ln&hash=09574460be862d62efd300117fcee3328a10b48a")
        #expect(request.method == "POST" && request.query.isEmpty)
        #expect(request.path == "/billing/api/user_details_update")
        #expect(request.contentType == "application/x-www-form-urlencoded; charset=utf-8")
    }

    @Test func aDateTravelsAsThreeNumbers() async throws {
        let transport = KeepingTransport(Self.success, status: 200)
        var update = UpdateUserDetails(3)
        update[User.blockAt] = CalendarDate("2026-03-09")
        _ = try await RemoteM4Service(transport: transport, as: "admin", key: "secret").send(update)
        let body = String(decoding: try #require(await transport.request).body, as: UTF8.self)
        #expect(body.contains("&by=2026&bm=3&bd=9&"))
    }

    @Test(arguments: [
        (
            "<page><status><error> User was not found </error></status></page>", APIError.Kind.notFound,
            "User was not found"
        ),
        ("<status><error>Incorrect hash</error></status>", .forbidden, "Incorrect hash"),
        ("<page><error>API Requests are disabled</error></page>", .forbidden, "API Requests are disabled"),
        (
            "<page><status><error>User was not updated</error><message>bm must be between 1 and 12</message></status></page>",
            .invalidInput, "User was not updated: bm must be between 1 and 12"
        ),
        (
            "<page><status><success>x</success><error>Manager\u{202E}is invalid</error></status></page>", .invalidInput,
            "Manager is invalid"
        ),
        (
            "<action><name>login</name><status>failed</status><status_message>Bad login</status_message></action>",
            .invalidInput, "Bad login"
        ),
    ]) func anErrorAnywhereIsARefusal(body: String, kind: APIError.Kind, words: String) async {
        let error = await error(Self.update, answered: body)
        #expect(error?.kind == kind)
        #expect(error?.message == LocalizedText("M4 refused: \(words)", "M4 weigerde: \(words)"))
    }

    @Test func aReasonStandsBesideTheFieldItBeginsWith() async {
        let body = "<page><error>User was not updated</error><message>bm must be between 1 and 12</message></page>"
        let error = await error(Self.update, answered: body)
        #expect(error?.problems.map(\.field) == [User.blockAt.name])
        #expect(error?.problems.map(\.message.english) == ["bm must be between 1 and 12"])
    }

    @Test func anEmptyErrorIsARefusalToo() async {
        let error = await error(Self.update, answered: "<page><error/></page>")
        #expect(error?.message.english == "M4 refused without a reason.")
    }

    @Test(arguments: [
        (
            "", 200,
            "Read user: M4 answered with something else than data: nothing. This is not M4's XML: there is no element that M4 answers with."
        ),
        (
            "<html><h1>502 Bad\u{1B}[2J Gateway</h1>", 502,
            "Read user: M4 answered (HTTP 502) with something else than data: “502 Bad [2J Gateway”."
        ),
        (
            "<page><status>", 200,
            "Read user: M4 answered with something else than data: nothing. This is not M4's XML: the text ends too early."
        ),
        (
            "<page><status>ok</status></page>", 200,
            "Read user: M4 answered with something else than data: “ok”. What user_details_raw_get answers with is missing in it."
        ),
    ]) func whatIsNoAnswerBecomesASentence(body: String, status: Int, sentence: String) async {
        let error = await error(ReadUser(3), answered: body, status: status)
        #expect(error?.kind == .failure)
        #expect(error?.message.english == sentence)
    }

    @Test func afterAWriteNobodyKnowsWhetherItWasStored() async {
        let error = await error(Self.update, answered: "", status: 504)
        #expect(error?.kind == .unknownOutcome)
        #expect(error?.message.english.hasSuffix("It may have been stored; check before repeating.") == true)
    }

    @Test func whatTheWireLacksIsNamed() async {
        let error = await error(BrowseUsers(), answered: "<page/>")
        #expect(error?.message.english == "List users: Balie knows no call of M4 for this.")
    }

    @Test func unknownAndMissingElementsAreNoMatter() async throws {
        let body =
            "<page><status><user><id> 3 </id><new_column>x</new_column><blocked>0</blocked><city/><user_id_x/></user></status></page>"
        let transport = KeepingTransport(body, status: 200)
        let user = try await RemoteM4Service(transport: transport, as: "admin", key: "secret").send(ReadUser(3)).user
        #expect(user[User.id] == 3)
        #expect(user[User.isBlocked] == false)
        #expect(user[member: "new_column"] == "x")
        #expect(user[text: User.city.declaration] == "")
        #expect(user[text: User.comment.declaration] == nil)
    }
}
