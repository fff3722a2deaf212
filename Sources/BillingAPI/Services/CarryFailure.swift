import BillingModel

extension APIError {
    /// What a transport's failure means for one action: nothing was sent, or nobody knows, or a read is without answer.
    ///
    /// A transport knows only whether the request left; what follows from it depends on whether the action writes.
    public func carrying(_ declaration: ActionDeclaration, to system: String) -> APIError {
        let title = declaration.title
        let beginning: LocalizedText
        let ending: LocalizedText
        let kind: Kind
        switch (self.kind, declaration.access) {
        case (.unreachable, _):
            kind = .unreachable
            beginning = LocalizedText(
                "\(title.english) was not sent to \(system).", "\(title.dutch) is niet naar \(system) verzonden.")
            ending = LocalizedText("", "")
        case (.unknownOutcome, .reads):
            kind = .unreachable
            beginning = LocalizedText(
                "\(title.english) has no answer from \(system).", "\(title.dutch) heeft geen antwoord van \(system).")
            // It may stand below what was said of a change just made: nothing in it may sound as if that was not.
            ending = LocalizedText("Asking again changes nothing.", "Opnieuw opvragen wijzigt niets.")
        case (.unknownOutcome, .writes):
            kind = .unknownOutcome
            beginning = LocalizedText(
                "\(title.english) was sent to \(system), but has no answer.",
                "\(title.dutch) is naar \(system) verzonden, maar er is geen antwoord.")
            ending = LocalizedText(
                "It may have been stored; check before repeating.",
                "Het kan zijn opgeslagen; controleer dit voor u het herhaalt.")
        default: return self
        }
        let english = [beginning.english, message.english, ending.english].filter { !$0.isEmpty }
        let dutch = [beginning.dutch, message.dutch, ending.dutch].filter { !$0.isEmpty }
        return APIError(kind, LocalizedText(english.joined(separator: " "), dutch.joined(separator: " ")))
    }
}

extension Transport {
    /// Carries an action's request; what goes wrong on the way is worded for that action.
    public func carry(
        _ request: WireRequest, for declaration: ActionDeclaration, to system: String
    ) async throws(APIError) -> WireResponse {
        var request = request
        request.changesNothing = declaration.access == .reads
        do throws(APIError) {
            return try await carry(request)
        } catch {
            throw error.carrying(declaration, to: system)
        }
    }
}
