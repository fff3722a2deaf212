import BillingModel

/// Something about the chain of a database's journal that whoever relies on it has to know.
public struct SealFinding: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        /// Links that were there.
        case missing(ClosedRange<Int>)
        /// The link is there, its entry is not.
        case removed(entry: Int)
        /// Entry or link is not what the digest was made of.
        case changed(entry: Int)
        /// The link follows another one than the one before it.
        case moved(entry: Int)
        /// The link is whole, but the one after it followed another one.
        case replaced(entry: Int)
        /// What it said is gone, and no entry says that it was to be deleted.
        case emptied(entry: Int)
    }

    /// The link's number from 1 on, at which that was seen.
    public var number: Int
    public var kind: Kind

    init(_ number: Int, _ kind: Kind) {
        self.number = number
        self.kind = kind
    }

    public var sentence: LocalizedText {
        switch kind {
        case .missing(let gap) where gap.count == 1:
            LocalizedText("Link \(gap.lowerBound) is missing.", "Schakel \(gap.lowerBound) ontbreekt.")
        case .missing(let gap):
            LocalizedText(
                "Links \(gap.lowerBound) to \(gap.upperBound) are missing.",
                "De schakels \(gap.lowerBound) tot en met \(gap.upperBound) ontbreken.")
        case .removed(let entry):
            LocalizedText(
                "Link \(number): entry \(entry) was removed.", "Schakel \(number): post \(entry) is verwijderd.")
        case .changed(let entry):
            LocalizedText(
                "Link \(number): entry \(entry) was changed after it was written.",
                "Schakel \(number): post \(entry) is na het schrijven gewijzigd.")
        case .moved(let entry):
            LocalizedText(
                "Link \(number): entry \(entry) stands in another place than it was written in: the order was changed.",
                "Schakel \(number): post \(entry) staat op een andere plaats dan waar die is geschreven: de volgorde is gewijzigd."
            )
        case .replaced(let entry):
            LocalizedText(
                "Link \(number): entry \(entry) is not the one that the next link followed: it was written anew.",
                "Schakel \(number): post \(entry) is niet die waar de volgende schakel op volgde: die is opnieuw geschreven."
            )
        case .emptied(let entry):
            LocalizedText(
                "Link \(number): what entry \(entry) said is gone, and no entry says that it was to be deleted.",
                "Schakel \(number): wat post \(entry) zei is weg, en geen post zegt dat het moest worden gewist.")
        }
    }
}

/// What was found of the chain of a whole journal.
public struct SealedChain: Equatable, Sendable {
    /// What the first link of all follows.
    static let nothing = String(repeating: "0", count: 64)

    /// The number and the digest of the last link.
    public struct Head: Equatable, Sendable {
        public var number: Int
        public var digest: String
    }

    /// Entries that the chain holds.
    public var entries = 0
    /// Nil of an empty journal.
    public var head: Head?
    public var findings: [SealFinding] = []
    /// Entries that are not in the chain yet: the lowest and the highest, and how many.
    public var unsealed: (ids: ClosedRange<Int>, count: Int)?
    /// Entries whose contents were deleted, as others say.
    public var erased = 0
    /// The number of the last link that was removed when the journal was cut, as an entry says.
    public var prunedThrough: Int?
    /// The number of the link whose digest was asked for; nil where none has it.
    public var expected: Int?

    public var isWhole: Bool { findings.isEmpty }

    public static func == (a: SealedChain, b: SealedChain) -> Bool {
        a.entries == b.entries && a.head == b.head && a.findings == b.findings
            && a.unsealed?.ids == b.unsealed?.ids && a.unsealed?.count == b.unsealed?.count && a.erased == b.erased
            && a.prunedThrough == b.prunedThrough && a.expected == b.expected
    }
}
