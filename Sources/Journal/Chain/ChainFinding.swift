import BillingModel

/// Something about a line that whoever relies on the journal has to know.
public struct ChainFinding: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        /// Entries that were there: the one before the line follows on another one.
        case missing(ClosedRange<Int>)
        /// It stands behind entries with higher numbers.
        case moved(Int)
        case doubled(Int)
        /// Its content is not what its digest was made of.
        case changed(Int)
        /// What stands there is no entry, and was one.
        case unreadable
        /// It is whole, but the entry after it followed another one.
        case replaced(Int)
        /// What a loss of power left of a line, which the entry with this number closes; nil while none does.
        case torn(closedBy: Int?)
    }

    /// The file's name, and the line in it from 1 on.
    public var file: String
    public var line: Int
    public var kind: Kind

    public init(file: String, line: Int, _ kind: Kind) {
        self.file = file
        self.line = line
        self.kind = kind
    }

    /// Whether the chain is broken by it.
    public var breaksChain: Bool {
        if case .torn = kind { false } else { true }
    }

    public var sentence: LocalizedText {
        LocalizedText("\(file), line \(line): ", "\(file), regel \(line): ") + what
    }

    private var what: LocalizedText {
        switch kind {
        case .missing(let gap) where gap.count == 1:
            LocalizedText(
                "entry \(gap.lowerBound) is missing before it.", "post \(gap.lowerBound) ontbreekt ervoor.")
        case .missing(let gap):
            LocalizedText(
                "entries \(gap.lowerBound) to \(gap.upperBound) are missing before it.",
                "de posten \(gap.lowerBound) tot en met \(gap.upperBound) ontbreken ervoor.")
        case .moved(let number):
            LocalizedText(
                "entry \(number) stands behind later ones: the order was changed.",
                "post \(number) staat achter latere: de volgorde is gewijzigd.")
        case .doubled(let number):
            LocalizedText("entry \(number) stands there a second time.", "post \(number) staat er voor de tweede keer.")
        case .changed(let number):
            LocalizedText(
                "entry \(number) was changed after it was written.", "post \(number) is na het schrijven gewijzigd.")
        case .unreadable:
            LocalizedText(
                "what stands there is no entry: it was changed after it was written.",
                "wat er staat is geen post: de regel is na het schrijven gewijzigd.")
        case .replaced(let number):
            LocalizedText(
                "entry \(number) is not the one that the next entry followed: it was written anew.",
                "post \(number) is niet die waar de volgende post op volgde: de post is opnieuw geschreven.")
        case .torn(let number?):
            LocalizedText(
                "it was not written whole, as when power fails; entry \(number) says so. What it was the beginning of was not sent.",
                "de regel is niet geheel geschreven, zoals bij stroomuitval; post \(number) zegt dat. Waarvan het het begin was, is niet verzonden."
            )
        case .torn(nil):
            LocalizedText(
                "it was not written whole, as when power fails; the next entry will say so. What it was the beginning of was not sent.",
                "de regel is niet geheel geschreven, zoals bij stroomuitval; de volgende post zal dat zeggen. Waarvan het het begin was, is niet verzonden."
            )
        }
    }
}

/// What was found of a whole journal.
public struct ChainReport: Equatable, Sendable {
    /// The number and the digest of the last entry.
    public struct Head: Equatable, Sendable {
        public var number: Int
        public var digest: String
    }

    public var entries = 0
    /// Nil of an empty journal.
    public var head: Head?
    public var findings: [ChainFinding] = []
    /// The number of the entry whose digest was asked for; nil where none has it.
    public var expected: Int?

    public var isWhole: Bool { !findings.contains(where: \.breaksChain) }
}
