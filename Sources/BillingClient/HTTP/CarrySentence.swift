import BillingAPI
import BillingModel

extension CarryProblem {
    /// What a request's sender is told: in the kind, whether it left; in the sentence, which host and why.
    func error(at settings: HTTPSettings, hasLeft: Bool) -> APIError {
        var kind: APIError.Kind = hasLeft ? .unknownOutcome : .unreachable
        // These statuses say that the request belongs elsewhere; the others, such as PHP's usual 302, may follow upon
        // its work.
        if case .redirect(let status, _) = self, [301, 307, 308].contains(status) { kind = .unreachable }
        return APIError(kind, (hasLeft ? afterSending : self).sentence(settings))
    }

    private func sentence(_ settings: HTTPSettings) -> LocalizedText {
        let place = settings.address.place
        switch self {
        case .unknownHost:
            return LocalizedText(
                "There is no host “\(settings.address.host)”; check the address in the profile and the network.",
                "Er is geen host “\(settings.address.host)”; controleer het adres in het profiel en het netwerk.")
        case .refused:
            return LocalizedText(
                "\(place) refuses connections on port \(settings.address.port); check the address in the profile, or whether the server runs.",
                "\(place) weigert verbindingen op poort \(settings.address.port); controleer het adres in het profiel, of de server draait."
            )
        case .noConnection(let reason):
            return LocalizedText(
                "There is no connection to \(place) (\(reason.plainLine)).",
                "Er is geen verbinding met \(place) (\(reason.plainLine)).")
        case .untrusted(let problem): return problem.sentence(settings.address)
        case .noTLS:
            return LocalizedText(
                "\(place) does not speak TLS as it should; check the port in the profile's address.",
                "\(place) spreekt geen geldig TLS; controleer de poort in het adres van het profiel.")
        case .proxy(let reason):
            return LocalizedText(
                "The proxy on the way to \(place) did not let it through (\(reason.plainLine)); check HTTPS_PROXY and NO_PROXY.",
                "De proxy op weg naar \(place) liet het niet door (\(reason.plainLine)); controleer HTTPS_PROXY en NO_PROXY."
            )
        case .redirect(_, let target): return Self.redirected(place, target)
        case .connectTimeout, .noAnswer, .cancelled, .closed, .tooLong, .endlessHead, .garbled: return passing(settings)
        }
    }

    private func passing(_ settings: HTTPSettings) -> LocalizedText {
        let place = settings.address.place
        switch self {
        case .connectTimeout:
            let time = settings.connectTimeout.inSeconds
            return LocalizedText(
                "\(place) gave no connection within \(time) s.", "\(place) gaf geen verbinding binnen \(time) s.")
        case .noAnswer:
            let time = settings.deadline.inSeconds
            return LocalizedText(
                "\(place) gave no whole answer within \(time) s.",
                "\(place) gaf geen volledig antwoord binnen \(time) s.")
        case .cancelled:
            return LocalizedText("It was broken off here.", "Het is hier afgebroken.")
        case .closed:
            return LocalizedText(
                "\(place) closed the connection before the answer was whole.",
                "\(place) verbrak de verbinding voor het antwoord volledig was.")
        case .tooLong:
            return LocalizedText(
                "\(place) answers with more than \(settings.limits.bytes) bytes, which is no answer of its API; check the address in the profile.",
                "\(place) antwoordt met meer dan \(settings.limits.bytes) bytes; dat is geen antwoord van de API. Controleer het adres in het profiel."
            )
        case .endlessHead:
            return LocalizedText(
                "\(place) sends more headers than any answer of its API has; check the address in the profile.",
                "\(place) stuurt meer headers dan een antwoord van de API heeft; controleer het adres in het profiel.")
        default:
            return LocalizedText(
                "What \(place) answers is not HTTP; check the address in the profile.",
                "Wat \(place) antwoordt is geen HTTP; controleer het adres in het profiel.")
        }
    }

    private static func redirected(_ place: String, _ target: String) -> LocalizedText {
        let target = String(target.plainLine.prefix(200))
        guard !target.isEmpty else {
            return LocalizedText(
                "\(place) answers with a redirect to nowhere; check the address in the profile.",
                "\(place) antwoordt met een doorverwijzing zonder adres; controleer het adres in het profiel.")
        }
        return LocalizedText(
            "\(place) redirects to “\(target)”. Redirects are not followed, since the key goes to no other address; if that one is right, put this address in the profile.",
            "\(place) verwijst door naar “\(target)”. Doorverwijzingen worden niet gevolgd, want de sleutel gaat naar geen ander adres; klopt dat adres, zet het dan in het profiel."
        )
    }
}

extension Duration {
    /// Seconds as a sentence writes them: 30, or 0.5.
    var inSeconds: String {
        let (seconds, rest) = components
        let tenths = rest / 100_000_000_000_000_000
        return tenths == 0 ? "\(seconds)" : "\(seconds).\(tenths)"
    }
}
