import Testing

@testable import BillingEngine

@Suite struct PasswordHashTests {
    @Test func aHashIsVerifiedOnlyByItsPassword() throws {
        let hash = try #require(PasswordHash.bcrypt("wachtwoord"))
        #expect(hash.hasPrefix("$2y$10$"))
        #expect(PasswordHash.isHash(hash))
        #expect(PasswordHash.verify("wachtwoord", hash))
        #expect(!PasswordHash.verify("Wachtwoord", hash))
        #expect(!PasswordHash.verify("", hash))
    }

    @Test func theSamePasswordHashesDifferently() throws {
        #expect(try #require(PasswordHash.bcrypt("a")) != #require(PasswordHash.bcrypt("a")))
    }

    @Test func theDemoCustomersPasswordIsKnown() {
        #expect(PasswordHash.verify("balie", DemoData.passwordHash))
    }

    @Test(arguments: ["", "geheim", "$2y$10$", "$1$abc$def", "$2y$99$" + String(repeating: "a", count: 53)])
    func otherTextsAreNoHashes(text: String) {
        #expect(!PasswordHash.isHash(text))
        #expect(!PasswordHash.verify("geheim", text))
    }
}
