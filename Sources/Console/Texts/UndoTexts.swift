import BillingAPI
import BillingModel

// Taking back what was sent from here.
extension Texts {
    /// A stored value as staff read it, whatever field it is of.
    func valued(_ text: String, _ field: FieldDeclaration) -> String {
        let meaning = field.meaning(of: text)
        return field.isSecret ? hiddenSecret : meaning.isEmpty ? nothing : shown(meaning, names.kind(of: field))
    }

    // MARK: Before it is sent

    /// - Parameter undo: The key that takes it back; nil where it has none.
    func canBeTakenBack(by undo: String?) -> String {
        guard let undo else {
            return pick(
                "It can be taken back afterwards, from the actions.",
                "Het is daarna terug te nemen, vanuit de acties.")
        }
        return pick("\(undo) takes it back afterwards.", "\(undo) neemt het daarna terug.")
    }
    func cannotBeTakenBack(_ reason: String) -> String {
        pick("This cannot be taken back. \(reason)", "Dit is niet terug te nemen. \(reason)")
    }
    var onlyComingEndIsWithdrawn: String {
        pick(
            "Only an ending that is still to come can be withdrawn.",
            "Alleen een einde dat nog komt, is in te trekken.")
    }

    // MARK: Afterwards

    var nothingWasDone: String {
        pick("Nothing was changed from here yet.", "Er is van hieruit nog niets gewijzigd.")
    }
    func cannotBeTakenBack(_ change: DoneChange, _ setting: Setting) -> String {
        let what = "\(change.title[language]), \(change.subject)"
        return "\(what): \(cannotBeTakenBack(reason(of: change)))"
    }
    private func reason(of change: DoneChange) -> String {
        if case .impossible(let reason) = change.undo { reason[language] } else { "" }
    }

    /// Behind what was done; nil where nothing takes it back, or no key.
    func takesBack(_ change: DoneChange, by undo: String?) -> String? {
        guard change.undoes == nil, case .by = change.undo, let undo else { return nil }
        return pick("\(undo) takes it back.", "\(undo) neemt het terug.")
    }

    var undoTitle: String { pick("Review before it is taken back", "Controle voor het wordt teruggenomen") }
    func takesBack(_ change: DoneChange, _ setting: Setting) -> String {
        let moment = moment(change.moment, seenOn: setting.today)
        return pick(
            "Takes back what was sent from here at \(moment): \(change.title.english).",
            "Neemt terug wat hier om \(moment) is verzonden: \(change.title.dutch).")
    }
    /// A field that another has changed.
    func stays(_ label: String, _ now: String) -> String {
        pick(
            "\(label) was changed again since and stays as it is: \(now).",
            "\(label) is daarna nog gewijzigd en blijft zoals het is: \(now).")
    }
    func isNotTakenBack(_ change: DoneChange, _ setting: Setting) -> String {
        let moment = moment(change.moment, seenOn: setting.today)
        return pick(
            "Sent after it, at \(moment): \(change.title.english), \(change.subject). That stays. \(reason(of: change))",
            "Daarna verzonden, om \(moment): \(change.title.dutch), \(change.subject). Dat blijft. \(reason(of: change))"
        )
    }
    var goesAway: String { pick("(goes away)", "(verdwijnt)") }
    var isBackAlready: String {
        pick(
            "There is nothing to take back: the record is as it was before.",
            "Er is niets terug te nemen: de gegevens zijn zoals ze eerst waren.")
    }
    func nothingHoldsIt(_ fields: [String]) -> String {
        pick("Nothing of it can be taken back.", "Er is niets van terug te nemen.") + " "
            + fields.joined(separator: " ")
    }
    var cannotBeCompared: String {
        pick(
            "This cannot be taken back: the record cannot be read to see whether it is as it was left.",
            "Dit is niet terug te nemen: de gegevens zijn niet te lezen om te zien of ze nog zo zijn.")
    }
    func isTakenBack(_ change: DoneChange) -> String {
        pick(
            "Taken back: \(change.title.english), \(change.subject).",
            "Teruggenomen: \(change.title.dutch), \(change.subject).")
    }
}
