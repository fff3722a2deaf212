/// Mail addresses, of which nobody but the receiving server knows whether they are any. Source: RFC 5321, 4.1.2 and 4.5.3.
enum MailAddresses {
    static func reading(of text: String) -> WrittenForm.Reading {
        let addresses = text.split(omittingEmptySubsequences: false) { $0 == ";" || $0 == "," }
            .map { String($0).withoutUnseenEnds }
        guard
            let (address, doubt) = addresses.lazy.compactMap({ address in doubt(about: address).map { (address, $0) } })
                .first
        else { return .init(text) }
        return .init(text, doubted: doubt, about: address)
    }

    private static func doubt(about address: String) -> LocalizedText? {
        let sides = address.split(separator: "@", omittingEmptySubsequences: false)
        guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
            return LocalizedText(
                "is no mail address such as name@example.net", "is geen mailadres zoals naam@example.net")
        }
        if address.contains(where: \.isWhitespace) {
            return LocalizedText("has white space in it", "bevat een spatie")
        }
        if sides[0].hasPrefix(".") || sides[0].hasSuffix(".") || sides[0].contains("..") || sides[0].count > 64 {
            return LocalizedText(
                "has a name before the @ that no mail server takes",
                "heeft vóór de @ een naam die geen mailserver aanneemt")
        }
        return isDomain(sides[1])
            ? nil
            : LocalizedText(
                "has behind the @ no domain such as example.net", "heeft achter de @ geen domein zoals example.net")
    }

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, text.utf8.count <= 255, let top = labels.last, top.count > 1,
            !top.allSatisfy(\.isWholeNumber)
        else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        }
    }
}
