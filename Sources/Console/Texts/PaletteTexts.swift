// Choosing by name, and going back and forward.
extension Texts {
    func goTo(_ system: String) -> String { pick("Go to \(system)", "Ga naar \(system)") }
    var noPageBefore: String {
        pick("No page was seen before this one.", "Er is vóór deze pagina geen andere bekeken.")
    }
    var noPageAfter: String {
        pick(
            "There is nothing to go forward to: this is the page that was seen last.",
            "Er is niets om naar vooruit te gaan: dit is de laatst bekeken pagina.")
    }
}
