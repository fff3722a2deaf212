import TerminalCore

// What stands around the pages: banner, status line, first and last notices.
extension Texts {
    func tab(_ tab: Tab) -> String {
        switch tab {
        case .debtors: pick("Debtors", "Debiteuren")
        case .products: pick("Products", "Producten")
        case .services: pick("Services", "Diensten")
        case .users: pick("Users", "Gebruikers")
        }
    }

    var readOnly: String { pick("READ-ONLY", "ALLEEN LEZEN") }
    /// Beside the name of a system that may be changed.
    var fullAccess: String { pick("full", "vol") }

    /// - Parameter quit: The key that leaves Balie.
    func tooSmall(_ size: Size, _ minimum: Size, quit: String?) -> String {
        let (own, needed) = ("\(size.width)x\(size.height)", "\(minimum.width)x\(minimum.height)")
        let english = quit.map { ", or press \($0) to leave" } ?? ""
        let dutch = quit.map { ", of druk op \($0) om te stoppen" } ?? ""
        return pick(
            "This window is \(own). Balie needs \(needed); make it larger\(english).",
            "Dit venster is \(own). Balie heeft \(needed) nodig; maak het groter\(dutch).")
    }

    /// - Parameter help: The key that shows the others here.
    func keyDoesNothing(_ key: String, help: String?) -> String {
        pick("\(key) does nothing here.", "\(key) doet hier niets.")
            + (help.map { pick(" Press \($0) for the keys.", " Druk op \($0) voor de toetsen.") } ?? "")
    }

    var mouseIsOn: String {
        pick(
            "The mouse is on: click a tab or a row, turn the wheel. Hold Shift to select text as before.",
            "De muis staat aan: klik op een tab of een rij, draai aan het wiel. Houd Shift ingedrukt om tekst te selecteren."
        )
    }

    var mouseIsOff: String {
        pick(
            "The mouse is off: it selects text, as it does elsewhere in your terminal.",
            "De muis staat uit: hij selecteert tekst, zoals overal in uw terminal.")
    }

    /// - Parameter back: The key that leaves what stands in front.
    func tabIsBehind(_ back: String?) -> String {
        guard let back else {
            return pick("What stands in front must be left first.", "Wat ervoor staat moet eerst weg.")
        }
        return pick(
            "What stands in front must be left first: press \(back), then click.",
            "Wat ervoor staat moet eerst weg: druk op \(back) en klik dan.")
    }

    /// What was asked for came while other keys were pressed already.
    func notOpened(_ title: String) -> String {
        pick(
            "“\(title)” was not opened, since you typed on. Press its key again.",
            "“\(title)” is niet geopend, omdat u verder typte. Druk de toets ervan opnieuw in.")
    }

    /// A system that was asked for, while other keys were pressed already.
    func systemIsOpen(_ name: String) -> String {
        pick(
            "“\(name)” is open now. You typed on, so that you are still here; choose it again to go there.",
            "“\(name)” is nu geopend. U typte verder en bent daarom nog hier; kies het opnieuw om erheen te gaan.")
    }

    func copied(_ text: String) -> String {
        pick(
            "Sent to your terminal's clipboard: \(text)", "Naar het klembord van uw terminal gestuurd: \(text)")
    }

    var tooLongToCopy: String {
        pick("This is too long for the terminal's clipboard.", "Dit is te lang voor het klembord van de terminal.")
    }

    var writeUnderWay: String {
        pick(
            "A change is being sent. Balie can be left when it is answered.",
            "Er wordt een wijziging verzonden. Balie kan worden verlaten als die beantwoord is.")
    }

    var endsWhenAnswered: String {
        pick(
            "Balie was told to end. It does as soon as the change that is being sent is answered.",
            "Balie moet stoppen. Dat gebeurt zodra de wijziging die wordt verzonden is beantwoord.")
    }

    /// The last words of a program that was told to end.
    var changeWithoutAnswer: String {
        pick(
            "Balie ended while a change had no answer: it may have been stored or not. Look before you repeat it.",
            "Balie stopte terwijl een wijziging geen antwoord had: die kan zijn opgeslagen of niet. Kijk voor u haar herhaalt."
        )
    }

    var changeWasNotDone: String {
        pick(
            "The change that was being sent when Balie was told to end was not confirmed. Look before you repeat it.",
            "De wijziging die werd verzonden toen Balie moest stoppen is niet bevestigd. Kijk voor u haar herhaalt.")
    }

    /// What lies on a disk is there again at the next start.
    func draftsStay(_ drafts: Int) -> String {
        counting(
            drafts,
            one: (
                "One draft that was not sent is kept; the next start offers it.",
                "Eén niet verzonden concept blijft bewaard; de volgende start biedt het aan."
            ),
            many: (
                "\(drafts) drafts that were not sent are kept; the next start offers them.",
                "\(drafts) niet verzonden concepten blijven bewaard; de volgende start biedt ze aan."
            ))
    }

    func undecidedStay(_ writes: Int) -> String {
        counting(
            writes,
            one: (
                "Of one change that was sent it is not known whether it took effect; it stays in the outbox.",
                "Van één verzonden wijziging is niet bekend of die is uitgevoerd; ze blijft in het uitvak."
            ),
            many: (
                "Of \(writes) changes that were sent it is not known whether they took effect; they stay in the outbox.",
                "Van \(writes) verzonden wijzigingen is niet bekend of ze zijn uitgevoerd; ze blijven in het uitvak."
            ))
    }

    /// Leaving would lose it.
    func unsentIsLost(_ forms: Int) -> String {
        counting(
            forms,
            one: (
                "Text in one form was typed and not sent. It is lost when you leave.",
                "In één formulier is tekst getypt en niet verzonden. Die gaat verloren als u stopt."
            ),
            many: (
                "Text in \(forms) forms was typed and not sent. It is lost when you leave.",
                "In \(forms) formulieren is tekst getypt en niet verzonden. Die gaat verloren als u stopt."
            ))
    }

    /// Leaving would forget it.
    func undecidedIsForgotten(_ sent: Int) -> String {
        counting(
            sent,
            one: (
                "It is unknown whether one change that was sent took effect. Balie forgets it when you leave.",
                "Van één verzonden wijziging is onbekend of die is uitgevoerd. Balie vergeet haar als u stopt."
            ),
            many: (
                "It is unknown whether \(sent) changes that were sent took effect. Balie forgets them when you leave.",
                "Van \(sent) verzonden wijzigingen is onbekend of die zijn uitgevoerd. Balie vergeet ze als u stopt."
            ))
    }

    var stay: String { pick("Stay", "Blijven") }
    var leaveButton: String { pick("Leave", "Stoppen") }

    public func demoCreated(_ path: String, _ keys: KeyMap) -> String {
        let key = keys.name(of: .connect)
        return pick(
            "A new database with demo data was made: \(path)",
            "Er is een nieuwe database met demogegevens gemaakt: \(path)"
        )
            + (key.map { pick(" · \($0) connects to another system.", " · \($0) verbindt met een ander systeem.") }
                ?? ".")
    }

    func keysOf(_ title: String) -> String { pick("Keys: \(title)", "Toetsen: \(title)") }
}
