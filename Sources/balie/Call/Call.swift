import ArgumentParser
import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import M4API
import ProgramOutput
import SQLStore

/// Makes one call and prints the vendor's answer.
struct Call: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make one call and print the vendor's answer.",
        discussion: """
            HostFact and WeFact:  balie call debtor show DebtorCode=DB0001
                                  balie call service add DebtorCode=DB0001 'Subscription[ProductCode]=P001'
            Kolmisoft M4:         balie call m4 user_details_update user_id=3 hidden=1

            Exit codes: 0 done, 1 the system refused, 2 usage, 3 not reached and nothing sent, 4 outcome unknown,
            5 done, but the answer could not be printed.
            """)

    @OptionGroup var data: DataOptions

    @Option(help: "Why, for the journal.")
    var reason: String?

    @Option(help: "The case it belongs to elsewhere, for the journal.")
    var ticket: String?

    @Argument(help: "debtor, product, service, group, or m4.")
    var controller: String

    @Argument(help: "The action, such as show, or an M4 call.")
    var action: String

    @Argument(help: "Parameters as Key=Value or Sub[Key]=Value.")
    var parameters: [String] = []

    func validate() throws {
        _ = try CallParameters.parse(parameters)
        guard note == ChangeNote(told: note.reason, ticket: note.ticket) else {
            throw ValidationError(
                "--reason takes one line of at most \(ChangeNote.longestReason) characters, --ticket one of at most \(ChangeNote.longestTicket)."
            )
        }
    }

    private var note: ChangeNote { ChangeNote(reason: reason ?? "", ticket: ticket ?? "") }

    mutating func run() async throws {
        let choice = try data.choice()
        let parsed = try CallParameters.parse(parameters)
        let connection = try await choice.openOrLeave(for: writes ? .existing : .reading)
        let how = Sending(note: note)
        let error: APIError?
        if isM4 {
            let outcome = await M4Call(action, parsed, unknown: .refused).answer(from: connection.service, how)
            Output.line(outcome.xml, isReceipt: writes)
            error = outcome.error
        } else {
            let call = HostFactCall(controller, action, parsed, unknown: .refused)
            let outcome = await call.answer(from: connection.service, at: connection.clock.now(), how)
            Output.line(outcome.envelope.encoded(indented: isatty(STDOUT_FILENO) == 1), isReceipt: writes)
            error = outcome.error
        }
        if let error { try choice.leave(with: error) }
    }

    /// Whether the action is declared to change something; what is not known changes nothing.
    private var writes: Bool {
        let declaration =
            isM4
            ? M4Call.action(named: action)?.declaration
            : HostFactCall(controller, action, []).declaredAction?.declaration
        return declaration?.access == .writes
    }

    private var isM4: Bool { controller.lowercased() == "m4" }
}

/// `Key=Value` and `Sub[Key]=Value` words as the nested parameters a wire would bring, within a wire's bounds.
enum CallParameters {
    static func parse(_ words: [String]) throws -> [RawParameter] {
        var parameters = PHPParameters()
        for word in words {
            guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
                throw ValidationError(
                    "“\(shown(word))” is not Key=Value. Write it as DebtorCode=DB0001 or Subscription[Number]=2.")
            }
            let name = String(word[..<equals])
            guard isName(name) else {
                throw ValidationError(
                    "“\(shown(name))” is not a parameter name. Write nested ones as Subscription[ProductCode].")
            }
            do throws(APIError) {
                try parameters.add(name, String(word[word.index(after: equals)...]))
            } catch {
                throw ValidationError(error.message.english)
            }
        }
        return parameters.all
    }

    /// Whether every bracket that opens is closed at once, which PHP forgives and a person wants to know.
    private static func isName(_ name: String) -> Bool {
        guard let open = name.firstIndex(of: "[") else { return true }
        guard open != name.startIndex, name.hasSuffix("]") else { return false }
        return name[open...].dropFirst().dropLast().replacing("][", with: "").allSatisfy { $0 != "[" && $0 != "]" }
    }

    /// A mistake is known by its beginning.
    private static func shown(_ text: String) -> String { text.count > 60 ? text.prefix(60) + "…" : text }
}
