import BillingAPI
import HostFactAPI
import Testing

/// A declared action, named so that a failing case says which.
struct DeclaredAction: Sendable, CustomTestStringConvertible {
    var declaration: ActionDeclaration
    var testDescription: String { "\(declaration.name.controller).\(declaration.name.action)" }

    static let all = HostFactCall.actions.map { DeclaredAction(declaration: $0.declaration) }
}

@Suite struct DeclarationTests {
    @Test(arguments: DeclaredAction.all) func isLabelledInBothLanguagesAndNamesItsSource(_ action: DeclaredAction) {
        let declaration = action.declaration
        #expect(!declaration.title.english.isEmpty && !declaration.title.dutch.isEmpty)
        #expect(!declaration.source.isEmpty)
        for field in declaration.parameters {
            for text in [field.label, field.help, field.group] {
                #expect(!text.english.isEmpty && !text.dutch.isEmpty, "\(field.name)")
            }
        }
    }

    @Test(arguments: DeclaredAction.all) func namesEachParameterOnce(_ action: DeclaredAction) {
        let names = action.declaration.parameters.flatMap(\.wireNames)
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: DeclaredAction.all) func rulesSpeakOfDeclaredParameters(_ action: DeclaredAction) {
        let declared = Set(action.declaration.parameters)
        for rule in action.declaration.rules {
            #expect(declared.isSuperset(of: rule.fields))
        }
    }

    @Test(arguments: DeclaredAction.all) func fallbacksPassTheirOwnCheck(_ action: DeclaredAction) {
        for field in action.declaration.parameters {
            guard let fallback = field.fallback else { continue }
            #expect(field.check(fallback) == .success(fallback), "\(field.name)")
        }
    }

    @Test func actionNamesAreUnique() {
        #expect(Set(HostFactCall.actions.map { $0.declaration.name }).count == HostFactCall.actions.count)
    }
}
