import BillingAPI
import BillingEngine
import BillingModel

/// Entries of a database's journal as lines for a terminal, or as JSON for a script.
enum DatabaseJournalText {
    /// A line with number, time, who, action and record; below it, indented, what was changed and why.
    static func lines(_ entry: DatabaseJournal.Entry, _ language: Language) -> [String] {
        let told = entry.history
        let author = told.author
        let places = [author.address, author.terminal].filter { !$0.isEmpty }.joined(separator: ", ")
        let head = [
            String(told.id), ShownMoment.text(of: told.moment),
            author.shown + (places.isEmpty ? "" : " [\(places)]"), JournalText.title(of: told.action, language),
            record(entry, language),
        ]
        let erased = LocalizedText("what it said was deleted", "wat er stond is gewist")
        return [head.filter { !$0.isEmpty }.map(\.plainLine).joined(separator: "  ")]
            + JournalText.details(of: told.changes, told.action, told.note, language)
            + (told.isErased ? [JournalText.indented(erased[language])] : [])
    }

    private static func record(_ entry: DatabaseJournal.Entry, _ language: Language) -> String {
        guard let kind = entry.kind, let record = entry.record else { return "" }
        return "\(JournalText.name(of: kind)[language]) \(record)"
    }

    static func json(_ entry: DatabaseJournal.Entry) -> JSONValue {
        let told = entry.history
        let texts = [
            ("who", told.author.name), ("proof", told.author.proof.rawValue), ("origin", told.author.origin),
            ("address", told.author.address), ("terminal", told.author.terminal),
            ("action", "\(told.action.controller) \(told.action.action)"), ("kind", entry.kind?.rawValue ?? ""),
        ]
        let why = [("intent", entry.intent), ("reason", told.note.reason), ("ticket", told.note.ticket)]
        func members(_ texts: [(String, String)]) -> [JSONMember] {
            texts.filter { !$0.1.isEmpty }.map { JSONMember($0.0, $0.1) }
        }
        return .object(
            [JSONMember("id", .number(.init(told.id))), JSONMember("time", told.moment)] + members(texts)
                + (entry.record.map { [JSONMember("record", .number(.init($0)))] } ?? []) + members(why)
                + [JSONMember("changes", .array(told.changes.map(\.json)))]
                + (told.isErased ? [JSONMember("erased", .boolean(true))] : []))
    }
}
