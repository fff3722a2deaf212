import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import Testing

/// Every sentence that a declaration can say calls fields by the names that staff know.
@Suite struct StaffSentenceTests {
    struct Declared: Sendable, CustomTestStringConvertible {
        var declaration: ActionDeclaration
        var testDescription: String { "\(declaration.name.controller) \(declaration.name.action)" }
    }

    static let catalogue: [Declared] =
        (HostFactCall.actions + M4Call.actions + [BrowseUsers.self, ListReferences.self, ListAssignedUsers.self]).map {
            Declared(declaration: $0.declaration)
        }

    /// Texts that no field of their kind takes.
    private func refusedTexts(_ field: FieldDeclaration) -> [String] {
        switch field.kind {
        case .text(let maximum), .multilineText(let maximum), .secret(let maximum), .code(_, let maximum):
            [String(repeating: "x", count: maximum + 1), "x\0"]
        case .integer: ["x", "-99999999999"]
        case .decimal, .percentage: ["x", "-99999999999999"]
        case .date: ["x", "2026-02-30"]
        case .flag, .choice: ["xyz"]
        case .reference: ["x", "-1"]
        case .references: ["x"]
        case .rows: ["x"]
        }
    }

    @Test(arguments: catalogue) func everyFieldsRefusalHasTheNameOnTheScreen(_ action: Declared) {
        for field in action.declaration.parameters {
            for text in refusedTexts(field) {
                guard case .failure(let failure) = field.check(text) else {
                    Issue.record("\(field.name) takes “\(text)”")
                    continue
                }
                expectForStaff(failure.problem, of: action.declaration)
                #expect(failure.problem.staff.english.hasPrefix(field.label.english), "\(field.name)")
                #expect(failure.problem.staff.dutch.hasPrefix(field.label.dutch), "\(field.name)")
                #expect(failure.problem.message.english.hasPrefix(field.name), "\(field.name)")
            }
        }
    }

    @Test(arguments: catalogue) func everyRuleSpeaksOfTheNamesOnTheScreen(_ action: Declared) {
        let declaration = action.declaration
        for rule in declaration.rules {
            var arguments = Arguments()
            switch rule {
            case .neverEmpty(let fields):
                for field in fields { arguments[text: field] = "" }
            case .needs(let field, let off, _):
                guard case .choice(let choices) = field.kind, let on = choices.first(where: { $0.value != off }) else {
                    Issue.record("\(field.name) is no choice")
                    continue
                }
                arguments[text: field] = on.value
            case .required, .oneOf, .requiredWithout: break
            }
            let alone = ActionDeclaration(
                declaration.name, declaration.title, declaration.access, declaration.parameters, rules: [rule],
                source: declaration.source)
            let problems = alone.violations(of: arguments, stored: [:])
            #expect(!problems.isEmpty)
            for problem in problems { expectForStaff(problem, of: declaration) }
        }
    }

    @Test func aDateOfThreeNumbersIsADayForStaff() {
        let parameters = [RawParameter("user_id", "3"), RawParameter("by", "2026"), RawParameter("bm", "2")]
        for extra in [[], [RawParameter("bd", "30")], [RawParameter("bd", "x")]] {
            #expect(throws: APIError.self) { try UpdateUserDetails(parsing: parameters + extra) }
            do throws(APIError) {
                _ = try UpdateUserDetails(parsing: parameters + extra)
            } catch {
                #expect(error.message.english.hasPrefix("Block at: “2026-2-"))
                #expect(error.sentences.first?.english.contains("b") == true)
            }
        }
    }

    @Test func theMessageIsForStaffAndTheSentencesForTheWire() throws {
        do throws(APIError) {
            _ = try AddService(parsing: [])
            Issue.record("nothing is missing")
        } catch {
            #expect(
                error.message.english
                    == "Debtor is required. Description is required. Price without VAT is required. Period unit is required."
            )
            #expect(
                error.sentences.map(\.english) == [
                    "One of Debtor, DebtorCode is required.", "Subscription[Description] is required.",
                    "Subscription[PriceExcl] is required.", "Subscription[Periodic] is required.",
                ])
        }
    }

    @Test(arguments: [
        ("DebtorCode: een andere debiteur heeft al het nummer “X”.", "… een andere debiteur heeft al het nummer “X”."),
        ("City mag niet leeg zijn.", "… mag niet leeg zijn."),
    ]) func aSystemsOwnSentenceIsQuotedWithoutTheName(sentence: String, quoted: String) {
        let problems = EditDebtor.declaration.problems(in: [sentence], of: "HostFact")
        #expect(problems.map(\.staff.english) == ["HostFact says: “\(quoted)”"])
        #expect(problems.map(\.staff.dutch) == ["HostFact meldt: “\(quoted)”"])
        #expect(problems.map(\.message.dutch) == [sentence])
    }

    @Test func theNamesOfADateAreLeftOutOfAQuoteTogether() {
        let sentence = "by, bm, bd: “2026-2-30” is not a day of the calendar."
        let problems = UpdateUserDetails.declaration.problems(in: [sentence], of: "M4")
        #expect(problems.map(\.staff.english) == ["M4 says: “… “2026-2-30” is not a day of the calendar.”"])
    }

    private func expectForStaff(_ problem: Problem, of declaration: ActionDeclaration) {
        for sentence in [problem.staff.english, problem.staff.dutch] {
            #expect(sentence.hasSuffix("."), "\(sentence)")
            let words = sentence.split { !($0.isLetter || $0.isNumber || ["_", "[", "]"].contains($0)) }.map(
                String.init)
            for name in declaration.parameters.flatMap(\.wireNames) where Self.isOfTheWire(name) {
                #expect(!words.contains(name), "\(sentence)")
            }
        }
    }

    /// Some names are words too, such as `City`.
    private static func isOfTheWire(_ name: String) -> Bool {
        name.contains("_") || name.contains("[") || ["by", "bm", "bd", "ay", "am", "ad"].contains(name)
            || name.dropFirst().contains { $0.isUppercase }
    }
}
