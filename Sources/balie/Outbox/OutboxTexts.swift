import BillingAPI
import BillingModel
import Journal

/// The sentences of the commands about undecided changes.
enum OutboxTexts {
    static func count(_ count: Int) -> LocalizedText {
        switch count {
        case 0:
            LocalizedText(
                "Of every change the outcome is known.", "Van elke wijziging is bekend wat ervan is geworden.")
        case 1: LocalizedText("1 change is undecided.", "1 wijziging is onbeslist.")
        default: LocalizedText("\(count) changes are undecided.", "\(count) wijzigingen zijn onbeslist.")
        }
    }

    static func unknown(_ number: Int) -> LocalizedText {
        LocalizedText(
            "There is no undecided change \(number); balie outbox lists them.",
            "Er is geen onbesliste wijziging \(number); balie outbox toont ze.")
    }

    static let underWay = LocalizedText(
        "its answer may still come; try again in a minute.", "het antwoord kan nog komen; probeer het over een minuut.")

    static func decided(_ wasDone: Bool) -> LocalizedText {
        wasDone
            ? LocalizedText("settled: it was done.", "beslist: het is gedaan.")
            : LocalizedText("settled: it was not done.", "beslist: het is niet gedaan.")
    }

    static func sentence(_ settlement: Settlement) -> LocalizedText {
        let yourself = LocalizedText(
            "Look yourself, then say --done or --not-done.", "Kijk zelf, en zeg dan --done of --not-done.")
        switch settlement {
        case .tookEffect:
            return LocalizedText(
                "it took effect: the new values are there.", "het is uitgevoerd: de nieuwe waarden staan er.")
        case .didNot:
            return LocalizedText(
                "it did not take effect: the old values are still there.",
                "het is niet uitgevoerd: de oude waarden staan er nog.")
        case .notYet:
            return LocalizedText(
                "there is nothing of it, but it may still be on its way; try again in a minute.",
                "er is niets van te zien, maar het kan nog onderweg zijn; probeer het over een minuut.")
        case .alike(let names):
            let names = names.map { "“\($0)”" }.joined(separator: ", ")
            return LocalizedText(
                "it may be one of these, which are like it: \(names). ",
                "het kan een van deze zijn, die erop lijken: \(names). ") + yourself
        case .another:
            return LocalizedText(
                "the record has neither the old nor the new values. ",
                "het gegeven heeft noch de oude, noch de nieuwe waarden. ") + yourself
        case .silent:
            return LocalizedText(
                "the record does not show whether it took effect. ",
                "aan het gegeven is niet te zien of het is uitgevoerd. ") + yourself
        case .unreadable(let reason):
            return LocalizedText("no record can be read that shows it. ", "er is geen gegeven te lezen dat het toont. ")
                + reason + LocalizedText(verbatim: " ") + yourself
        }
    }

    static let cannotBeAskedAgain = LocalizedText(
        "its answer cannot be asked for again: it is older than \(OpenWrite.hoursAnswered) hours, or had a secret in it, which is never kept.",
        "het antwoord kan niet opnieuw worden gevraagd: het is ouder dan \(OpenWrite.hoursAnswered) uur, of er was een geheim bij, dat nooit wordt bewaard."
    )

    static func noSystem(_ name: String) -> APIError {
        APIError(
            .invalidInput,
            LocalizedText(
                "“\(name)” is no profile of a system elsewhere any more. Look there yourself, then say --done or --not-done.",
                "“\(name)” is geen profiel van een systeem elders meer. Kijk daar zelf, en zeg dan --done of --not-done."
            ))
    }
}
