import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

struct APIKeysTests {
    private let engine: TestEngine

    init() async throws { engine = try await TestEngine() }

    @Test func aNewKeyOpensEverythingUnderItsName() async throws {
        let keys = APIKeys(store: engine.store)
        let key = try await keys.add("desk")
        let caller = try await keys.caller(key, from: "192.0.2.1")
        #expect(caller == HostFactCaller(.full, "desk"))
    }

    @Test func aKeyIs32RandomBytesThatNeedNoEscaping() async throws {
        let keys = APIKeys(store: engine.store)
        let (first, second) = (try await keys.add("first"), try await keys.add("second"))
        #expect(first != second)
        #expect(first.utf8.count == 43)
        #expect(first.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    }

    @Test func theDatabaseHoldsTheKeysHashAlone() async throws {
        let key = try await APIKeys(store: engine.store).add("desk")
        let row = try await engine.store.read { try $0.row(SQLQuery("SELECT * FROM api_key")) }
        let texts = row?.texts.values.map { $0 } ?? []
        #expect(!texts.contains { $0.contains(key) })
        #expect(row?.text("hash") == ContentHash.digits(of: key))
    }

    @Test func hashesAsSHA256Does() {
        #expect(ContentHash.digits(of: "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func aRevokedKeyIsAsUnknownAsOneThatNeverWas() async throws {
        let keys = APIKeys(store: engine.store)
        let key = try await keys.add("desk")
        try await keys.revoke("desk")
        let revoked = try await keys.caller(key, from: "192.0.2.1")
        let unknown = try await keys.caller("guess", from: "192.0.2.1")
        #expect(revoked == unknown)
        #expect(revoked == HostFactCaller(.unknownKey))
    }

    /// As in a server that runs, while a command makes and revokes keys in a process of its own.
    @Test func whatAnotherProgramDoesToKeysCountsAtTheNextCall() async throws {
        let server = APIKeys(store: engine.store)
        let (other, _) = try Engine.open(engine.url)
        let command = APIKeys(store: other)
        #expect(try await server.caller("guess", from: "") == HostFactCaller(.unknownKey))
        let key = try await command.add("desk")
        #expect(try await server.caller(key, from: "") == HostFactCaller(.full, "desk"))
        try await command.revoke("desk")
        #expect(try await server.caller(key, from: "") == HostFactCaller(.unknownKey))
    }

    @Test func keysAreReadOnceWhileNobodyWrites() async throws {
        let store = CountingStore(engine.store)
        let keys = APIKeys(store: store)
        let key = try await keys.add("desk")
        for _ in 0..<5 { #expect(try await keys.caller(key, from: "") == HostFactCaller(.full, "desk")) }
        #expect(store.reads == 1)
        try await keys.revoke("desk")
        for _ in 0..<5 { #expect(try await keys.caller(key, from: "") == HostFactCaller(.unknownKey)) }
        #expect(store.reads == 2)
    }

    /// A file tells only that something was written.
    @Test func keysAreNotReadAgainForWhatIsWrittenBesideThemOnAServer() async throws {
        let store = CountingStore(engine.store)
        let keys = APIKeys(store: store)
        let key = try await keys.add("desk")
        for city in ["Delft", "Leiden", "Gouda"] {
            var edit = EditDebtor()
            edit[Debtor.identifier] = 1
            edit[Debtor.city] = city
            _ = try await engine.service.send(edit)
            #expect(try await keys.caller(key, from: "") == HostFactCaller(.full, "desk"))
        }
        #expect(store.reads == (store.tellsRows ? 1 : 3))
    }

    @Test func aRevokedNameMayBeUsedAgain() async throws {
        let keys = APIKeys(store: engine.store, clock: .fixed(TestEngine.seedMoment))
        let old = try await keys.add("desk")
        try await keys.revoke("desk")
        let new = try await keys.add("desk", isReadOnly: true)
        #expect(try await keys.caller(old, from: "") == HostFactCaller(.unknownKey))
        #expect(try await keys.caller(new, from: "") == HostFactCaller(.readOnly, "desk"))
        #expect(try await keys.list().map(\.revoked) == [TestEngine.seedMoment.text, ""])
    }

    @Test(arguments: [
        ("192.0.2.7", HostFactAccess.full), ("::ffff:192.0.2.7", .full), ("2001:db8::9", .full),
        ("192.0.2.8", .refusedAddress), ("2001:db9::", .refusedAddress), ("", .refusedAddress),
        ("192.0.2.7, 10.0.0.1", .refusedAddress),
    ])
    func opensFromItsNetworksOnly(address: String, access: HostFactAccess) async throws {
        let keys = APIKeys(store: engine.store)
        let networks = try [IPNetwork("192.0.2.7"), IPNetwork("2001:db8::/32")].map { try #require($0) }
        let key = try await keys.add("desk", networks: networks)
        #expect(try await keys.caller(key, from: address).access == access)
    }

    @Test func aNetworkThatCannotBeReadLetsNobodyIn() async throws {
        let keys = APIKeys(store: engine.store)
        let key = try await keys.add("desk")
        try await engine.store.write { try $0.execute(SQLQuery("UPDATE api_key SET networks = 'anywhere'")) }
        #expect(try await keys.caller(key, from: "192.0.2.1").access == .refusedAddress)
    }

    @Test(arguments: [
        ("", "“” cannot be a name. Use 1 to 64 visible characters, without spaces around them."),
        (" desk", "“desk” cannot be a name. Use 1 to 64 visible characters, without spaces around them."),
        ("a\u{1B}[2Jb", "“a [2Jb” cannot be a name. Use 1 to 64 visible characters, without spaces around them."),
        ("taken", "There is already a key “taken”. Choose another name, or revoke that key first."),
    ])
    func refusesAName(name: String, sentence: String) async throws {
        let keys = APIKeys(store: engine.store)
        _ = try await keys.add("taken")
        let error = await #expect(throws: APIError.self) { try await keys.add(name) }
        #expect(error?.message.english == sentence)
    }

    @Test func saysThatThereIsNothingToRevoke() async throws {
        let keys = APIKeys(store: engine.store)
        let error = await #expect(throws: APIError.self) { try await keys.revoke("nobody") }
        #expect(
            error?.message.english == "There is no key “nobody” to revoke. The command key list shows the names.")
    }

    @Test(arguments: ["' OR '1'='1", "\u{0}", "%", "_", String(repeating: "x", count: 100_000)])
    func aHostileKeyIsMerelyUnknown(key: String) async throws {
        let keys = APIKeys(store: engine.store)
        _ = try await keys.add("desk")
        #expect(try await keys.caller(key, from: "192.0.2.1") == HostFactCaller(.unknownKey))
    }
}
