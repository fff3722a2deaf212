import BillingAPI
import BillingModel
import SeparatedText

/// What the commands on files say.
enum FileTexts {
    static func written(_ count: Int, _ file: String) -> LocalizedText {
        LocalizedText(
            "\(count) \(count == 1 ? "row" : "rows") written to “\(file.plainLine)”.",
            "\(count) \(count == 1 ? "rij" : "rijen") geschreven naar “\(file.plainLine)”.")
    }

    static func isThere(_ file: String) -> LocalizedText {
        LocalizedText(
            "“\(file.plainLine)” is there already. Give another name, or --replace.",
            "“\(file.plainLine)” bestaat al. Geef een andere naam, of --replace.")
    }

    static func unwritable(_ file: String, _ reason: LocalizedText) -> LocalizedText {
        LocalizedText(
            "“\(file.plainLine)” cannot be written (\(reason.english)).",
            "“\(file.plainLine)” is niet te schrijven (\(reason.dutch)).")
    }

    static func unreadable(_ file: String, _ reason: LocalizedText) -> LocalizedText {
        LocalizedText(
            "“\(file.plainLine)” cannot be read (\(reason.english)).",
            "“\(file.plainLine)” is niet te lezen (\(reason.dutch)).")
    }

    static func problem(_ problem: SeparatedProblem, _ file: String?) -> LocalizedText {
        if let number = problem.line { return line(number, problem.message) }
        guard let file else { return problem.message }
        return LocalizedText(
            "“\(file.plainLine)”: \(problem.message.english)", "“\(file.plainLine)”: \(problem.message.dutch)")
    }

    static func line(_ number: Int, _ message: LocalizedText) -> LocalizedText {
        LocalizedText("Line \(number): \(message.english)", "Regel \(number): \(message.dutch)")
    }

    static func added(_ identifier: Int?) -> LocalizedText {
        guard let identifier else { return LocalizedText("new", "nieuw") }
        return LocalizedText("new, number \(identifier)", "nieuw, nummer \(identifier)")
    }

    static func changed(_ change: FieldChange) -> LocalizedText {
        let (before, after) = ((change.before ?? "").plainLine, (change.after ?? "").plainLine)
        return LocalizedText(verbatim: "\(change.field): “\(before)” → “\(after)”")
    }

    static func summary(
        added: Int, changed: Int, unchanged: Int, skipped: Int, refused: Int, undecided: Int, isDry: Bool
    ) -> LocalizedText {
        var english = ["\(added) new", "\(changed) changed", "\(unchanged) as they are"]
        var dutch = ["\(added) nieuw", "\(changed) gewijzigd", "\(unchanged) ongewijzigd"]
        for (count, words) in [
            (skipped, ("skipped", "overgeslagen")), (refused, ("refused", "geweigerd")),
            (undecided, ("of unknown outcome", "met onbekende afloop")),
        ] where count > 0 {
            english.append("\(count) \(words.0)")
            dutch.append("\(count) \(words.1)")
        }
        let (sent, verstuurd) = isDry ? (" Nothing was sent.", " Er is niets verzonden.") : ("", "")
        return LocalizedText(
            english.joined(separator: ", ") + "." + sent, dutch.joined(separator: ", ") + "." + verstuurd)
    }
}
