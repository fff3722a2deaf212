import BillingModel

/// The members of a record that staff find it by, and how each is read.
public struct FoundBy: Sendable {
    /// Found as they stand.
    public let texts: [String]
    /// Found without blanks and signs.
    public let numbers: [String]
    /// Telephone numbers, found in any notation.
    public let phones: [String]

    public init(texts: [String], numbers: [String] = [], phones: [String] = []) {
        self.texts = texts
        self.numbers = numbers
        self.phones = phones
    }

    /// Every member, once.
    public var members: [String] { texts + (numbers + phones).filter { !texts.contains($0) } }

    /// The text that a record is found by.
    public func text(of member: (String) -> String) -> String {
        var text = SearchText()
        for name in texts { text.add(text: member(name)) }
        for name in numbers { text.add(number: member(name)) }
        for name in phones { text.add(phone: member(name)) }
        return text.text
    }

    /// The same of one member alone, whose text this is.
    public func text(of text: String, in member: String) -> String {
        FoundBy(
            texts: texts.filter { $0 == member }, numbers: numbers.filter { $0 == member },
            phones: phones.filter { $0 == member }
        ).text { _ in text }
    }

    public func text(of texts: [String: String]) -> String { text { texts[$0] ?? "" } }
}
