import BillingAPI
import BillingModel
import M4API
import Testing

@testable import BillingEngine

/// Requests as scripts send them, answered by endpoint and engine. Cases of the M4 reference, section 13.
@Suite struct M4RequestTests {
    private func answer(
        _ engine: TestEngine, _ body: String, call: String = "user_details_update"
    ) async throws -> M4Element {
        let settings = M4Settings(key: "secret", checksHash: false)
        let endpoint = M4Endpoint(serving: engine.service, settings: settings) { _ in .full }
        let response = await endpoint.carry(WireRequest(path: "/billing/api/\(call)", body: "u=admin&\(body)".utf8))
        #expect(response.status == 200)
        return try M4Element(parsing: response.body)
    }

    /// Test list 13: “C1 with hidden=1”.
    @Test func theVendorsOwnRequestHidesTheUser() async throws {
        let engine = try await TestEngine()
        let endpoint = M4Endpoint(serving: engine.service, settings: M4Settings(key: "secret")) { caller in
            caller == "admin" ? .full : .denied
        }
        func send(_ call: String, _ body: String) async throws -> M4Element {
            let response = await endpoint.carry(WireRequest(path: "/billing/api/\(call)", body: body.utf8))
            return try M4Element(parsing: response.body)
        }
        let update = try await send(
            "user_details_update", "u=admin&user_id=3&hidden=1&hash=09574460be862d62efd300117fcee3328a10b48a")
        #expect(update.first("success")?.text == "User was updated successfully")
        // C2.
        let list = try await send("users_get", "u=admin&user_id=all&hash=e5b3518a732c844213f982e8c633f4707a087aee")
        #expect(list.all("user").first { $0.first("id")?.text == "3" }?.first("hidden")?.text == "1")
    }

    /// Test list 13: “same request as query-string POST, form POST, JSON POST”.
    @Test(arguments: [
        WireRequest(
            path: "/billing/api/users_get", query: "u=admin", contentType: "multipart/form-data; boundary=xyz",
            body: "--xyz\r\nContent-Disposition: form-data; name=\"user_id\"\r\n\r\n3\r\n--xyz--\r\n".utf8),
        WireRequest(path: "/billing/api/users_get", query: "u=admin&user_id=3"),
        WireRequest(path: "/billing/api/users_get", body: "u=admin&user_id=3".utf8),
        WireRequest(
            path: "/billing/api/users_get", contentType: "application/json",
            body: #"{"u": "admin", "user_id": 3}"#.utf8),
    ]) func theStyleOfTheRequestMakesNoDifference(request: WireRequest) async throws {
        let engine = try await TestEngine()
        let settings = M4Settings(key: "secret", checksHash: false)
        let response = await M4Endpoint(serving: engine.service, settings: settings) { _ in .full }.carry(request)
        let expected = await engine.m4("users_get", ["user_id": "3"]).xml
        #expect(String(decoding: response.body, as: UTF8.self) == expected)
    }

    /// Test list 13: “blocked = 1, 2”, “full date”, “warning_email_hour = -1, 1, 23”,
    /// “enable_static_list=blacklist with valid pool”, “city=Köln, comment with <&>" and a line break”.
    @Test(arguments: [
        ("hidden=1", "hidden", "1"), ("blocked=1", "blocked", "1"), ("blocked=2", "blocked", "0"),
        ("by=2030&bm=02&bd=28", "block_at", "2030-02-28"), ("warning_email_hour=-1", "warning_email_hour", "-1"),
        ("warning_email_hour=1", "warning_email_hour", "1"), ("warning_email_hour=23", "warning_email_hour", "23"),
        ("enable_static_list=blacklist&static_list_id=2", "enable_static_list", "blacklist"),
        ("city=K%C3%B6ln", "city", "Köln"), ("comment=%3C%26%3E%22%0Aregel+2", "comment", "<&>\"\nregel 2"),
        ("unknown_field=1&city=Ede", "city", "Ede"),
    ]) func whatIsRightIsStored(fields: String, column: String, text: String) async throws {
        let engine = try await TestEngine()
        let update = try await answer(engine, "user_id=3&\(fields)")
        #expect(update.first("success")?.text == UserUpdated.text)
        let user = try await answer(engine, "user_id=3", call: "user_details_raw_get")
        #expect(user.first("user")?.first(column)?.text == text)
    }

    /// Test list 13: “blocked = 0”, “by only; 2024-02-30”, “warning_email_hour = 0, 24”, “enable_static_list=blacklist
    /// without valid pool”, “enable_static_source_list=Blacklist”, “responsible_manager_id = id of a plain user”,
    /// “one valid and one invalid field together”.
    @Test(arguments: [
        ("user_id=3&blocked=0", "User was not updated"), ("user_id=3&by=2030", "User was not updated"),
        ("user_id=3&by=2024&bm=2&bd=30", "User was not updated"),
        ("user_id=3&warning_email_hour=0", "User was not updated"),
        ("user_id=3&warning_email_hour=24", "User was not updated"),
        ("user_id=3&enable_static_list=blacklist", "User was not updated"),
        ("user_id=3&enable_static_list=blacklist&static_list_id=99", "User was not updated"),
        ("user_id=3&enable_static_source_list=Blacklist", "User was not updated"),
        ("user_id=3&responsible_manager_id=3", "Manager is invalid"),
        ("user_id=3&city=Ede&bm=13&by=2030&bd=1", "User was not updated"), ("user_id=99", "User was not found"),
        ("user_id=0&city=Ede", "User was not found"), ("city=Ede", "User was not found"),
        ("user_id[]=3&city=Ede", "User was not found"),
    ]) func whatIsWrongChangesNothing(body: String, error: String) async throws {
        let engine = try await TestEngine()
        let before = try await engine.service.send(ReadUser(3))
        let answer = try await answer(engine, body)
        #expect(answer.first("status")?.first("error")?.text == error)
        #expect((answer.first("message") == nil) == (error == "User was not found"))
        #expect(try await engine.service.send(ReadUser(3)) == before)
    }

    /// Test list 13: “user_delete for users with and without calls”.
    @Test(arguments: [(3, "Cannot delete user - he has some calls", 1), (4, "User deleted", 0)])
    func onlyAUserWithoutCallsIsDeleted(user: Int, words: String, left: Int) async throws {
        let engine = try await TestEngine(debtors: 20)
        try await engine.setHistory(of: 3, calls: 1)
        try await engine.setHistory(of: 4)
        let answer = try await answer(engine, "user_id=\(user)", call: "user_delete")
        #expect((answer.first("error") ?? answer.first("status"))?.text == words)
        #expect(try await engine.rows("SELECT id FROM m4_user WHERE id = \(user)").count == left)
    }

    /// Test list 13: “users_get all, one id, unknown id”.
    @Test func allUsersOneUserAndAnUnknownOne() async throws {
        let engine = try await TestEngine(debtors: 200)
        #expect(try await answer(engine, "user_id=all", call: "users_get").all("user").count > 1)
        #expect(try await answer(engine, "user_id=3", call: "users_get").all("user").count == 1)
        let unknown = try await answer(engine, "user_id=9999", call: "users_get")
        #expect(unknown.first("error")?.text == "User was not found")
    }

    /// One question to the store, however many users the manager has.
    @Test func aManagerSeesTheirUsersInOneRead() async throws {
        let engine = try await TestEngine(debtors: 200)
        let store = CountingStore(engine.store)
        let endpoint = M4Endpoint(
            serving: EngineService(store: store, clock: .fixed(TestEngine.seedMoment)),
            settings: M4Settings(key: "secret", checksHash: false)
        ) { _ in .assigned(manager: 2) }
        func users(_ user: String) async throws -> M4Element {
            let body = "u=bram&user_id=\(user)"
            return try M4Element(
                parsing: await endpoint.carry(WireRequest(path: "/billing/api/users_get", body: body.utf8)).body)
        }
        let assigned = try await engine.rows(
            "SELECT id FROM m4_user WHERE usertype = 'user' AND responsible_manager_id = 2 ORDER BY id")
        let list = try await users("all")
        #expect(store.reads == 1)
        #expect(list.all("user").compactMap { $0.first("id")?.text } == assigned.map { $0.text(0) })
        #expect(assigned.count > 1)
        #expect(try await users("3").first("error")?.text == "User was not found")
    }
}
