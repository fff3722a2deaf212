import BillingAPI
import HostFactAPI
import M4API

/// That something was not done, and the vendor's words for why, without the name of the system that said them.
struct Refusal: Equatable, Sendable {
    var kind: APIError.Kind
    var words: String

    init(_ kind: APIError.Kind, _ words: String) {
        self.kind = kind
        self.words = words
    }

    private static func words(_ text: String, without openings: [String]) -> String {
        var text = text[...]
        while let opening = openings.first(where: text.hasPrefix) { text = text.dropFirst(opening.count) }
        return String(text)
    }

    fileprivate init<Action: HostFactAction>(_ error: APIError, of type: Action.Type) {
        let problems = error.problems.map(Action.inVendorsWords)
        let sentences = problems.isEmpty ? [error.message] : problems.map(\.message)
        kind = error.kind
        words = Self.words(
            sentences.map(\.dutch).joined(separator: " "), without: ["HostFact weigerde: ", "WeFact weigerde: "])
    }

    /// What was refused on this side already has M4's words put before it, as an M4 would.
    fileprivate init<Action: M4Action>(_ error: APIError, of type: Action.Type) {
        let refusal = M4Refusal(error, of: type)
        let inM4sWords = [refusal.text, refusal.message].compactMap { $0 }.joined(separator: ": ")
        let heard = Self.words(error.message.english, without: ["M4 refused: "])
        kind = error.kind
        words = heard == error.message.english ? inM4sWords : heard
    }
}

extension Installation {
    /// Why the system does not do it; nil where it did.
    func refusal<Action: HostFactAction>(of action: Action) async -> Refusal? {
        do throws(APIError) {
            _ = try await service.send(action)
            return nil
        } catch {
            return Refusal(error, of: Action.self)
        }
    }

    func refusal<Action: M4Action>(of action: Action) async -> Refusal? {
        do throws(APIError) {
            _ = try await service.send(action)
            return nil
        } catch {
            return Refusal(error, of: Action.self)
        }
    }

    /// The answer as its members, or the words of the refusal.
    func told<Action: HostFactAction>(_ action: Action) async -> String {
        do throws(APIError) {
            return JSONValue.object(try await service.send(action).envelopeMembers).encoded(indented: true)
        } catch {
            return Refusal(error, of: Action.self).words
        }
    }

    func told<Action: M4Action>(_ action: Action) async -> String {
        do throws(APIError) {
            return try await service.send(action).element.document
        } catch {
            return Refusal(error, of: Action.self).words
        }
    }
}

/// An action with what is given to it.
func filled<Action: APIAction>(_ action: Action = Action(), _ fill: (inout Action) -> Void) -> Action {
    var action = action
    fill(&action)
    return action
}
