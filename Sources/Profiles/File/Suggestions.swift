import BillingModel
import TOMLReading

enum Suggestions {
    /// How a sentence about an unknown word ends: what was probably meant, or just a full stop.
    static func ending(for word: String, among names: [String]) -> LocalizedText {
        guard let nearest = Suggestion.nearest(to: word, among: names) else { return LocalizedText(".", ".") }
        return LocalizedText(", did you mean “\(nearest)”?", ", bedoelt u “\(nearest)”?")
    }
}

extension LineProblem {
    /// The problem as a sentence about a line of the configuration.
    var sentence: LocalizedText {
        switch self {
        case .nul: LocalizedText("this line has a NUL character.", "deze regel bevat een NUL-teken.")
        case .namelessTable:
            LocalizedText(
                "a table needs a name in its brackets, as in [profile.main].",
                "een tabel heeft een naam tussen de haken nodig, zoals [profile.main].")
        case .list:
            LocalizedText(
                "a configuration has no lists; write a command as one text.",
                "een configuratie heeft geen lijsten; schrijf een opdracht als één tekst.")
        case .longText:
            LocalizedText(
                "a configuration has no texts over several lines; \\n in a text in double quotes begins a new one.",
                "een configuratie heeft geen teksten over meerdere regels; \\n in een tekst tussen dubbele aanhalingstekens begint een nieuwe."
            )
        case .notTOML(let words):
            LocalizedText("this line is not TOML (\(words)).", "deze regel is geen TOML (\(words)).")
        }
    }
}
