import BillingAPI
import BillingModel

// What became of the record meanwhile, and of a sending without an answer.
extension Texts {
    func title(_ button: Review.Button) -> String { name(of: button).label[language] }

    func name(of button: Review.Button) -> CommandName {
        switch button {
        case .back: backByButton
        case .leave: CommandName(LocalizedText("Back", "Terug"))
        case .send: CommandName(LocalizedText("Send", "Verzenden"))
        case .goOn: CommandName(LocalizedText("Go on", "Verder"))
        case .lookAgain: CommandName(LocalizedText("Read again", "Opnieuw lezen"))
        case .askAgain: CommandName(LocalizedText("Ask again", "Opnieuw vragen"))
        case .wasDone: CommandName(LocalizedText("It was done", "Het is gedaan"))
        case .wasNotDone: CommandName(LocalizedText("It was not done", "Niet gedaan"))
        case .recall: CommandName(LocalizedText("Go on with it", "Ermee verdergaan"))
        case .afresh: CommandName(LocalizedText("Start afresh", "Opnieuw beginnen"))
        case .dropDraft: CommandName(LocalizedText("Drop it", "Weggooien"))
        }
    }

    private var backByButton: CommandName { CommandName(LocalizedText("Back to the form", "Terug naar het formulier")) }

    var readingAgain: String { pick("Reading the record again…", "Gegevens worden opnieuw gelezen…") }

    var changedByAnother: String {
        pick("Changed by another since you opened this", "Door een ander gewijzigd sinds u dit opende")
    }
    var changedByAnotherHead: String {
        pick("CHANGED BY ANOTHER SINCE YOU OPENED THIS FORM", "DOOR EEN ANDER GEWIJZIGD SINDS U DIT OPENDE")
    }
    var was: String { pick("was", "was") }
    var now: String { pick("now", "nu") }
    var yours: String { pick("yours", "van u") }
    var before: String { pick("before", "eerst") }
    var theirs: String { pick("theirs", "van hen") }
    var mine: String { pick("mine", "van mij") }
    var nothingSent: String {
        pick("Nothing was sent, and what you typed is kept.", "Er is niets verzonden; wat u typte blijft staan.")
    }
    var clashKeys: String {
        pick(
            "For each field: ← takes theirs, → keeps mine. What is not kept stays beside its field.",
            "Per veld: ← neemt die van hen, → houdt die van mij. Wat niet wordt gehouden, blijft bij zijn veld staan.")
    }
    func takenOver(_ fields: String) -> String {
        pick(
            "Changed by another too, and taken over as nothing is typed there: \(fields).",
            "Ook door een ander gewijzigd, en overgenomen omdat daar niets is getypt: \(fields).")
    }
    func decideFirst(_ field: String) -> String {
        pick(
            "Decide about “\(field)” first: ← takes theirs, → keeps mine.",
            "Beslis eerst over “\(field)”: ← neemt die van hen, → houdt die van mij.")
    }
    func moreFields(_ count: Int) -> String {
        counting(
            count, one: ("… 1 more field", "… nog 1 veld"), many: ("… \(count) more fields", "… nog \(count) velden"))
    }
    /// What Enter does there.
    func name(in clash: Clash) -> CommandName {
        if clash.goesOn { return name(of: .goOn) }
        if clash.goesBack { return name(of: .back) }
        return CommandName(short: LocalizedText("next", "volgende"), label: LocalizedText("Next field", "Volgend veld"))
    }

    // MARK: Once it was sent

    var saysOtherwise: String {
        pick("Done, and the record says something else", "Uitgevoerd, en het gegeven zegt iets anders")
    }
    func otherwise(_ difference: Meanwhile.Difference) -> Review.Line {
        Review.Line(
            label: difference.field.label[language],
            values: [
                Review.Value(
                    pick("sent", "verzonden"), shown(difference.yours ?? "", of: difference.field), .newValue, atMost: 2
                ),
                Review.Value(now, shown(difference.now, of: difference.field), .warning, atMost: 2),
            ])
    }
    var otherwiseWords: [String] {
        [
            pick(
                "Read after it was sent. Another may have changed this at the same moment, or the system stores it in its own way.",
                "Gelezen na het verzenden. Een ander kan dit op hetzelfde moment hebben gewijzigd, of het systeem bewaart het op zijn eigen manier."
            ),
            pick(
                "Nothing is sent again by itself: look at the record, and change it once more if need be.",
                "Er wordt niets vanzelf opnieuw verzonden: bekijk het gegeven en wijzig het zo nodig nog eens."),
        ]
    }
    var notReadAfterwards: String {
        pick("It could not be read again to check:", "Het kon niet opnieuw worden gelezen ter controle:")
    }

    // MARK: While it is typed

    private func time(_ moment: LocalTime, _ today: CalendarDate) -> String { self.moment(moment, seenOn: today) }
    private var another: String { pick("another", "een ander") }

    func changed(_ news: ChangeNews, _ today: CalendarDate) -> String {
        let (who, when) = (news.who ?? another, time(news.moment, today))
        let fields = news.fields.map { $0.label[language] }.joined(separator: ", ")
        return pick("Changed by \(who), \(when): \(fields)", "Gewijzigd door \(who), \(when): \(fields)")
    }
    func made(_ text: String, _ news: ChangeNews, _ today: CalendarDate) -> String {
        let (who, when) = (news.who ?? another, time(news.moment, today))
        return pick("\(who) made it “\(text)”, \(when)", "\(who) maakte er “\(text)” van, \(when)")
    }
    var recordIsGone: String {
        pick("This record is not there any more.", "Dit gegeven bestaat niet meer.")
    }
    func isOpen(by other: Present, _ now: LocalTime) -> String {
        let since = time(other.since(at: now.offset), now.date)
        let who = other.origin.isEmpty ? other.person : "\(other.person) (\(other.origin))"
        return pick("\(who) has this open since \(since)", "\(who) heeft dit open sinds \(since)")
    }

    func setAside(_ text: String, revert: String?) -> String {
        pick("you typed “\(text)”", "u typte “\(text)”")
            + (revert.map { pick("; \($0) brings it back", "; \($0) zet het terug") } ?? "")
    }
    var hasChangedSince: String {
        pick(
            "The record has been changed by another since you typed this.",
            "De gegevens zijn door een ander gewijzigd sinds u dit typte.")
    }
    var notSentChanged: String {
        pick(
            "Nothing was sent: the record was changed by another meanwhile. Look once more before you send.",
            "Er is niets verzonden: de gegevens zijn intussen door een ander gewijzigd. Kijk nog eens voor u verzendt.")
    }

    var undecidedKept: String {
        pick(
            "It is unknown whether what was sent took effect; Balie remembers it here.",
            "Het is onbekend of het verzondene is uitgevoerd; Balie onthoudt dat hier.")
    }
    var isUnknown: String {
        pick("It is unknown whether this took effect", "Het is onbekend of dit is uitgevoerd")
    }
    var lookYourself: String {
        pick(
            "No record shows it. Look yourself, then say here whether it was done.",
            "Geen gegeven toont het. Kijk zelf, en zeg dan hier of het is gedaan.")
    }
    func sentBefore(_ moment: String) -> String {
        pick(
            "What was sent at \(moment) has no answer: it is unknown whether it took effect.",
            "Wat om \(moment) is verzonden, heeft geen antwoord: het is onbekend of het is uitgevoerd.")
    }
    func tookEffect(_ subject: String) -> String {
        pick("It took effect: \(subject) has the new values.", "Het is uitgevoerd: \(subject) heeft de nieuwe waarden.")
    }
    func told(_ evidence: Evidence, at moment: String) -> String {
        switch evidence {
        case .didNot:
            pick(
                "Read at \(moment): the old values are still there. It did not take effect, unless it is still under way.",
                "Gelezen om \(moment): de oude waarden staan er nog. Het is niet uitgevoerd, tenzij het nog onderweg is."
            )
        case .another:
            pick(
                "Read at \(moment): the record has neither all old nor all new values.",
                "Gelezen om \(moment): de gegevens hebben niet alle oude en niet alle nieuwe waarden.")
        case .none, .tookEffect:
            pick(
                "Read at \(moment): the record does not show whether it took effect.",
                "Gelezen om \(moment): aan de gegevens is niet te zien of het is uitgevoerd.")
        }
    }
}

extension CommandName {
    /// A button is called the same everywhere.
    init(_ name: LocalizedText) {
        self.init(
            short: LocalizedText(name.english.lowercased(), name.dutch.lowercased()), label: name)
    }
}
