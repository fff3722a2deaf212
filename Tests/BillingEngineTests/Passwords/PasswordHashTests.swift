import Testing

@testable import BillingEngine

@Suite struct PasswordHashTests {
    @Test(arguments: [
        KnownHash.php, .definitief, KnownHash(password: "balie", text: DemoData.passwordHash),
    ]) func aHashIsVerifiedOnlyByItsPassword(known: KnownHash) {
        #expect(PasswordHash.obstacle(to: known.text) == nil)
        #expect(PasswordHash.verify(known.password, known.text))
        #expect(!PasswordHash.verify(known.password.uppercased(), known.text))
        #expect(!PasswordHash.verify("", known.text))
        #expect(!PasswordHash.verify(known.password + "\u{0}", known.text))
    }

    private static let unusable: [(text: String, obstacle: PasswordHash.Obstacle)] = [
        ("", .noHash), ("geheim", .noHash), ("$2y$10$", .noHash), ("$1$abc$def", .noHash),
        ("a readable password with a $2y$10$ in it, of sixty characters", .noHash),
        (KnownHash.argon2, .otherKind("$argon2id$")),
        ("$6$rounds=999999999$saltsaltsalt$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", .otherKind("$6$")),
        ("$y$jFT$saltsaltsaltsalt$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", .otherKind("$y$")),
        (bcrypt("$2x$10$"), .otherKind("$2x$")), (bcrypt("$2y$99$"), .malformed), (bcrypt("$2y$03$"), .malformed),
        (bcrypt("$2y$-5$"), .malformed), (bcrypt("$2y$10$", digits: 52), .malformed),
        (bcrypt("$2y$10$", digits: 52) + "!", .malformed),
        // Digits that bcrypt itself never writes there.
        (bcrypt("$2y$10$", digits: 52) + "v", .malformed),
        (bcrypt("$2y$10$", digits: 21) + "v" + bcrypt("", digits: 31), .malformed),
        (bcrypt("$2y$15$"), .tooCostly(15)), (KnownHash.endless, .tooCostly(31)),
    ]

    private static func bcrypt(_ head: String, digits: Int = 53) -> String {
        head + String(repeating: "u", count: digits)
    }

    @Test(arguments: unusable)
    func whatNoLoginCanUseIsKnown(text: String, obstacle: PasswordHash.Obstacle) {
        #expect(PasswordHash.obstacle(to: text) == obstacle)
        #expect(!PasswordHash.verify("geheim", text))
    }

    @Test(arguments: ["04", "10", "12", "14"]) func theCostsOfPHPAreTaken(cost: String) {
        #expect(PasswordHash.obstacle(to: Self.bcrypt("$2y$\(cost)$")) == nil)
    }

    @Test func theDecoyTakesAsLongAsAHash() {
        #expect(PasswordHash.obstacle(to: PasswordHash.decoy) == nil)
        #expect(PasswordHash.slowDigest(of: "x", salt: "y")?.hasPrefix(PasswordHash.decoy.prefix(7)) == true)
    }

    @Test func aSlowDigestTellsTextsAndSaltsApart() throws {
        let one = try #require(PasswordHash.slowDigest(of: "geheim", salt: "a"))
        #expect(one.utf8.count == 60)
        #expect(PasswordHash.slowDigest(of: "geheim", salt: "a") == one)
        #expect(PasswordHash.slowDigest(of: "geheim", salt: "b") != one)
        #expect(PasswordHash.slowDigest(of: "geheim2", salt: "a") != one)
    }
}
