import BillingAPI
import BillingModel
import M4API
import Testing

@testable import BillingEngine

/// Source: M4 reference, 9.4.
@Suite struct LoginTests {
    private static let declaration = #"<?xml version="1.0" encoding="utf-8" standalone="yes"?>"# + "\n"

    @Test(arguments: [("companyx", 3), ("admin", 0), ("anja", 1)])
    func theRightPasswordTellsWhoItIs(username: String, id: Int) async throws {
        let outcome = await (try await TestEngine()).m4("user_login", ["u": username, "p": "balie"])
        #expect(outcome.error == nil)
        #expect(
            outcome.xml == Self.declaration + """
                <action>
                  <name>login</name>
                  <status>ok</status>
                  <user_id>\(id)</user_id>
                  <status_message>Successfully logged in</status_message>
                </action>
                """)
    }

    @Test(arguments: [
        ["u": "companyx", "p": "Balie"], ["u": "nobody", "p": "balie"], ["u": "nohash", "p": ""],
        ["u": "nohash", "p": "x"],
        ["u": "companyx"], ["p": "balie"], ["u": "companyx", "p": "balie\0"], [:],
    ]) func everythingElseIsOneAnswer(given: [String: String]) async throws {
        let engine = try await TestEngine()
        try await engine.execute(
            "INSERT INTO m4_user (id, username, password_hash, Folded) VALUES (9, 'nohash', '', 'nohash')")
        let outcome = await engine.m4("user_login", given)
        #expect(
            outcome.xml == Self.declaration + """
                <action>
                  <name>login</name>
                  <status>failed</status>
                  <status_message>Login failed</status_message>
                </action>
                """)
        #expect(outcome.error?.message.english.contains("alie") == false)
    }

    @Test func aLogoutIsOfAnAccountThatThereIs() async throws {
        let engine = try await TestEngine()
        func body(_ status: String) -> String {
            Self.declaration + "<action>\n  <name>logout</name>\n  <status>\(status)</status>\n</action>"
        }
        #expect(await engine.m4("user_logout", ["u": "companyx"]).xml == body("ok"))
        #expect(await engine.m4("user_logout", ["u": "nobody"]).xml == body("failed"))
        #expect(await engine.m4("user_logout", [:]).xml == body("failed"))
    }

    /// Checklist 12.9: a password is in no summary, and no error repeats it.
    @Test func aPasswordIsNotWrittenDown() async throws {
        let engine = try await TestEngine()
        let endpoint = M4Endpoint(serving: engine.service, settings: M4Settings(key: "secret")) { _ in .full }
        for password in ["hunter2", String(repeating: "hunter2", count: 60)] {
            let hash = M4Hash.hash(["companyx", password], key: "secret")
            let response = await endpoint.carry(
                WireRequest(path: "/billing/api/login", body: "u=companyx&p=\(password)&hash=\(hash)".utf8))
            #expect(!"\(response.summary)".contains("hunter2") && !"\(response.summary)".contains(hash))
            #expect(response.summary.action?.action == "user_login")
            #expect(!String(decoding: response.body, as: UTF8.self).contains("hunter2"))
        }
    }
}
