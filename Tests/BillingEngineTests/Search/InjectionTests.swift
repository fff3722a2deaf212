import BillingAPI
import HostFactAPI
import HostileTesting
import M4API
import SQLStore
import Testing

@testable import BillingEngine

/// What a caller writes into a question is a text that is looked for, whatever language it is written in.
@Suite struct InjectionTests {
    private static let lists = HostFactCall.actions.filter { $0.declaration.name.action == "list" }
    private static let texts = HostileCorpus.injections

    /// Everything that is stored, table by table.
    private func contents(_ engine: TestEngine) async throws -> [String: Set<[SQLValue]>] {
        var all: [String: Set<[SQLValue]>] = [:]
        for table in Tables.all {
            all[table.name] = Set(try await engine.rows("SELECT * FROM \(table.name)").map(\.values))
        }
        return all
    }

    @Test func noQuestionOfAVendorsClientChangesAnything() async throws {
        let engine = try await TestEngine(debtors: 3)
        let before = try await contents(engine)
        #expect(Self.lists.count >= 4)
        for list in Self.lists {
            for field in list.declaration.parameters {
                for text in Self.texts {
                    let answer = await engine.call(
                        list.declaration.name.controller, "list",
                        field.parameters(text.text).map { ($0.name, $0.value) })
                    // Nothing or a refusal; never the database's own words.
                    #expect(answer.error?.kind != .failure, "\(list.declaration.name), \(field.name), \(text)")
                }
            }
        }
        #expect(try await contents(engine) == before)
    }

    @Test func noSearchOfTheConsoleChangesAnything() async throws {
        let engine = try await TestEngine(debtors: 3)
        let before = try await contents(engine)
        for text in Self.texts where !text.text.withoutUnseenEnds.isEmpty {
            var debtors = ListDebtors()
            debtors[ListParameters.searchFor] = text.text
            debtors[ListParameters.searchAt] = Debtor.searched.joined(separator: "|")
            debtors.findsWords = true
            _ = try await engine.service.send(debtors)
            var users = BrowseUsers()
            users[BrowseUsers.searchFor] = text.text
            _ = try await engine.service.send(users)
        }
        #expect(try await contents(engine) == before)
    }
}
