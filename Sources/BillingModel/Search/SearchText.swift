/// The folded text that one record is found by, with its numbers as `SearchWords` looks for them.
public struct SearchText {
    /// Stands before, between and after the members; no folded text contains it.
    public static let separator = "\u{1F}"

    private var members: [String] = []
    private var known: Set<String> = []

    public init() {}

    /// A name, an address, a code: found as it stands.
    public mutating func add(text: String) { add(TextFolding.fold(text)) }

    /// An IBAN, a VAT number, a postcode: found without its blanks and signs.
    public mutating func add(number: String) { add(Self.withoutSigns(TextFolding.fold(number))) }

    /// A telephone number: found by its digits.
    public mutating func add(phone: String) { add(PhoneDigits.stored(phone)) }

    private mutating func add(_ member: String) {
        if !member.isEmpty, known.insert(member).inserted { members.append(member) }
    }

    /// All members in one text. A separator leads it, which earlier versions did not write. Two close it, so that its
    /// last letters also begin a group of three.
    public var text: String {
        Self.separator + members.joined(separator: Self.separator) + Self.separator + Self.separator
    }

    /// The letters and digits of a folded text.
    static func withoutSigns(_ folded: String) -> String {
        let scalars = folded.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        return String(String.UnicodeScalarView(scalars))
    }
}
