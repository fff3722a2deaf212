import BillingAPI
import BillingModel
import Foundation

// An entry as JSON: in one way only, with the names of each object in the order of their letters.
extension JournalEntry {
    public var json: JSONValue {
        let common: [JSONMember?] = [
            JSONMember("time", moment), JSONMember("who", author.name), .text("address", author.address),
            .text("terminal", author.terminal),
        ]
        switch event {
        case .intent(let intent, let until): return .sorted(common + intent.members + [JSONMember("until", until)])
        case .outcome(let outcome, let id, let sending):
            return .sorted(
                common + outcome.members + [JSONMember("id", id), JSONMember("sending", .number(.init(sending)))])
        case .remainder(let remainder):
            return .sorted(
                common + [
                    JSONMember("kind", "remainder"), JSONMember("bytes", .number(.init(remainder.bytes))),
                    JSONMember("digest", remainder.digest), JSONMember("ended", .boolean(remainder.isEnded)),
                ])
        }
    }
}

extension Intent {
    fileprivate var members: [JSONMember?] {
        [
            JSONMember("kind", "intent"), JSONMember("id", id), JSONMember("system", system.text),
            JSONMember("action", "\(action.controller) \(action.action)"), target.map { JSONMember("target", $0.json) },
            JSONMember("changes", .array(changes.map(\.json))), .text("base", base?.text),
            .text("reason", reason.isEmpty ? nil : reason), .text("ticket", ticket.isEmpty ? nil : ticket),
        ]
    }
}

extension RecordRef {
    fileprivate var json: JSONValue {
        .sorted([
            JSONMember("system", system.text), JSONMember("kind", kind.rawValue),
            JSONMember("identifier", .number(.init(identifier))),
        ])
    }
}

extension Outcome {
    fileprivate var members: [JSONMember?] {
        let kind = JSONMember("kind", "outcome")
        switch self {
        case .done(let record):
            return [kind, JSONMember("outcome", "done"), record.map { JSONMember("record", $0.json) }]
        case .refused(let sentence):
            return [kind, JSONMember("outcome", "refused"), JSONMember("sentence", sentence.json)]
        case .undecided(let sentence):
            return [kind, JSONMember("outcome", "undecided"), JSONMember("sentence", sentence.json)]
        case .settled(let wasDone):
            return [kind, JSONMember("outcome", "settled"), JSONMember("done", .boolean(wasDone))]
        }
    }
}

extension LocalizedText {
    fileprivate var json: JSONValue { .sorted([JSONMember("en", english), JSONMember("nl", dutch)]) }
}

extension JSONValue {
    static func sorted(_ members: [JSONMember?]) -> JSONValue {
        .object(members.compactMap(\.self).sorted { $0.name < $1.name })
    }
}

extension JSONMember {
    fileprivate static func text(_ name: String, _ text: String?) -> JSONMember? { text.map { JSONMember(name, $0) } }
}
