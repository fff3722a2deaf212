import Testing

@testable import SQLStore

@Suite struct PreparedStatementsTests {
    @Test(arguments: [
        ("SELECT 1", "SELECT 1"), ("a = ? AND b = ?", "a = $1 AND b = $2"), ("a = '?' AND b = ?", "a = '?' AND b = $1"),
        ("a = 'it''s ?' OR ?", "a = 'it''s ?' OR $1"),
    ])
    func placesAreNumberedOutsideOfQuotes(text: String, numbered: String) {
        #expect(PreparedStatements.numbered(text) == numbered)
    }

    @Test func aStatementIsToldToTheServerWhenItComesAgain() {
        var statements = PreparedStatements()
        guard case .once = statements.way(of: "a") else { Issue.record("not once"); return }
        guard case .new(let name, _) = statements.way(of: "a") else { Issue.record("not new"); return }
        statements.keep("a", as: name)
        guard case .known(name: name) = statements.way(of: "a") else { Issue.record("not known"); return }
    }
}
