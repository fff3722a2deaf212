import BillingAPI
import BillingModel
import Testing

/// Rules run where text comes in, or else where a system is reached, and never at both.
@Suite struct CheckedArgumentsTests {
    private static let code = Field<String>.text("Code", "Code", "Code")
    private static let city = Field<String>.text("City", "City", "Plaats")

    private func declaration(_ action: String = "edit", _ rules: [Rule] = []) -> ActionDeclaration {
        ActionDeclaration(
            ActionName("thing", action), LocalizedText("Edit thing", "Ding bewerken"), .writes,
            [Self.code.declaration, Self.city.declaration], rules: rules, source: "test")
    }

    /// The same action, whose rules are run if any are: what was checked breaks them.
    private var stricter: ActionDeclaration { declaration("edit", [.required(Self.code.declaration)]) }

    private var problems: [String] { ["Code is required."] }

    private func broken(_ arguments: Arguments, _ declaration: ActionDeclaration) -> [String] {
        do throws(APIError) {
            _ = try declaration.checked(arguments)
            return []
        } catch {
            return error.sentences.map(\.english)
        }
    }

    @Test func whatWasCheckedIsNotCheckedAgain() throws {
        var arguments = Arguments()
        arguments[Self.city] = "Ede"
        #expect(broken(arguments, stricter) == problems)
        #expect(broken(try declaration().checked(arguments).arguments, stricter) == [])
        let parsed = try declaration().parse([RawParameter("City", "Ede")])
        #expect(broken(parsed.arguments, stricter) == [])
    }

    @Test func whatWasChangedAfterwardsIsCheckedAgain() throws {
        var arguments = try declaration().parse([RawParameter("City", "Ede")]).arguments
        arguments[Self.city] = "Epe"
        #expect(broken(arguments, stricter) == problems)
    }

    @Test func theRulesOfAnotherActionSayNothing() throws {
        let arguments = try declaration("add").parse([RawParameter("City", "Ede")]).arguments
        #expect(broken(arguments, stricter) == problems)
    }

    @Test func whoHasCheckedThemMakesNoOtherArguments() throws {
        var arguments = Arguments()
        arguments[Self.city] = "Ede"
        let checked = try declaration().checked(arguments).arguments
        #expect(checked == arguments)
        #expect(Set([checked, arguments]).count == 1)
    }
}
