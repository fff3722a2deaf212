/// What people write in more than one way, and what can be told from it without asking anybody.
///
/// No check here says that something exists, and none that fails says that it does not: a new number may follow rules of
/// tomorrow. So a doubt is said, and never refuses.
public enum WrittenForm: Hashable, Sendable {
    case iban, vatNumber, chamberNumber, postcode, phone
    /// One or more mail addresses, with `;` or `,` between them.
    case mailAddresses

    /// How a text was understood.
    public struct Reading: Equatable, Sendable {
        /// As it is kept: the text itself where there is a doubt, or where people's own notation says more.
        public var writing: String
        /// As it is easiest to compare with what a caller says.
        public var shown: String
        /// What is wrong with it, behind its name: `has check digits that do not fit`.
        public var doubt: LocalizedText?
        /// What of the text that is wrong with: all of it, or one of several.
        public var about: String

        init(_ writing: String, shown: String? = nil) {
            self.writing = writing
            self.shown = shown ?? writing
            about = writing
        }

        init(_ text: String, doubted doubt: LocalizedText, about part: String? = nil) {
            (writing, shown) = (text, text)
            about = part ?? text
            self.doubt = doubt
        }
    }

    /// - Parameter country: The two letters of the country that the record is in; nil or empty where nobody says.
    public func reading(of text: String, country: String? = nil) -> Reading {
        let text = text.withoutUnseenEnds
        guard !text.isEmpty else { return Reading("") }
        let country = country.flatMap { $0.count == 2 ? $0.uppercased() : nil }
        return switch self {
        case .iban: IBAN.reading(of: text)
        case .vatNumber: VATNumber.reading(of: text, country)
        case .chamberNumber: ChamberNumber.reading(of: text, country)
        case .postcode: Postcode.reading(of: text, country)
        case .phone: PhoneNumber.reading(of: text, country)
        case .mailAddresses: MailAddresses.reading(of: text)
        }
    }
}

extension String {
    /// Letters and digits as registers write them: capitals, without what people put between them.
    var bareIdentifier: String { uppercased().filter { !$0.isWhitespace && !".-/".contains($0) } }

    /// In groups of so many characters.
    func grouped(by size: Int) -> String {
        var groups = ""
        for (index, character) in enumerated() {
            if index > 0, index % size == 0 { groups.append(" ") }
            groups.append(character)
        }
        return groups
    }

    var isDigits: Bool { !isEmpty && utf8.allSatisfy { (48...57).contains($0) } }

    /// The remainder by 97 of the number that digits and letters make, A being 10; nil where there is something else.
    var remainder97: Int? {
        var remainder = 0
        for byte in utf8 {
            switch byte {
            case 48...57: remainder = (remainder * 10 + Int(byte) - 48) % 97
            case 65...90: remainder = (remainder * 100 + Int(byte) - 55) % 97
            default: return nil
            }
        }
        return remainder
    }
}
