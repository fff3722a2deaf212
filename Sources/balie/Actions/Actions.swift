import ArgumentParser
import BillingAPI
import HostFactAPI
import M4API
import BillingModel
import ProgramOutput

/// Prints what can be called, from the declarations themselves.
struct Actions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List every action with its parameters, from the declarations.")

    @Flag(help: "Write a page in Markdown instead of plain lines.")
    var markdown = false

    @Option(help: "en or nl; otherwise the language of the terminal.")
    var language: Language?

    func run() {
        let language = language ?? Places.language
        let all =
            HostFactCall.actions.map { $0.declaration } + M4Call.actions.map { $0.declaration }
        for declaration in all {
            Output.line(markdown ? page(declaration, language) : lines(declaration, language))
        }
    }

    private func lines(_ action: ActionDeclaration, _ language: Language) -> String {
        let head = "\(action.name.controller) \(action.name.action): \(action.title[language])"
        let parameters = action.parameters.map { field in
            "    \(field.name)  \(field.help[language])\(field.fallback.map { " [\($0)]" } ?? "")"
        }
        return ([head] + parameters).joined(separator: "\n")
    }

    private func page(_ action: ActionDeclaration, _ language: Language) -> String {
        let rows = action.parameters.map { field in
            "| `\(field.name)` | \(field.label[language]) | \(field.help[language]) | \(field.fallback ?? "") |"
        }
        return """
            ## `\(action.name.controller)` `\(action.name.action)`

            \(action.title[language]). Source: \(action.source).

            | Parameter | Name | Meaning | Default |
            | --- | --- | --- | --- |
            \(rows.joined(separator: "\n"))

            """
    }
}
