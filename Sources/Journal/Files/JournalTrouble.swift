import BillingModel

/// Why a journal cannot be written or read, as a sentence.
public struct JournalTrouble: Error, Equatable, Sendable {
    public var sentence: LocalizedText

    init(_ english: String, _ dutch: String) {
        sentence = LocalizedText(english, dutch)
    }

    static func unwritten(_ path: String, _ code: Int32) -> JournalTrouble {
        let reason = LocalizedText(errno: code)
        return JournalTrouble(
            "The journal “\(path)” cannot be written: \(reason.english).",
            "Het journaal “\(path)” is niet te schrijven: \(reason.dutch).")
    }

    static func unread(_ path: String, _ code: Int32) -> JournalTrouble {
        let reason = LocalizedText(errno: code)
        return JournalTrouble(
            "The journal “\(path)” cannot be read: \(reason.english).",
            "Het journaal “\(path)” is niet te lezen: \(reason.dutch).")
    }

    /// Whoever may write there can write it anew.
    static func open(_ path: String) -> JournalTrouble {
        JournalTrouble(
            "Others may write in the journal “\(path)”. Run: chmod go-w '\(path)'",
            "Anderen kunnen in het journaal “\(path)” schrijven. Voer uit: chmod go-w '\(path)'")
    }

    static func foreign(_ path: String) -> JournalTrouble {
        JournalTrouble(
            "The journal “\(path)” belongs to another user, or is no plain file. Move it away; a new one is begun.",
            "Het journaal “\(path)” is van een andere gebruiker, of geen gewoon bestand. Verplaats het; er komt een nieuw."
        )
    }

    static func held(_ path: String) -> JournalTrouble {
        JournalTrouble(
            "The journal “\(path)” is held by another program. Try again; fuser -v \(path) names it.",
            "Het journaal “\(path)” wordt door een ander programma vastgehouden. Probeer het opnieuw; fuser -v \(path) noemt het."
        )
    }

    public static let silent = JournalTrouble(
        "The disk with the journal does not answer.", "De schijf met het journaal antwoordt niet.")
}
