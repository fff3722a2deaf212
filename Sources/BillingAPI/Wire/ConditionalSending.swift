import BillingModel

extension WriteConditions {
    /// Sends an action under the conditions in a request's headers, which mean nothing to an action that only reads.
    ///
    /// A service that would pass over conditions is never asked: the caller would take a blind write for a careful one.
    ///
    /// - Parameter tag: The answer's, for whoever has made its text already and need not do so twice.
    /// - Returns: The answer, and the headers that belong to it.
    public static func send<Action: APIAction>(
        _ action: Action, to service: any BillingService, headers: [WireHeader], _ how: Sending,
        tag: (Action.Answer) -> EntityTag? = { ($0 as? any TaggedAnswer)?.tag }
    ) async throws(APIError) -> (answer: Action.Answer, headers: [WireHeader]) {
        var how = how
        how.conditions =
            switch Action.declaration.access {
            case .reads: nil
            case .writes: try WriteConditions(headers)
            }
        if Action.declaration.access == .writes, !headers.isEmpty {
            how.note = ChangeNote(headers)
            how.asker.author = how.asker.author?.claiming(headers)
        }
        guard how.conditions == nil || service.honoursConditions else { throw notHonoured }
        let answer = try await service.send(action, how)
        var told: [WireHeader] = []
        if let tag = tag(answer) { told.append(WireHeader(tagName, tag.headerText)) }
        // An ETag alone may be any web server's, which lets a write pass whatever it demands; and a list has none, but
        // whoever reads one may be about to add to it.
        if service.honoursConditions { told.append(WireHeader(honoured, "\(ifMatch), \(key)")) }
        if how.conditions?.receipt.isReplay == true { told.append(WireHeader(replayed, "true")) }
        return (answer, told)
    }

    private static let notHonoured = APIError(
        .invalidInput,
        LocalizedText(
            "This system cannot honour \(ifMatch) and \(key); nothing was changed. Send the request without them.",
            "Dit systeem kan \(ifMatch) en \(key) niet waarborgen; er is niets gewijzigd. Verstuur het verzoek zonder."
        ))
}

extension APIError {
    /// The record that is about to be changed is not in the state that the caller demanded.
    public static let changedMeanwhile = APIError(
        .invalidInput,
        LocalizedText(
            "The record has been changed meanwhile; nothing was stored. Read it again before repeating.",
            "De gegevens zijn intussen gewijzigd; er is niets opgeslagen. Lees ze opnieuw voor u het herhaalt."),
        failedCondition: .state)

    /// The action changes nothing that was there before, so that there is no state to demand.
    public static let nothingToMatch = APIError(
        .invalidInput,
        LocalizedText(
            "\(WriteConditions.ifMatch) does not go with this action: it changes no record that can be read.",
            "\(WriteConditions.ifMatch) past niet bij deze actie: die wijzigt niets dat kan worden gelezen."),
        failedCondition: .state)

    /// The caller gave another request the same name before.
    public static let reusedKey = APIError(
        .invalidInput,
        LocalizedText(
            "This \(WriteConditions.key) was used for another request; nothing was changed. Choose a new one.",
            "Deze \(WriteConditions.key) is voor een ander verzoek gebruikt; er is niets gewijzigd. Kies een nieuwe."),
        failedCondition: .key)

    /// The system itself cannot say whether a write took effect.
    public static let undecided = APIError(
        .unknownOutcome,
        LocalizedText(
            "It is not known whether this was stored. Check before repeating.",
            "Het is niet bekend of dit is opgeslagen. Controleer dit voor u het herhaalt."))

    /// The vendors answer every refusal with 200. Only who set a condition by a header learns of it by a status too:
    /// their clients never send those headers, and whoever does looks for these numbers.
    public var status: Int {
        switch failedCondition {
        case nil: 200
        case .state: 412
        case .key: 422
        }
    }

    /// What the answer's head says beside the status: that nobody knows whether a write took effect. The vendors have
    /// no words for that, so their clients are told in the sentence alone.
    public var headers: [WireHeader] {
        kind == .unknownOutcome ? [WireHeader(WriteConditions.outcome, WriteConditions.unknown)] : []
    }
}
