import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import Synchronization
import Testing

@testable import BillingEngine

/// Who has a record open, told through a `balied`, from both sides of the wire.
@Suite struct PresenceCallTests {
    private let engine: TestEngine
    private let keys: APIKeys
    private let table: PresenceTable
    private let log = Log()

    /// What was carried, and how it came out.
    private final class Log: Sendable {
        let requests = Mutex<[WireRequest]>([])
        let responses = Mutex<[WireResponse]>([])
    }

    private struct Recorded: Transport {
        let transport: any Transport
        let log: Log

        func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
            log.requests.withLock { $0.append(request) }
            let response = try await transport.carry(request)
            log.responses.withLock { $0.append(response) }
            return response
        }
    }

    init() async throws {
        engine = try await TestEngine()
        keys = APIKeys(store: engine.store)
        table = PresenceTable(beside: engine.store)
    }

    private var endpoint: PresenceEndpoint {
        let (keys, table) = (keys, table)
        return PresenceEndpoint({ person, origin in OwnPresence(in: table) { (person, origin) } }, report: { _ in }) {
            body, call, address throws(APIError) in
            guard let name = body[PresenceProof.account]?.text else {
                return PresenceCaller(try await keys.caller(body[PresenceProof.key]?.text ?? "", from: address))
            }
            let settings = M4Settings(key: "geheim")
            let accounts: [M4Account] =
                switch name {
                case "admin": [M4Account(name: "admin", settings: settings, access: .full)]
                case "manager": [M4Account(name: "admin", settings: settings, access: .assigned(manager: 5))]
                case "off":
                    [M4Account(name: "off", settings: M4Settings(key: "geheim", allowsAPI: false), access: .full)]
                default: []
                }
            return PresenceProof.caller(
                among: accounts, of: call, name, body[PresenceProof.hash]?.text ?? "")
        }
    }

    private func book(_ key: String, _ person: String, isThere: Bool = true, path: String = "/Pro/apiv2/api.php")
        -> RemotePresence
    {
        RemotePresence(
            transport: Recorded(transport: endpoint, log: log), besides: path, from: { person },
            isThere: { isThere }
        ) { _ in PresenceProof.byKey(key) }
    }

    private func m4Book(_ user: String, key: String = "geheim") -> RemotePresence {
        RemotePresence(
            transport: Recorded(transport: endpoint, log: log), besides: "/billing/api/", from: { "x@y" },
            isThere: { true }
        ) { PresenceProof.byHash(of: $0, as: user, key: key) }
    }

    private func status(_ work: () async throws(APIError) -> Void) async -> Int? {
        do throws(APIError) { try await work() } catch {
            // What was answered is looked at.
        }
        return log.responses.withLock { $0.last?.status }
    }

    @Test func whoCallsIsKnownByTheirKeyAndSaysWhoTheyAre() async throws {
        let desk = try await keys.add("desk")
        let (anna, bob) = (OpenForm(.debtor, 1), OpenForm(.debtor, 1))
        #expect(try await book(desk, "anna@jump-1").stay(anna) == [])
        let seen = try await book(desk, "bob@jump-2").stay(bob)
        #expect(seen.map(\.person) == ["desk"] && seen.map(\.origin) == ["anna@jump-1"])
        #expect(try await book(desk, "anna@jump-1").look(anna).map(\.origin) == ["bob@jump-2"])
        try await book(desk, "bob@jump-2").leave(bob)
        #expect(try await book(desk, "anna@jump-1").look(anna) == [])
        // And a console on the database itself is told of them, and they of it.
        #expect(try await table.others(than: bob).map(\.person) == ["desk"])
    }

    @Test func accountOfM4ProvesItselfByAHash() async throws {
        let form = OpenForm(.user, 3)
        #expect(try await m4Book("admin").stay(form) == [])
        #expect(try await table.others(than: OpenForm(.user, 3)).map(\.person) == ["admin"])
        let body = log.requests.withLock { String(decoding: $0[0].body, as: UTF8.self) }
        #expect(!body.contains("geheim"))
    }

    @Test func wrongKeysLearnNothingAndAreCountedAsWrong() async throws {
        _ = try await keys.add("desk")
        let calls: [(RemotePresence, String)] = [
            (book("wrong", "x"), ""), (m4Book("admin", key: "wrong"), ""), (m4Book("nobody"), ""), (m4Book("off"), ""),
        ]
        for (book, _) in calls {
            #expect(await status { () throws(APIError) in _ = try await book.stay(OpenForm(.debtor, 1)) } == 403)
            let summary = log.responses.withLock { $0.last?.summary }
            #expect(summary?.outcome == .denied && summary?.caller == "")
        }
        #expect(try await table.others(than: OpenForm(.debtor, 1)) == [])
    }

    /// They would learn of users that they may not see.
    @Test func whoSeesSomeUsersOnlyIsToldNothing() async throws {
        let book = m4Book("manager")
        #expect(await status { () throws(APIError) in _ = try await book.stay(OpenForm(.user, 3)) } == 403)
        // Their key was right.
        #expect(log.responses.withLock { $0.last?.summary.caller } == "admin")
    }

    @Test func keyThatMayOnlyReadLooksAndIsNotSeen() async throws {
        let (desk, reader) = (try await keys.add("desk"), try await keys.add("reader", isReadOnly: true))
        let (anna, bob) = (OpenForm(.debtor, 1), OpenForm(.debtor, 1))
        _ = try await book(desk, "anna").stay(anna)
        #expect(try await book(reader, "bob").stay(bob).map(\.person) == ["desk"])
        #expect(try await book(desk, "anna").look(anna) == [])
    }

    @Test func nobodyTakesAwayTheFormOfAnotherKey() async throws {
        let (desk, other) = (try await keys.add("desk"), try await keys.add("other"))
        let anna = OpenForm(.debtor, 1)
        _ = try await book(desk, "anna").stay(anna)
        try await book(other, "mallory").leave(anna)
        #expect(try await table.others(than: OpenForm(.debtor, 1)).count == 1)
    }

    @Test func vendorsSystemIsAskedNothing() async throws {
        let book = book("key", "anna", isThere: false)
        #expect(try await book.stay(OpenForm(.debtor, 1)) == [])
        try await book.leave(OpenForm(.debtor, 1))
        #expect(log.requests.withLock { $0.isEmpty })
    }

    @Test func earlierBaliedIsAskedOnce() async throws {
        struct Earlier: Transport {
            let log: Log
            func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
                log.requests.withLock { $0.append(request) }
                return WireResponse(status: 404, body: "There is nothing at this address.".utf8)
            }
        }
        let book = RemotePresence(
            transport: Earlier(log: log), besides: "/billing/api/", from: { "" }, isThere: { true }
        ) { _ in [] }
        for _ in 0..<3 { _ = try? await book.stay(OpenForm(.user, 1)) }
        #expect(log.requests.withLock { $0.count } == 1)
    }

    @Test(arguments: [
        ("/Pro/apiv2/api.php", "/balie/v1/presence"), ("/apiv2/api.php", "/balie/v1/presence"),
        ("/billing/api/", "/balie/v1/presence"), ("/desk/Pro/apiv2/api.php", "/desk/balie/v1/presence"),
        ("/elsewhere", "/balie/v1/presence"),
    ])
    func pathStandsBesideThatOfTheVendorsCalls(_ system: String, _ path: String) async throws {
        let desk = try await keys.add("desk")
        _ = try await book(desk, "anna", path: system).stay(OpenForm(.debtor, 1))
        #expect(log.requests.withLock { $0.map(\.path) } == [path])
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"deed":"stay"}"#,
        #"{"deed":"steal","form":"0123456789abcdef","kind":"debtor","record":1}"#,
        #"{"deed":"stay","form":"0123456789ABCDEF","kind":"debtor","record":1}"#,
        #"{"deed":"stay","form":"0123456789abcdef","kind":"currency","record":1}"#,
        #"{"deed":"stay","form":"0123456789abcdef","kind":"debtor","record":0}"#,
        #"{"deed":"stay","form":"0123456789abcdef","kind":"debtor","record":1.5}"#,
        #"{"deed":"stay","form":"0123456789abcdef","kind":"debtor","record":"1"}"#,
        #"{"deed":"stay","form":"0123456789abcdef","kind":"debtor","record":99999999999999999999}"#,
    ])
    func whatIsNoCallIsRefusedWithASentence(_ body: String) async throws {
        let answer = await endpoint.carry(
            WireRequest(path: PresenceCall.path, contentType: WireRequest.json, body: body.utf8))
        #expect(answer.status == 400)
        #expect(answer.summary.outcome == .malformed)
        #expect(try JSONValue(parsing: answer.body, limits: .answer)["error"]?.text?.hasSuffix(".") == true)
    }

    @Test func whatSomebodySaysOfThemselvesDrivesNoTerminal() async throws {
        let desk = try await keys.add("desk")
        let hostile = "\u{1B}[2J" + String(repeating: "x", count: 500)
        _ = try await book(desk, hostile).stay(OpenForm(.debtor, 1))
        let seen = try await book(desk, "bob").stay(OpenForm(.debtor, 1))
        let origin = try #require(seen.first?.origin)
        #expect(!origin.unicodeScalars.contains("\u{1B}") && origin.count <= PresenceRules.longestOrigin)
    }
}
