import BillingAPI
import BillingModel

/// What a profile of a kind needs and cannot have, for the file and for the command line alike.
enum ProfileRules {
    private static let remoteOnly: Set = [
        "url", "api_key_command", "api_key_file", "ca_file", "requests_per_minute", "timeout_seconds", "budget_file",
        "allow_http",
    ]
    private static let embeddedOnly: Set = ["database", "password_command"]
    private static let hostFactOnly: Set = ["can_withdraw"]
    private static let m4Only: Set = ["user", "currencies", "directions", "number_pools", "managers"]

    /// Problems, each with the key it is about.
    static func problems(of profile: Profile, given: Set<String>) -> [(key: String, sentence: LocalizedText)] {
        var problems: [(key: String, sentence: LocalizedText)] = []
        var foreign = profile.kind == .m4 ? [] : m4Only
        if ![.hostfact, .wefact].contains(profile.kind) { foreign.formUnion(hostFactOnly) }
        foreign.formUnion(profile.kind.isRemote ? embeddedOnly : remoteOnly)
        for key in given.intersection(foreign).sorted() {
            problems.append((key, ProfileSentence.notOfKind(key, profile.kind)))
        }
        guard profile.kind.isRemote else {
            if given.contains("password_command"), !PasswordCommand.isServer(profile.database ?? "") {
                problems.append(("password_command", ProfileSentence.noPassword))
            }
            return problems
        }
        if let address = profile.address {
            if !address.isSecure, !address.isLoopback, !profile.allowsPlainHTTP {
                problems.append(("url", ProfileSentence.plainHTTP(address)))
            }
        } else if !given.contains("url") {
            problems.append(("kind", ProfileSentence.missing("url", profile)))
        }
        if profile.key == nil, given.isDisjoint(with: ["api_key_command", "api_key_file"]) {
            problems.append(("kind", ProfileSentence.missing("api_key_command", profile)))
        }
        if profile.kind == .m4, profile.user.isEmpty, !given.contains("user") {
            problems.append(("kind", ProfileSentence.missing("user", profile)))
        }
        return problems
    }

    static func warning(of profile: Profile) -> LocalizedText? {
        guard let address = profile.address, !address.isSecure, !address.isLoopback, profile.allowsPlainHTTP else {
            return nil
        }
        return LocalizedText(
            "\(address.place) is called without encryption: everybody on the way can read the key and the customers' data.",
            "\(address.place) wordt zonder versleuteling aangeroepen: iedereen onderweg kan de sleutel en de klantgegevens lezen."
        )
    }
}

/// The sentences about profiles that both the file and the command line say.
enum ProfileSentence {
    static func badName(_ name: String) -> LocalizedText {
        LocalizedText(
            "“\(name.plainLine)” is no profile's name: letters, digits, - and _ may stand in it, 64 at most.",
            "“\(name.plainLine)” is geen profielnaam: er mogen letters, cijfers, - en _ in staan, hoogstens 64.")
    }

    static func noKind(_ name: String) -> LocalizedText {
        let kinds = Profile.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        return LocalizedText(
            "profile “\(name)” needs a kind: \(kinds).", "profiel “\(name)” heeft een kind nodig: \(kinds).")
    }

    static func keyInFile(_ name: String) -> LocalizedText {
        LocalizedText(
            "the key itself must not stand in this file. Put it into a file of its own, chmod 600, and write api_key_file = \"/path\", or use api_key_command; then change the key, since it was readable here.",
            "de sleutel zelf mag niet in dit bestand staan. Zet hem in een eigen bestand met chmod 600 en schrijf api_key_file = \"/pad\", of gebruik api_key_command; wijzig daarna de sleutel, want hij was hier leesbaar."
        )
    }

    static let twoKeys = LocalizedText(
        "api_key_command and api_key_file are both given; keep one.",
        "api_key_command en api_key_file zijn beide opgegeven; houd er één.")

    static let noPassword = LocalizedText(
        "password_command is for a database of postgres://…; a file takes no password. Leave it out.",
        "password_command is voor een database van postgres://…; een bestand kent geen wachtwoord. Laat het weg.")

    static func noID(_ key: String) -> LocalizedText {
        LocalizedText(
            "“\(key.plainLine)” is no number; write entries as 3 = \"Name\".",
            "“\(key.plainLine)” is geen nummer; schrijf regels als 3 = \"Naam\".")
    }

    static func notOfKind(_ key: String, _ kind: Profile.Kind) -> LocalizedText {
        LocalizedText(
            "“\(key)” has no meaning for a profile of kind \(kind.rawValue); leave it out.",
            "“\(key)” heeft geen betekenis voor een profiel van kind \(kind.rawValue); laat het weg.")
    }

    static func plainHTTP(_ address: ServerAddress) -> LocalizedText {
        LocalizedText(
            "“\(address)” is not encrypted: everybody on the way could read the key. Write https://, or allow_http = true where that network is safe.",
            "“\(address)” is niet versleuteld: iedereen onderweg zou de sleutel kunnen lezen. Schrijf https://, of allow_http = true als dat netwerk veilig is."
        )
    }

    static func missing(_ key: String, _ profile: Profile) -> LocalizedText {
        let example =
            switch key {
            case "url" where profile.kind == .m4: "url = \"https://m4.example.com/billing/api/\""
            case "url": "url = \"https://billing.example.com/Pro/apiv2/api.php\""
            case "user": "user = \"admin\""
            default: "api_key_command = \"pass show \(profile.name)\""
            }
        return LocalizedText(
            "profile “\(profile.name)” of kind \(profile.kind.rawValue) needs \(example).",
            "profiel “\(profile.name)” van kind \(profile.kind.rawValue) heeft \(example) nodig.")
    }
}
