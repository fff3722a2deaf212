import BillingAPI
import BillingModel
import Console
import Foundation

/// Drafts as lines for a terminal or values for a script; nothing in them drives a terminal.
enum DraftText {
    /// Name, time, system, what it is typed in, the record, how many fields, and its state, two spaces apart.
    static func line(
        _ kept: KeptDraft, in found: FoundDrafts, at now: LocalTime, _ language: Language
    ) -> String {
        let draft = kept.draft
        let words =
            [
                kept.id, time(kept, at: now), kept.place, title(draft)[language], draft.subject,
                fields(draft.typed.count)[language],
            ] + notes(kept, in: found, at: now).map { "(\($0[language]))" }
        return words.map(\.plainLine).filter { !$0.isEmpty }.joined(separator: "  ")
    }

    static func page(
        _ kept: KeptDraft, in found: FoundDrafts, at now: LocalTime, _ language: Language
    ) -> [String] {
        let draft = kept.draft
        let facts = [
            (LocalizedText("Draft", "Concept"), kept.id), (LocalizedText("Kept", "Bewaard"), time(kept, at: now)),
            (LocalizedText("System", "Systeem"), kept.place),
            (LocalizedText("Form", "Formulier"), title(draft)[language]),
            (LocalizedText("Record", "Gegeven"), draft.subject),
        ].filter { !$0.1.isEmpty }.map { ($0.0[language], $0.1) }
        let typed = draft.typed.keys.sorted().map { name in
            let before = draft.base[name].map { " (\(was[language]): \($0.plainLine))" } ?? ""
            return (label(name, of: draft)[language], (draft.typed[name] ?? "").plainLine + before)
        }
        let aside = (draft.aside ?? [:]).keys.sorted().map { name in
            (label(name, of: draft)[language], "\(draft.aside?[name] ?? "") (\(givenUp[language]))")
        }
        let omitted = draft.omitted.map { (label($0, of: draft)[language], notKept[language]) }
        let why = [
            (LocalizedText("Reason", "Reden"), draft.note?.reason ?? ""),
            (LocalizedText(verbatim: "Ticket"), draft.note?.ticket ?? ""),
        ].filter { !$0.1.isEmpty }.map { ($0.0[language], $0.1) }
        let notes = notes(kept, in: found, at: now).map { $0[language] }
        func lines(_ pairs: [(String, String)]) -> [String] { pairs.map { "\($0.0.plainLine): \($0.1.plainLine)" } }
        return lines(facts) + notes + [""] + lines(typed + aside + omitted + why)
    }

    // MARK: Values

    static func value(
        _ kept: KeptDraft, in found: FoundDrafts, at now: LocalTime, isWhole: Bool = false
    ) -> JSONValue {
        let (draft, key) = (kept.draft, kept.draft.key)
        var members = [
            JSONMember("id", kept.id), JSONMember("saved", kept.saved), JSONMember("place", kept.place),
            JSONMember("action", "\(key.action.controller) \(key.action.action)"), JSONMember("form", key.form),
            JSONMember("subject", draft.subject),
            JSONMember("fields", .number(Decimal(draft.typed.count))), JSONMember("omitted", .strings(draft.omitted)),
            JSONMember("in_use", .boolean(found.inUse.contains(kept.id))),
            JSONMember("old", .boolean(kept.isOld(at: now))),
            JSONMember("undecided", draft.undecided.map { .string($0.intent.id) } ?? .null),
        ]
        if let system = key.system { members.append(JSONMember("system", system.text)) }
        if let record = key.record {
            members.append(
                JSONMember(
                    "record",
                    .object([
                        JSONMember("kind", record.kind.rawValue),
                        JSONMember("identifier", .number(Decimal(record.identifier))),
                    ])))
        }
        if isWhole {
            members += [
                JSONMember("typed", texts(draft.typed)), JSONMember("base", texts(draft.base)),
                JSONMember("remarks", texts(draft.remarks)), JSONMember("aside", texts(draft.aside ?? [:])),
                JSONMember("replaces", .strings(kept.replaces)), JSONMember("reason", draft.note?.reason ?? ""),
                JSONMember("ticket", draft.note?.ticket ?? ""),
            ]
        }
        return .object(members)
    }

    static func value(_ strange: FoundDrafts.Strange, _ language: Language) -> JSONValue {
        .object([JSONMember("id", strange.id), JSONMember("unreadable", strange.reason[language])])
    }

    private static func texts(_ texts: [String: String]) -> JSONValue {
        .object(texts.keys.sorted().map { JSONMember($0, texts[$0] ?? "") })
    }

    // MARK: Words

    static let none = LocalizedText("There are no drafts.", "Er zijn geen concepten.")

    static func dropped(_ count: Int) -> LocalizedText {
        .counting(
            count, one: LocalizedText("One draft is dropped.", "Eén concept is weggegooid."),
            many: LocalizedText("\(count) drafts are dropped.", "\(count) concepten zijn weggegooid."))
    }

    private static let was = LocalizedText("was", "was")
    private static let givenUp = LocalizedText(
        "typed, and given up for another's value", "getypt, en opgegeven voor de waarde van een ander")
    private static let notKept = LocalizedText(
        "(typed; a secret is never kept)", "(getypt; een geheim wordt nooit bewaard)")

    private static func fields(_ count: Int) -> LocalizedText {
        .counting(
            count, one: LocalizedText("1 field", "1 veld"), many: LocalizedText("\(count) fields", "\(count) velden"))
    }

    private static func notes(_ kept: KeptDraft, in found: FoundDrafts, at now: LocalTime) -> [LocalizedText] {
        [
            found.inUse.contains(kept.id)
                ? LocalizedText("being typed in an open console", "wordt getypt in een open console") : nil,
            kept.draft.undecided == nil
                ? nil : LocalizedText("sent, outcome unknown", "verzonden, uitkomst onbekend"),
            kept.isOld(at: now)
                ? LocalizedText(
                    "older than \(KeptDraft.oldAfterDays) days", "ouder dan \(KeptDraft.oldAfterDays) dagen") : nil,
        ].compactMap { $0 }
    }

    private static func time(_ kept: KeptDraft, at now: LocalTime) -> String {
        kept.saved(seenAt: now).map { String($0.text.prefix(16)) } ?? kept.saved
    }

    private static func title(_ draft: Draft) -> LocalizedText {
        guard draft.title.english.isEmpty else { return draft.title }
        return LocalizedText(verbatim: "\(draft.key.action.controller) \(draft.key.action.action)")
    }

    /// As the form calls the field; by its parameter's name where no action declares it.
    private static func label(_ name: String, of draft: Draft) -> LocalizedText {
        EveryAction.declaration(draft.key.action)?.parameters.first { $0.name == name }?.label
            ?? LocalizedText(verbatim: name)
    }
}
