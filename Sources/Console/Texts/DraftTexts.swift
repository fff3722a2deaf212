import BillingAPI
import BillingModel

// What was typed and not sent: that it is kept, that it is there, and what can be done with it.
extension Texts {
    var draftRestored: String {
        pick("What you had typed and not sent is here again.", "Wat u had getypt en niet verzonden, staat er weer.")
    }
    /// In memory alone.
    var draftKept: String {
        pick(
            "Not sent; what you typed is kept until Balie is left.",
            "Niet verzonden; wat u typte blijft bewaard tot u Balie verlaat.")
    }
    var draftStored: String {
        pick(
            "Not sent; what you typed is kept as a draft.",
            "Niet verzonden; wat u typte wordt als concept bewaard.")
    }
    func draftsNotStored(_ reason: String) -> String {
        pick(
            "What you type is kept until Balie is left, and not beyond it: \(reason)",
            "Wat u typt blijft bewaard tot u Balie verlaat, en niet langer: \(reason)")
    }
    func draftsNotRead(_ reason: String) -> String {
        pick("Drafts cannot be read: \(reason)", "Concepten zijn niet te lezen: \(reason)")
    }

    // MARK: That there is one

    /// What the start says of what earlier consoles left; nil where there is nothing.
    func found(_ found: FoundDrafts, at now: LocalTime) -> String? {
        // What was sent is told by the outbox.
        let forms = Set(found.left.filter { $0.draft.undecided == nil }.map(\.draft.key)).count
        let old = found.left.count { $0.isOld(at: now) }
        let sentences = [
            forms > 0 ? draftsWait(forms) : nil, old > 0 ? draftsAreOld(old) : nil,
            found.strange.isEmpty ? nil : draftsAreStrange(found.strange.count),
        ].compactMap { $0 }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    private func draftsWait(_ forms: Int) -> String {
        counting(
            forms,
            one: (
                "One form was left with text that was not sent; opening it again offers that. balie draft list names it.",
                "Eén formulier is verlaten met tekst die niet is verzonden; opnieuw openen biedt die aan. balie draft list noemt het."
            ),
            many: (
                "\(forms) forms were left with text that was not sent; opening one again offers its text. balie draft list names them.",
                "\(forms) formulieren zijn verlaten met tekst die niet is verzonden; opnieuw openen biedt die aan. balie draft list noemt ze."
            ))
    }

    private func draftsAreOld(_ count: Int) -> String {
        let (days, command) = (KeptDraft.oldAfterDays, "balie draft drop --older-than \(KeptDraft.oldAfterDays)")
        return counting(
            count,
            one: (
                "One of the drafts is older than \(days) days; \(command) takes it away.",
                "Eén concept is ouder dan \(days) dagen; \(command) gooit het weg."
            ),
            many: (
                "\(count) of the drafts are older than \(days) days; \(command) takes them away.",
                "\(count) concepten zijn ouder dan \(days) dagen; \(command) gooit ze weg."
            ))
    }

    private func draftsAreStrange(_ count: Int) -> String {
        counting(
            count,
            one: (
                "One draft cannot be read and stays as it is; balie draft list says why.",
                "Eén concept is niet te lezen en blijft zoals het is; balie draft list zegt waarom."
            ),
            many: (
                "\(count) drafts cannot be read and stay as they are; balie draft list says why.",
                "\(count) concepten zijn niet te lezen en blijven zoals ze zijn; balie draft list zegt waarom."
            ))
    }

    func recordHasDraft(_ kept: KeptDraft, seenAt now: LocalTime) -> String {
        let (title, when) = (kept.draft.title[language], saved(kept, seenAt: now))
        return pick(
            "“\(title)” was left here with text that was not sent (\(when)); opening it offers that.",
            "“\(title)” is hier verlaten met tekst die niet is verzonden (\(when)); openen biedt die aan.")
    }

    /// Said to whoever typed on before it could be offered.
    func draftIsThere(_ kept: KeptDraft, seenAt now: LocalTime) -> String {
        let when = saved(kept, seenAt: now)
        return pick(
            "Text of \(when) that was not sent is kept for this form; leave it and open it again to be offered that.",
            "Voor dit formulier is tekst van \(when) bewaard die niet is verzonden; verlaat en heropen het om die te zien."
        )
    }

    // MARK: What to do with it

    var draftTitle: String { pick("Typed here and not sent", "Hier getypt en niet verzonden") }

    func draftWords(_ kept: KeptDraft, seenAt now: LocalTime) -> [String] {
        let when = saved(kept, seenAt: now)
        let first = pick(
            "Typed until \(when). Going on sends nothing yet; starting afresh keeps the draft.",
            "Getypt tot \(when). Ermee verdergaan verzendt nog niets; opnieuw beginnen bewaart het concept.")
        guard kept.isOld(at: now) else { return [first] }
        return [
            first,
            pick(
                "It is older than \(KeptDraft.oldAfterDays) days. Is it still wanted?",
                "Het is ouder dan \(KeptDraft.oldAfterDays) dagen. Is het nog nodig?"),
        ]
    }

    var changedSinceTyped: String {
        pick("Changed in the record since it was typed", "In de gegevens gewijzigd sinds dit is getypt")
    }
    var draftDropped: String { pick("The draft is dropped.", "Het concept is weggegooid.") }
    var draftStays: String {
        pick(
            "The record as it is. The draft stays, and is offered again.",
            "De gegevens zoals ze zijn. Het concept blijft en wordt weer aangeboden.")
    }

    // MARK: Secrets

    var secretIsNotKept: String {
        pick(
            "This was typed and is never kept in a draft. Type it again.",
            "Dit was getypt en wordt nooit in een concept bewaard. Typ het opnieuw.")
    }

    func typeSecretAgain(revert: String?) -> String {
        guard let revert else { return secretIsNotKept }
        return pick(
            "This was typed and is never kept in a draft. Type it again, or \(revert) leaves it out.",
            "Dit was getypt en wordt nooit in een concept bewaard. Typ het opnieuw, of \(revert) laat het weg.")
    }

    private func saved(_ kept: KeptDraft, seenAt now: LocalTime) -> String {
        kept.saved(seenAt: now).map { moment($0, seenOn: now.date) } ?? kept.saved
    }
}
