import BillingModel
import Testing

struct FuzzyMatchTests {
    @Test(
        arguments: [
            ("", "Edit the customer", []), ("edit", "Edit the customer", [0, 1, 2, 3]),
            ("etc", "Edit the customer", [0, 5, 9]), ("cust edit", "Edit the customer", [0, 1, 2, 3, 9, 10, 11, 12]),
            ("CAFE", "Café Zöë", [0, 1, 2, 3]), ("strasse", "Straße", [0, 1, 2, 3, 4, 5]),
            ("klo", "Klant openen", [0, 1, 6]), ("日本", "株式会社 日本", [5, 6]),
        ] as [(String, String, [Int])])
    func lettersAreFoundInTheirOrder(_ typed: String, _ text: String, _ positions: [Int]) throws {
        #expect(try #require(FuzzyMatch(typed, in: text)).positions == positions)
    }

    @Test(
        arguments: [
            ("tide", "Edit the customer"), ("edit x", "Edit the customer"), ("ee", "Edit"), ("a", ""),
            ("~", "Leave Balie"),
        ])
    func whatDoesNotOccurInThatOrderIsNotFound(_ typed: String, _ text: String) {
        #expect(FuzzyMatch(typed, in: text) == nil)
    }

    @Test(
        arguments: [
            // Beginnings of words before letters in a row, those before letters apart.
            ("ra", "Read again", "Draw the screen again"), ("ed", "Edit the customer", "Add a credit"),
            ("pass", "Reset the password", "Page up, as far as it goes"), ("sort", "Sort by a column", "Is not sorted"),
            ("out", "Outbox", "Go on and quit"), ("re", "Reset", "Fired"),
        ])
    func beginningsOfWordsStandFirst(_ typed: String, _ better: String, _ worse: String) throws {
        #expect(try #require(FuzzyMatch(typed, in: better)).score > (FuzzyMatch(typed, in: worse)?.score ?? .min))
    }

    @Test func bestOfManyWaysIsTaken() throws {
        // The first letters that would do are not the best ones.
        #expect(try #require(FuzzyMatch("service", in: "See every service")).positions == Array(10...16))
        #expect(try #require(FuzzyMatch("ab", in: "a....b ab")).positions == [7, 8])
        #expect(try #require(FuzzyMatch("ab", in: "a.....b")).positions == [0, 6])
    }

    @Test func longTextsCostNoMoreThanTheirLength() {
        let text = String(repeating: "ab ", count: 100)
        #expect(FuzzyMatch(String(repeating: "a", count: 60), in: text) != nil)
        #expect(FuzzyMatch(String(repeating: "a", count: 500) + "z", in: text) != nil, "only its beginning counts")
    }
}
