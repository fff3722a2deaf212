import BillingModel

// The same change from a command line.
extension Texts {
    var sameByCommand: CommandName {
        CommandName(
            short: LocalizedText("command", "opdracht"),
            label: LocalizedText("The same from the command line", "Hetzelfde vanaf de opdrachtregel"))
    }
    var copyLine: CommandName {
        CommandName(
            short: LocalizedText("copy", "kopieer"), label: LocalizedText("Copy the line", "Kopieer de regel"))
    }
    var noCommandDoesIt: String {
        pick("No call of balie does this.", "Geen aanroep van balie doet dit.")
    }
    func secretsAreLeftOut(_ placeholder: String) -> String {
        pick(
            "For bash, zsh and ksh. A password stands there as \(placeholder); put it in yourself.",
            "Voor bash, zsh en ksh. Een wachtwoord staat er als \(placeholder); vul het zelf in.")
    }
}
