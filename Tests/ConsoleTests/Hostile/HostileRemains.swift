import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import HostileTesting

@testable import Console

/// What other consoles have written down of the first debtor, and left, with hostile texts wherever there is one.
enum HostileRemains {
    static let journal: [HistoryEntry] = texts.enumerated().map { place, hostile in
        let text = hostile.text
        return HistoryEntry(
            id: texts.count - place, moment: place == 0 ? text : "2026-03-09T15:30:00Z",
            author: ChangeAuthor(text, by: .key, origin: text, address: text, terminal: text),
            action: place == 1 ? ActionName(text, text) : EditDebtor.declaration.name,
            changes: [
                FieldChange(Debtor.city.declaration, from: text, to: text),
                FieldChange(field: text, isSecret: false, before: text, after: text),
                FieldChange(Debtor.country.declaration, from: text, to: text),
            ],
            note: ChangeNote(reason: text, ticket: text), isUndecided: place == 2)
    }

    /// A long one is laid out anew for every row that a history is scrolled by: of these one is enough.
    private static let texts =
        HostileCorpus.controls + HostileCorpus.unseen + HostileCorpus.long.suffix(1) + HostileCorpus.scripts

    /// What was sent and has no answer, of this system and of another.
    static let outbox: [OpenWrite] = HostileCorpus.controls.enumerated().map { place, hostile in
        let (text, system) = (hostile.text, place == 0 ? SystemID.profile(hostile.text) : SentSample.system)
        let intent = Intent(
            id: text, system: system, action: place == 1 ? ActionName(text, text) : EditDebtor.declaration.name,
            // Of the second one, so that the first can be worked on.
            target: RecordRef(system, .debtor, 2),
            changes: [
                FieldChange(Debtor.city.declaration, from: text, to: text),
                FieldChange(field: text, isSecret: false, before: text, after: text),
            ], reason: text, ticket: text)
        return OpenWrite(
            intent, who: text, moment: place == 2 ? text : SentSample.early, waitedUntil: "2026-03-10T09:30:31Z",
            sentence: LocalizedText(verbatim: text))
    }

    static var drafts: [KeptDraft] {
        var kept = Sample.draft(
            ["City": controls, "Address": controls, controls: controls], base: ["City": controls, "Address": ""])
        kept.place = controls
        kept.draft.subject = controls
        kept.draft.remarks = ["City": controls]
        kept.draft.aside = ["Comment": controls]
        kept.draft.omitted = [controls]
        kept.draft.note = ChangeNote(reason: controls, ticket: controls)
        return [kept]
    }

    static let others = [Present(controls, from: controls, since: 1_773_135_660)]

    private static let controls = HostileCorpus.controls.map(\.text).joined()
}
