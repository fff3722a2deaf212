/// A mailbox that a mail can be sent to or from: an address, and perhaps a name.
public struct MailAddress: Equatable, Sendable {
    /// Whose it is; may be empty.
    public var name: String
    /// `local@domain` in ASCII, without anything that has a meaning in a header.
    public let address: String

    /// From `info@voorbeeld.example` or `Helpdesk <info@voorbeeld.example>`; nil when there is no such address in it.
    public init?(_ text: String) {
        let text = text.trimmedSpaces
        guard let open = text.lastIndex(of: "<") else {
            guard Self.isAddress(text) else { return nil }
            (name, address) = ("", text)
            return
        }
        let inner = text[text.index(after: open)...]
        guard inner.hasSuffix(">"), Self.isAddress(inner.dropLast()) else { return nil }
        name = MailHeader.oneLine(String(text[..<open])).trimmedSpaces.withoutQuotes
        address = String(inner.dropLast())
    }

    /// Addresses without names, separated by a comma or a semicolon; nil when any of them is none.
    static func list(_ text: String) -> [MailAddress]? {
        let parts = text.split(whereSeparator: { $0 == "," || $0 == ";" }).map { String($0).trimmedSpaces }
            .filter { !$0.isEmpty }
        guard !parts.isEmpty, parts.allSatisfy({ isAddress($0) }) else { return nil }
        return parts.compactMap { MailAddress($0) }
    }

    /// The form in a header.
    var headerText: String { name.isEmpty ? address : "\(MailHeader.phrase(name)) <\(address)>" }

    /// Dots and letters as mail servers take them; quoted names and addresses in other scripts are not taken.
    private static func isAddress(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count), (1...253).contains(parts[1].utf8.count) else {
            return false
        }
        let atoms = parts[0].utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let labels = parts[1].utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return atoms.allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtom) } && labels.allSatisfy { isLabel(Array($0)) }
    }

    private static func isAtom(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isLabel(_ label: [UInt8]) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return (1...63).contains(label.count) && label.allSatisfy { isLetterOrDigit($0) || $0 == hyphen }
            && label.first != hyphen
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: false
        }
    }
}

extension String {
    fileprivate var trimmedSpaces: String {
        guard let first = firstIndex(where: { $0 != " " }), let last = lastIndex(where: { $0 != " " }) else {
            return ""
        }
        return String(self[first...last])
    }

    fileprivate var withoutQuotes: String {
        count >= 2 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
    }
}
