import BillingAPI
import BillingModel

// What was sent and nobody knows the outcome of.
extension Texts {
    /// In the status line, as long as there are any.
    func undecided(_ count: Int, key: String?) -> String {
        pick("\(count) undecided", "\(count) onbeslist") + (key.map { " (\($0))" } ?? "")
    }

    func startsUndecided(_ count: Int, key: String?) -> String {
        let shows = key.map { pick(" \($0) shows it.", " \($0) toont dat.") } ?? ""
        return counting(
            count,
            one: (
                "Of one change that was sent nobody knows whether it was done.",
                "Van één verzonden wijziging weet niemand of die is uitgevoerd."
            ),
            many: (
                "Of \(count) changes that were sent nobody knows whether they were done.",
                "Van \(count) verzonden wijzigingen weet niemand of ze zijn uitgevoerd."
            )) + shows
    }

    func outboxNotRead(_ reason: String) -> String {
        pick(
            "What was sent earlier cannot be read: \(reason)", "Wat eerder is verzonden, is niet te lezen: \(reason)")
    }

    func notWrittenDown(_ reason: String) -> String {
        pick(
            "What became of the change could not be written down, so that it stays in the outbox: \(reason)",
            "Wat er van de wijziging is geworden, kon niet worden opgeschreven; zij blijft in het uitvak: \(reason)")
    }

    /// As a form knows it.
    func undecided(_ write: OpenWrite, seenAt now: LocalTime) -> Undecided {
        Undecided(
            intent: write.intent, moment: sent(write, seenAt: now), sent: write.moment, waitedUntil: write.waitedUntil)
    }

    func sent(_ write: OpenWrite, seenAt now: LocalTime) -> String {
        write.sent(seenAt: now).map { moment($0) } ?? write.moment
    }

    func anotherAdded(_ moment: String, key: String?) -> String {
        let shows = key.map { pick(" \($0) on a list shows it.", " \($0) in een lijst toont dat.") } ?? ""
        return pick(
            "Something was sent to be added at \(moment), and nobody knows whether it was.",
            "Om \(moment) is iets verzonden om toe te voegen, en niemand weet of dat is gebeurd.") + shows
    }

    // MARK: What it was

    func title(of intent: Intent) -> String {
        OutboxBook.declaration(of: intent.action)?.title[language]
            ?? "\(intent.action.controller) \(intent.action.action)"
    }

    /// `debtor 1`, or that it is new.
    func target(of intent: Intent) -> String {
        guard let record = intent.target else { return pick("(new)", "(nieuw)") }
        return numbered(record.kind, String(record.identifier))
    }

    func word(for kind: RecordKind) -> String {
        switch kind {
        case .debtor: pick("debtor", "debiteur")
        case .product: "product"
        case .service: pick("service", "dienst")
        case .group: pick("group", "groep")
        case .user: pick("user", "gebruiker")
        case .manager: "manager"
        case .currency: pick("currency", "valuta")
        case .direction: pick("direction", "bestemming")
        case .numberPool: pick("number pool", "nummerpool")
        }
    }

    /// A profile's name, or the last part of a database's.
    func name(of system: SystemID) -> String {
        let text = system.text.drop { $0 != ":" }.dropFirst()
        guard system.text.hasPrefix("database:") else { return String(text) }
        return text.split(separator: "/").last.map(String.init) ?? String(text)
    }

    var secretWasSent: String { pick("(a secret; never kept)", "(een geheim; nooit bewaard)") }

    // MARK: The page

    var outboxTitle: String { pick("Outbox", "Uitvak") }
    var outboxWords: String {
        pick(
            "These were sent, and nobody knows whether they were done.",
            "Deze zijn verzonden, en niemand weet of ze zijn uitgevoerd.")
    }
    var outboxIsEmpty: String {
        pick("Of every change the outcome is known.", "Van elke wijziging is bekend wat ervan is geworden.")
    }
    var sentAt: String { pick("Sent", "Verzonden") }
    var change: String { pick("Change", "Wijziging") }
    var record: String { pick("Record", "Gegeven") }
    var whatWasSent: String { pick("What was sent", "Wat is verzonden") }
    var isUnderWay: String { pick("under way", "onderweg") }

    func sentWords(_ write: OpenWrite, seenAt now: LocalTime) -> String {
        let (when, place) = (sent(write, seenAt: now), name(of: write.intent.system))
        guard !write.who.isEmpty else {
            return pick("Sent at \(when) to \(place).", "Verzonden om \(when) naar \(place).")
        }
        return pick(
            "Sent at \(when) to \(place) by \(write.who).", "Verzonden om \(when) naar \(place) door \(write.who).")
    }

    func answerMayCome(_ until: String) -> String {
        pick(
            "Its answer may still come, until \(until) at most.", "Het antwoord kan nog komen, tot uiterlijk \(until).")
    }
    var endedBeforeAnswer: String {
        pick("Balie ended before its answer came.", "Balie stopte voor het antwoord kwam.")
    }

    // MARK: What is found out

    func settled(_ wasDone: Bool, _ subject: String) -> String {
        let subject = subject.isEmpty ? "" : " (\(subject))"
        return wasDone
            ? pick("It was done\(subject).", "Het is gedaan\(subject).")
            : pick(
                "What was sent was not done\(subject); it can be sent now.",
                "Wat is verzonden, is niet gedaan\(subject); het kan nu worden verzonden.")
    }

    /// Of one of the outbox.
    func settledWrite(_ wasDone: Bool, _ subject: String) -> String {
        wasDone
            ? pick("It was done: \(subject).", "Het is gedaan: \(subject).")
            : pick("It was not done: \(subject).", "Het is niet gedaan: \(subject).")
    }

    var askingAgain: String {
        pick(
            "This system knows what it was sent by its name: asking again tells what was done, and does what never arrived.",
            "Dit systeem herkent wat het is gezonden: opnieuw vragen zegt wat is gedaan, en doet wat nooit is aangekomen."
        )
    }

    func told(_ settlement: Settlement) -> String {
        let yourself = pick(" Look yourself, then say so here.", " Kijk zelf, en zeg het dan hier.")
        switch settlement {
        case .tookEffect: return settled(true, "")
        case .didNot: return settled(false, "")
        case .notYet:
            return pick(
                "There is nothing of it, but it may still be on its way. Read again in a minute.",
                "Er is niets van te zien, maar het kan nog onderweg zijn. Lees over een minuut opnieuw.")
        case .another:
            return pick(
                "The record has neither all old nor all new values.",
                "De gegevens hebben niet alle oude en niet alle nieuwe waarden.") + yourself
        case .alike(let names):
            let names = names.map { "“\($0)”" }.joined(separator: ", ")
            return pick("It may be one of these: \(names).", "Het kan een van deze zijn: \(names).") + yourself
        case .silent:
            return pick(
                "The record does not show whether it took effect.",
                "Aan de gegevens is niet te zien of het is uitgevoerd.")
                + yourself
        case .unreadable(let reason):
            return reason[language] + yourself
        }
    }
}
