import BillingAPI
import BillingModel
import Foundation
import M4API
import SQLStore
import Synchronization
import Testing

@testable import BillingEngine

/// Accounts over the demo users, with secrets in a folder of their own.
private final class AccountDesk: Sendable {
    let engine: TestEngine
    let accounts: M4Accounts
    let told = Told()
    private let folder: String

    init() async throws {
        engine = try await TestEngine()
        folder = NSTemporaryDirectory() + "balie-secrets-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let store = engine.store
        let told = told
        accounts = M4Accounts(store: store) { account, error, _ in told.add("\(account): \(error.message.english)") }
        try await store.write { transaction in
            for (name, type, edits, assigned) in [
                ("boss", "manager", "1", "0"), ("team", "manager", "1", "1"), ("guest", "manager", "0", "0"),
                ("client", "user", "0", "0"), ("root", "admin", "0", "0"),
            ] {
                try transaction.execute(
                    SQLQuery(
                        """
                        INSERT INTO m4_user (username, usertype, can_edit_users, only_assigned_users, Folded)
                        VALUES (?, ?, ?, ?, '')
                        """, [.text(name), .text(type), .text(edits), .text(assigned)]))
            }
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    final class Told: Sendable {
        private let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
    }

    func secret(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    func id(_ username: String) async throws -> Int {
        try await engine.store.read {
            try $0.integer(SQLQuery("SELECT id FROM m4_user WHERE username = ?", [.text(username)]))
        }
    }
}

struct M4AccountsTests {
    @Test func anAccountCallsInItsOwnNameWithItsOwnKey() async throws {
        let desk = try await AccountDesk()
        let admin = try desk.secret("admin", "secret\n")
        let other = try desk.secret("other", "  another key \nsecond line")
        try await desk.accounts.add(M4AccountEntry("admin", secretFile: admin))
        try await desk.accounts.add(M4AccountEntry("shop", secretFile: other, allowsAPI: false, allowsGET: true))
        let shop = try await desk.accounts.accounts(for: "shop")
        #expect(shop.map(\.name) == ["shop"])
        #expect(shop.map(\.settings.key) == ["another key"])
        #expect(shop.map(\.settings.allowsGET) == [true])
        #expect(shop.map(\.settings.allowsAPI) == [false])
        #expect(shop.map(\.access) == [.full])
    }

    @Test(arguments: [
        ("boss", "full"), ("team", "assigned"), ("guest", "without"), ("client", "own"), ("root", "unknown"),
        ("nobody", "unknown"), ("Boss", "unknown"), ("' OR 1=1 --", "unknown"),
    ])
    func usersCallWithTheAdministratorsKeyAndTheirOwnRights(caller: String, rights: String) async throws {
        let desk = try await AccountDesk()
        try await desk.accounts.add(M4AccountEntry("admin", secretFile: try desk.secret("admin", "secret")))
        try await desk.accounts.add(M4AccountEntry("zeta", secretFile: try desk.secret("zeta", "other")))
        let id = try await desk.id(caller)
        let expected: [String: [M4Access]] = [
            "full": [.full], "assigned": [.assigned(manager: id)], "without": [.withoutPermission],
            "own": [.own(user: id)], "unknown": [],
        ]
        let found = try await desk.accounts.accounts(for: caller)
        #expect(found.map(\.access) == expected[rights])
        #expect(found.allSatisfy { $0.name == "admin" && $0.settings.key == "secret" })
    }

    @Test func aManagersAccountSeesTheirUsersOnlyAndSpeaksForNobodyElse() async throws {
        let desk = try await AccountDesk()
        let team = try await desk.id("team")
        let file = try desk.secret("team", "secret")
        try await desk.accounts.add(M4AccountEntry("portal", secretFile: file, manager: team))
        #expect(try await desk.accounts.accounts(for: "portal").map(\.access) == [.assigned(manager: team)])
        #expect(try await desk.accounts.accounts(for: "").isEmpty)
        #expect(try await desk.accounts.accounts(for: "boss").isEmpty)
    }

    @Test func aCallWithoutANameMayBeThatOfAnyAccountWithAllRights() async throws {
        let desk = try await AccountDesk()
        for name in ["admin", "zeta"] {
            try await desk.accounts.add(M4AccountEntry(name, secretFile: try desk.secret(name, name)))
        }
        #expect(try await desk.accounts.accounts(for: "").map(\.name) == ["admin", "zeta"])
    }

    @Test func aChangedSecretCountsFromTheNextCall() async throws {
        let desk = try await AccountDesk()
        try await desk.accounts.add(M4AccountEntry("admin", secretFile: try desk.secret("admin", "first")))
        #expect(try await desk.accounts.accounts(for: "admin").map(\.settings.key) == ["first"])
        _ = try desk.secret("admin", "second one")
        #expect(try await desk.accounts.accounts(for: "admin").map(\.settings.key) == ["second one"])
    }

    @Test func aSecretThatOthersMayReadClosesItsAccount() async throws {
        let desk = try await AccountDesk()
        let file = try desk.secret("admin", "secret")
        try await desk.accounts.add(M4AccountEntry("admin", secretFile: file))
        #expect(try await desk.accounts.accounts(for: "admin").map(\.settings.key) == ["secret"])
        _ = try desk.secret("admin", "secret", mode: 0o640)
        #expect(try await desk.accounts.accounts(for: "admin").map(\.settings.key) == [""])
        #expect(
            desk.told.all == [
                "admin: The file “\(file)” may be read by others and is not used. Run: chmod 600 '\(file)'"
            ])
    }

    @Test(arguments: [(0o644, "may be read by others"), (0o620, "may be read by others")])
    func anAccountIsNotAddedWithAWideSecret(mode: Int, words: String) async throws {
        let desk = try await AccountDesk()
        let file = try desk.secret("admin", "secret", mode: mode)
        let error = await #expect(throws: APIError.self) {
            try await desk.accounts.add(M4AccountEntry("admin", secretFile: file))
        }
        #expect(error?.message.english.contains(words) == true)
        #expect(try await desk.accounts.list().isEmpty)
    }

    @Test func refusesAnEmptySecretAMissingFileATakenNameAndAnUnknownManager() async throws {
        let desk = try await AccountDesk()
        let (good, empty) = (try desk.secret("good", "secret"), try desk.secret("empty", "\n\n"))
        try await desk.accounts.add(M4AccountEntry("taken", secretFile: good))
        var sentences: [String] = []
        for entry in [
            M4AccountEntry("a", secretFile: empty), M4AccountEntry("b", secretFile: "/nowhere/at all"),
            M4AccountEntry("taken", secretFile: good), M4AccountEntry("c", secretFile: good, manager: 3),
            M4AccountEntry("d", secretFile: "/"),
        ] {
            do throws(APIError) {
                try await desk.accounts.add(entry)
            } catch {
                sentences.append(error.message.english)
            }
        }
        #expect(
            sentences == [
                "The file “\(empty)” holds no secret. Put the secret in its first line.",
                "The file “/nowhere/at all” cannot be read: No such file or directory.",
                "There is already an account “taken”. Choose another name, or remove that account first.",
                "There is no manager 3 among the M4 users.", "The file “/” cannot be read: it is not a file.",
            ])
    }

    @Test func aByteOrderMarkIsNoPartOfASecret() async throws {
        let desk = try await AccountDesk()
        #expect(try SecretFile.line(desk.secret("marked", "\u{FEFF}secret\n")) == "secret")
        #expect(try SecretFile.read(desk.secret("key", "\u{FEFF}-----BEGIN")) == Array("-----BEGIN".utf8))
    }

    /// Only the administrator can give a file away.
    @Test(.enabled(if: geteuid() == 0)) func aSecretOfAnotherUserIsNotUsed() async throws {
        let desk = try await AccountDesk()
        let file = try desk.secret("key", "secret")
        try #require(chown(file, 65_534, 65_534) == 0)
        let error = #expect(throws: APIError.self) { try SecretFile.line(file) }
        #expect(error?.kind == .forbidden)
        #expect(error?.message.english.hasSuffix("is not used. Run: chown \"$(id -un)\" '\(file)'") == true)
        #expect(error?.message.dutch.contains("van een andere gebruiker") == true)
    }

    @Test func aRemovedAccountIsUnknown() async throws {
        let desk = try await AccountDesk()
        try await desk.accounts.add(M4AccountEntry("admin", secretFile: try desk.secret("admin", "secret")))
        try await desk.accounts.remove("admin")
        #expect(try await desk.accounts.accounts(for: "admin").isEmpty)
        let error = await #expect(throws: APIError.self) { try await desk.accounts.remove("admin") }
        #expect(
            error?.message.english == "There is no account “admin”. The command m4 account list shows the names.")
    }
}
