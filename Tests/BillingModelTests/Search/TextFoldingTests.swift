import Testing

@testable import BillingModel

@Suite struct TextFoldingTests {
    @Test(arguments: [
        ("Company X", "company x"), ("Müller", "muller"), ("Łódź", "lodz"), ("Ørsted", "orsted"),
        ("Straße", "strasse"), ("İstanbul", "istanbul"), ("ışık", "isik"), ("Çağrı", "cagri"),
        ("Cafe\u{301}", "cafe"), ("田中", "田中"), ("a\u{0}b\u{1F}c", "abc"), ("", ""), ("Ünï👩‍🚀", "uni👩‍🚀"),
    ])
    func removesCaseAndDiacritics(text: String, folded: String) {
        #expect(TextFolding.fold(text) == folded)
    }
}
