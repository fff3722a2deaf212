import BillingAPI
import BillingModel
import TOMLReading

// What lists are filtered by.
extension Texts {
    func noFilterField(_ name: String, near labels: [String]) -> String {
        let ending = Suggestion.ending(for: name, among: labels)[language]
        return pick("There is no field “\(name)”\(ending)", "Er is geen veld “\(name)”\(ending)")
            + pick(" In double quotes it is text.", " Tussen aanhalingstekens is het tekst.")
    }

    func severalFilterFields(_ name: String, _ labels: [String]) -> String {
        let list = labels.prefix(4).joined(separator: ", ")
        return pick("“\(name)” may be \(list): type more of it.", "“\(name)” kan \(list) zijn: typ er meer van.")
    }

    /// Said while somebody types; the rows are still those from before.
    func notUnderstoodYet(_ part: String) -> String {
        pick("not understood yet: \(part)", "nog niet begrepen: \(part)")
    }

    /// Said while somebody types, of what is still missing.
    func filterValueMissing(_ field: FilterField, _ sign: String) -> String {
        let label = field.label[language]
        switch field.kind {
        case .text:
            return pick(
                "\(label) contains …; none: it is empty", "\(label) bevat …; geen: het is leeg")
        case .number:
            return pick("\(label) \(sign) an amount, such as 12.50", "\(label) \(sign) een bedrag, zoals 12,50")
        case .day:
            return pick(
                "\(label) \(sign) a day, such as 31-12, +3m or today",
                "\(label) \(sign) een dag, zoals 31-12, +3m of vandaag")
        case .group: return pick("The name of a group, or a part of it", "De naam van een groep, of een deel ervan")
        case .choice(let choices):
            let list = choices.map { $0.label[language] }.joined(separator: ", ")
            return "\(label): \(list)"
        }
    }

    func filterNeedsNumber(_ field: FilterField, _ typed: String) -> String {
        pick(
            "\(field.label.english): “\(typed)” is not a number; write 1234.56 or 1.234,56.",
            "\(field.label.dutch): “\(typed)” is geen getal; schrijf 1.234,56 of 1234.56.")
    }

    func filterNeedsDay(_ field: FilterField, _ typed: String) -> String {
        pick(
            "\(field.label.english): “\(typed)” is not a day; write 2026-03-31, 31-3, +3m or today.",
            "\(field.label.dutch): “\(typed)” is geen dag; schrijf 31-03-2026, 31-3, +3m of vandaag.")
    }

    func filterNeedsChoice(_ field: FilterField, _ typed: String, _ choices: [String]) -> String {
        let list = choices.joined(separator: ", ")
        return pick(
            "\(field.label.english): “\(typed)” is not one of \(list).",
            "\(field.label.dutch): “\(typed)” is niet een van \(list).")
    }

    func filterCannotCompare(_ field: FilterField, _ sign: String) -> String {
        pick(
            "\(field.label.english) has no order for \(sign); write : for contains or = for exactly that.",
            "\(field.label.dutch) heeft geen volgorde voor \(sign); schrijf : voor bevat of = voor precies dat.")
    }

    func sortHint(ordersEquals: Bool) -> String {
        let first = pick("Its letter sorts; once more turns.", "De letter sorteert; nog eens keert om.")
        guard ordersEquals else {
            return first + pick(" This system sorts by one column.", " Dit systeem sorteert op één kolom.")
        }
        return first + pick(" A capital orders equals.", " Een hoofdletter ordent gelijken.")
    }

    var recentCustomers: String {
        pick(
            "Opened last. Del forgets one, Ctrl-U all of them.",
            "Laatst geopend. Del vergeet er een, Ctrl-U alle.")
    }

    var saveView: String { pick("Save this view…", "Deze weergave bewaren…") }
    var viewName: String { pick("Name:", "Naam:") }
    func viewSaved(_ name: String) -> String {
        pick("“\(name)” stands among the ready filters.", "“\(name)” staat bij de kant-en-klare filters.")
    }
    func viewHint(isSaved: Bool) -> String {
        pick("Its letter or Enter shows it", "De letter of Enter toont het")
            + (isSaved ? pick(" · Del removes it", " · Del verwijdert het") : "")
    }
    var notTold: String { pick(" (not told here)", " (hier niet verteld)") }
    var columnsHint: String {
        pick(
            "Space shows or hides · u d moves up, down · + - wider, narrower · = as wide as needed · 0 as shipped · Enter keeps",
            "Spatie toont of verbergt · u d omhoog, omlaag · + - breder, smaller · = zo breed als nodig · 0 als geleverd · Enter bewaart"
        )
    }

    /// How far a system elsewhere was looked through; `more` is the key by which it goes on.
    func lookedThrough(_ looked: LookedThrough, more: String?) -> String {
        let rows = Self.grouped(looked.rows)
        let all = looked.total.map { pick(" of \(Self.grouped($0))", " van \(Self.grouped($0))") } ?? ""
        let on = more.map { pick("; \($0) looks on", "; \($0) zoekt verder") } ?? ""
        return pick("looked through \(rows)\(all) rows\(on)", "\(rows)\(all) rijen doorzocht\(on)")
    }
}
