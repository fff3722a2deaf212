// What is added and deleted.
extension Texts {
    func debtorAdded(_ code: String) -> String { pick("\(code) was added.", "\(code) is toegevoegd.") }
    func productAdded(_ code: String) -> String {
        pick("Product \(code) was added.", "Product \(code) is toegevoegd.")
    }
    func isDeleted(_ subject: String) -> String { pick("Deleted: \(subject).", "Verwijderd: \(subject).") }
    func codeIsGiven(_ backend: Backend) -> String {
        backend.isElsewhere
            ? pick(
                "The system gives the code where it is left empty.", "Het systeem geeft het nummer als dat leeg blijft."
            )
            : pick("Left empty, the code is the next free one.", "Leeg gelaten is het nummer het eerstvolgende vrije.")
    }
    func welcomeGoes(to address: String) -> String {
        pick("A welcome with the login is mailed to \(address).", "Een welkomstmail met de login gaat naar \(address).")
    }
    var userWithHistoryStays: String {
        pick(
            "M4 deletes no user who has calls, invoices, payments or numbers; it says so then. Hide such a user instead.",
            "M4 verwijdert geen gebruiker met gesprekken, facturen, betalingen of nummers, en zegt dat dan. Verberg die liever."
        )
    }
}
