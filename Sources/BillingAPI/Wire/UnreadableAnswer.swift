import BillingModel

extension APIError {
    /// An answer that cannot be read: an error page, a PHP warning before the data, half an answer.
    ///
    /// - Parameter access: After a write nobody knows whether it took effect.
    public static func unreadable(
        _ response: WireResponse, from system: String, to title: LocalizedText,
        _ access: ActionDeclaration.Access, _ reason: LocalizedText?
    ) -> APIError {
        let line = firstLine(of: response.body)
        let shown = line.isEmpty ? LocalizedText("nothing", "niets") : LocalizedText(verbatim: "“\(line)”")
        let status = response.status == 200 ? "" : " (HTTP \(response.status))"
        var sentences = [
            LocalizedText(
                "\(title.english): \(system) answered\(status) with something else than data: \(shown.english).",
                "\(title.dutch): \(system) antwoordde\(status) met iets anders dan gegevens: \(shown.dutch).")
        ]
        if let reason { sentences.append(reason) }
        if access == .writes {
            sentences.append(
                LocalizedText(
                    "It may have been stored; check before repeating.",
                    "Het kan zijn opgeslagen; controleer dit voor u het herhaalt."))
        }
        return APIError(
            access == .writes ? .unknownOutcome : .failure,
            LocalizedText(
                sentences.map(\.english).joined(separator: " "), sentences.map(\.dutch).joined(separator: " ")))
    }

    /// The first line with something on it, without tags and without what could drive a terminal; 80 characters.
    static func firstLine(of body: some Collection<UInt8>) -> String {
        let text = String(decoding: body.prefix(4096), as: UTF8.self)
        for line in text.split(whereSeparator: \.isNewline) {
            var shown = ""
            var isTag = false
            for scalar in line.unicodeScalars {
                switch scalar {
                case "<": isTag = true
                case ">" where isTag: isTag = false
                case _ where isTag: break
                default: shown.unicodeScalars.append(scalar)
                }
            }
            let words = shown.plainLine
            if !words.isEmpty { return words.count > 80 ? words.prefix(80) + "…" : words }
        }
        return ""
    }
}

extension String {
    /// The text on one line, without what could drive a terminal it is printed on.
    public var plainLine: String {
        var shown = ""
        for scalar in unicodeScalars { shown.unicodeScalars.append(Self.isPlain(scalar) ? scalar : " ") }
        return shown.split(separator: " ").joined(separator: " ")
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: false
        default: true
        }
    }
}
