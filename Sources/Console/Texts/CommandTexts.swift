// What the commands are called: short in the key bar, whole on the help page and in the menu.
extension Texts {
    func short(_ command: Command) -> String {
        switch command {
        case .open: pick("open", "open")
        case .send: pick("send", "verzend")
        case .choose: pick("choose", "kies")
        case .back: pick("back", "terug")
        case .quit: pick("quit", "stop")
        case .find: pick("find", "zoek")
        case .filter: pick("filter", "filter")
        case .menu: pick("actions", "acties")
        case .help: pick("help", "hulp")
        case .edit: pick("edit", "bewerk")
        case .new: pick("new", "nieuw")
        case .password: pick("password", "wachtwoord")
        case .terminate: pick("end", "opzeggen")
        case .undo: pick("undo", "neem terug")
        case .sort: pick("sort", "sorteer")
        case .nextSection: pick("next", "volgende")
        case .review: pick("review", "controleer")
        case .revert: pick("revert", "herstel")
        case .generate: pick("generate", "genereer")
        case .reveal: pick("show", "toon")
        case .mouse: pick("mouse", "muis")
        default: label(command)
        }
    }

    func label(_ command: Command) -> String {
        switch command {
        case .up: pick("Up", "Omhoog")
        case .down: pick("Down", "Omlaag")
        case .pageUp: pick("Page up", "Pagina omhoog")
        case .pageDown: pick("Page down", "Pagina omlaag")
        case .first: pick("First row", "Eerste rij")
        case .last: pick("Last row", "Laatste rij")
        case .open: pick("Open", "Openen")
        case .send: pick("Send", "Verzenden")
        case .choose: pick("Choose", "Kiezen")
        case .back: pick("Back; what was typed is kept", "Terug; wat getypt is blijft bewaard")
        case .quit: pick("Leave Balie", "Balie verlaten")
        case .debtors: tab(.debtors)
        case .products: tab(.products)
        case .services: tab(.services)
        case .users: tab(.users)
        case .find: pick("Find in every list", "Zoek in alle lijsten")
        case .filter: pick("Filter this list while typing", "Filter deze lijst tijdens het typen")
        case .menu: pick("Everything that can be done here", "Alles wat hier kan")
        case .help: pick("Keys of this page", "Toetsen van deze pagina")
        case .edit: pick("Edit", "Bewerken")
        case .new: pick("Add", "Toevoegen")
        case .password: pick("Reset the password", "Wachtwoord resetten")
        case .terminate: pick("End on a day", "Beëindigen op een dag")
        case .withdraw: pick("Withdraw a planned ending or block", "Gepland einde of geplande blokkade intrekken")
        case .undo: pick("Take the last change back", "Neem de laatste wijziging terug")
        case .sort: pick("Sort by the next column", "Sorteer op de volgende kolom")
        case .reverseSort: pick("Reverse the order", "Keer de volgorde om")
        case .nextSection: pick("Next field or section", "Volgend veld of deel")
        case .previousSection: pick("Previous field or section", "Vorig veld of deel")
        case .review: pick("Review and send", "Controleren en verzenden")
        case .revert: pick("Put the stored value back", "Zet de opgeslagen waarde terug")
        case .generate: pick("Generate a password", "Genereer een wachtwoord")
        case .reveal: pick("Show or hide the password", "Toon of verberg het wachtwoord")
        case .copy: pick("Copy the code, a field or all of it", "Kopieer het nummer, een veld of alles")
        case .export: pick("Write the list as shown to a file", "Schrijf de lijst zoals getoond naar een bestand")
        case .connect: pick("Connect to a system…", "Verbinden met een systeem…")
        case .refresh: pick("Read again", "Opnieuw lezen")
        case .redraw: pick("Draw the screen again", "Scherm opnieuw tekenen")
        case .mouse:
            pick(
                "Mouse on or off; while on, Shift selects text",
                "Muis aan of uit; als hij aan is selecteert Shift tekst")
        case .suspend: pick("Suspend; fg comes back", "Onderbreken; fg komt terug")
        }
    }
}
