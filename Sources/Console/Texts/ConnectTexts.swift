// Going to another system.
extension Texts {
    var cannotConnect: String {
        pick(
            "This session keeps no profiles: start balie with --profile to use another system.",
            "Deze sessie bewaart geen profielen: start balie met --profile voor een ander systeem.")
    }
    func opening(_ name: String) -> String { pick("Opening “\(name)” …", "“\(name)” wordt geopend …") }
    /// Staff can go there without anything being opened.
    var isOpen: String { pick("open", "geopend") }
    var inView: String { pick("open, in view", "geopend, in beeld") }
    var newSystem: String { pick("A new system…", "Een nieuw systeem…") }

    var nameIsMissing: String { pick("Give it a name, such as work.", "Geef het een naam, zoals werk.") }
    func profileExists(_ name: String) -> String {
        pick(
            "There is a profile “\(name)” already; choose another name.",
            "Er is al een profiel “\(name)”; kies een andere naam.")
    }
    var addressIsMissing: String {
        pick("Give the address, such as billing.example.net.", "Geef het adres, zoals billing.example.net.")
    }
    func notAnAddress(_ typed: String) -> String {
        pick(
            "“\(typed)” is not an address; write it as billing.example.net.",
            "“\(typed)” is geen adres; schrijf bijvoorbeeld billing.example.net.")
    }
    var userIsMissing: String {
        pick("M4 needs the name of an administrator or manager.", "M4 wil de naam van een beheerder of manager.")
    }
    var oneSecret: String {
        pick("Give the key, or a command that prints it.", "Geef de sleutel, of een commando dat hem geeft.")
    }
    func fieldsNeedAttention(_ count: Int) -> String {
        counting(
            count, one: ("One field needs attention.", "Eén veld vraagt aandacht."),
            many: ("\(count) fields need attention.", "\(count) velden vragen aandacht."))
    }

    func checking(_ url: String) -> String { pick("Trying \(url) …", "\(url) wordt geprobeerd …") }
    func checkFailed(back: String?) -> String {
        pick("This does not work yet, so nothing was kept.", "Dit werkt nog niet, dus er is niets bewaard.")
            + (back.map { pick(" \($0) goes back to the form.", " \($0) gaat terug naar het formulier.") } ?? "")
    }
    func opens(_ name: String, by open: String?, back: String?) -> String {
        hints(
            open.map { pick("\($0) keeps “\(name)” and opens it", "\($0) bewaart “\(name)” en opent het") },
            backToForm(by: back))
    }
    var savingProfile: String { pick("Keeping the profile…", "Het profiel wordt bewaard…") }
}
