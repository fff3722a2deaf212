/// An error that a server answered with.
struct PostgresError {
    /// Five characters that say what it is. Source: PostgreSQL 15, appendix A.
    let state: String
    /// In the server's words.
    let words: String

    init(_ result: LibPQ.Result, _ library: LibPQ) {
        state = library.errorField(result, LibPQ.Number.state).map { String(cString: $0) } ?? ""
        words = (library.errorField(result, LibPQ.Number.message).map { String(cString: $0) } ?? "").inOneLine
    }

    /// What it means to whoever works with the database there.
    func sentence(_ place: PostgresPlace) -> StoreError {
        let name = place.name
        switch state {
        case "40001", "40P01":
            return StoreError(
                .conflict,
                "Others changed the same data in the database “\(name)” at that moment; nothing was changed. Try again.",
                "Anderen wijzigden op dat moment dezelfde gegevens in de database “\(name)”; er is niets gewijzigd. Probeer het opnieuw."
            )
        case "55P03", "53300", "53400":
            return StoreError(
                .busy, "The database “\(name)” is busy (\(words)); nothing was changed. Try again.",
                "De database “\(name)” is bezet (\(words)); er is niets gewijzigd. Probeer het opnieuw.")
        case "57014":
            return StoreError(
                .busy,
                "The database “\(name)” took longer than \(Int(place.limits.statement)) s; nothing was changed. Try again.",
                "De database “\(name)” deed er langer dan \(Int(place.limits.statement)) s over; er is niets gewijzigd. Probeer het opnieuw."
            )
        case "53100": return .full(name)
        case "22021", "22P05": return .nul
        case _ where state.hasPrefix("23") || state == "P0001": return .constraint(words)
        case "42501": return noRight(name)
        case "25006":
            return StoreError(
                .noPermission,
                "The server “\(name)” only reads at the moment (\(words)); nothing was changed. Name every server in the URL, with target_session_attrs=read-write.",
                "De server “\(name)” leest op dit moment alleen (\(words)); er is niets gewijzigd. Noem elke server in de URL, met target_session_attrs=read-write."
            )
        case "57P01", "57P02", "57P03": return .lost(place, words)
        case "42P01", "3F000":
            return StoreError(
                .missing,
                "The database “\(name)” has no tables of Balie's (\(words)). Run balied migrate as its owner, or check the name.",
                "De database “\(name)” heeft geen tabellen van Balie (\(words)). Voer balied migrate uit als eigenaar, of controleer de naam."
            )
        default:
            return StoreError(
                .failure, "The database “\(name)” failed (\(words)); nothing was changed. Try again.",
                "De database “\(name)” faalde (\(words)); er is niets gewijzigd. Probeer het opnieuw.")
        }
    }

    private func noRight(_ name: String) -> StoreError {
        StoreError(
            .noPermission,
            "The role has no right to that in the database “\(name)” (\(words)); nothing was changed. Run balied migrate as the owner, with --role and the role's name.",
            "De rol mag dat niet in de database “\(name)” (\(words)); er is niets gewijzigd. Voer balied migrate uit als eigenaar, met --role en de naam van de rol."
        )
    }
}

extension StoreError {
    /// Nobody answers there, or does not let us in.
    static func away(_ place: PostgresPlace, _ reason: String) -> StoreError {
        let told = reason.isEmpty ? "" : " (\(reason.inOneLine))"
        return StoreError(
            .away, "The database “\(place.name)” cannot be reached\(told). Check the URL and the server, or try again.",
            "De database “\(place.name)” is niet bereikbaar\(told). Controleer de URL en de server, of probeer het opnieuw."
        )
    }

    /// The connection broke before anything was to last.
    static func lost(_ place: PostgresPlace, _ reason: String) -> StoreError {
        let told = reason.isEmpty ? "" : " (\(reason.inOneLine))"
        return StoreError(
            .away, "The connection to the database “\(place.name)” broke\(told); nothing was changed. Try again.",
            "De verbinding met de database “\(place.name)” brak af\(told); er is niets gewijzigd. Probeer het opnieuw.")
    }

    /// It broke while the change was being made to last.
    static func undecided(_ place: PostgresPlace) -> StoreError {
        StoreError(
            .undecided,
            "The database “\(place.name)” did not say whether the change was made. Look before you repeat it.",
            "De database “\(place.name)” heeft niet laten weten of de wijziging is gedaan. Kijk het na voor u die herhaalt."
        )
    }
}

extension String {
    /// Words of a server or a library, without the ends of their lines.
    var inOneLine: String {
        split { $0.isNewline || $0.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control } }
            .joined(separator: " ").split(separator: " ").joined(separator: " ")
    }
}
