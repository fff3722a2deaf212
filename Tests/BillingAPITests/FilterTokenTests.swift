import Testing

@testable import BillingAPI

@Suite struct FilterTokenTests {
    private func word(_ text: String, quoted: Bool = false, not: Bool = false, as typed: String? = nil) -> FilterToken {
        FilterToken(
            kind: .word(text, isQuoted: quoted), isNegated: not,
            text: typed ?? (not ? "!" : "") + (quoted ? "\"\(text)\"" : text))
    }

    private func comparison(
        _ field: String, _ sign: String, _ value: String, quoted: Bool = false, not: Bool = false, as typed: String
    ) -> FilterToken {
        FilterToken(
            kind: .comparison(field: field, sign: sign, value: value, isQuoted: quoted), isNegated: not, text: typed)
    }

    @Test func wordsAndComparisonsAreToldApart() {
        let cases: [(String, [FilterToken])] = [
            ("", []), ("  ", []),
            ("jan bakker", [word("jan"), word("bakker")]),
            ("!jan", [word("jan", not: true)]),
            // Nobody means the opposite of nothing.
            ("!", [word("!")]), ("! jan", [word("!"), word("jan")]), ("wow!", [word("wow!")]),
            ("\"jan bakker\" x", [word("jan bakker", quoted: true), word("x")]),
            ("\"jan", [word("jan", quoted: true, as: "\"jan")]),
            ("status:active", [comparison("status", ":", "active", as: "status:active")]),
            ("!status:active", [comparison("status", ":", "active", not: true, as: "!status:active")]),
            ("status!=active", [comparison("status", "!=", "active", as: "status!=active")]),
            ("ends<=2027-01-01", [comparison("ends", "<=", "2027-01-01", as: "ends<=2027-01-01")]),
            ("balance < 0 x", [comparison("balance", "<", "0", as: "balance < 0"), word("x")]),
            ("balance < ", [comparison("balance", "<", "", as: "balance < ")]),
            ("city:", [comparison("city", ":", "", as: "city:")]),
            // A blank before a colon is no part of a comparison: people write notes so.
            ("note : x", [word("note"), word(":"), word("x")]),
            ("city:\"Den Haag\"", [comparison("city", ":", "Den Haag", quoted: true, as: "city:\"Den Haag\"")]),
            ("email:\"\"", [comparison("email", ":", "", quoted: true, as: "email:\"\"")]),
            ("E-mail:x", [comparison("E-mail", ":", "x", as: "E-mail:x")]),
            ("beëindigd:ja", [comparison("beëindigd", ":", "ja", as: "beëindigd:ja")]),
            ("https://example.com", [word("https://example.com")]), ("10:30", [word("10:30")]),
            ("::1", [word("::1")]), ("<5", [word("<5")]),
        ]
        for (typed, expected) in cases { #expect(FilterToken.read(typed) == expected, "\(typed)") }
    }

    @Test func plainWordsNeedNoReading() {
        for typed in ["jan bakker", "0102233 44", "jan@example.com", ""] { #expect(!FilterToken.mayBeMore(typed)) }
        for typed in ["a:b", "a<1", "a>1", "a=1", "!a", "\"a"] { #expect(FilterToken.mayBeMore(typed)) }
    }
}
