import BillingAPI
import BillingModel

/// What a secret is, in sentences.
enum SecretKind {
    case key, password

    var english: String { self == .key ? "key" : "password" }
    var dutch: String { self == .key ? "sleutel" : "wachtwoord" }
    var dutchWithArticle: String { self == .key ? "de sleutel" : "het wachtwoord" }
}

extension Secret {
    /// The first line of a file or of what a command prints.
    ///
    /// - Parameters:
    ///   - what: Names it where a sentence begins.
    ///   - failure: The kind of the error where there is no such line.
    init(
        firstLineOf bytes: [UInt8], _ what: LocalizedText, _ kind: SecretKind, _ failure: APIError.Kind
    ) throws(APIError) {
        var line = ByteOrderMark.dropped(from: bytes).prefix { $0 != UInt8(ascii: "\n") }
        while let last = line.last, last == 13 || last == 32 || last == 9 { line.removeLast() }
        while let first = line.first, first == 32 || first == 9 { line.removeFirst() }
        guard !line.isEmpty else {
            throw APIError(
                failure,
                LocalizedText(
                    "\(what.english) has no \(kind.english) in its first line.",
                    "\(what.dutch) heeft geen \(kind.dutch) op de eerste regel."))
        }
        guard let text = String(validating: line, as: UTF8.self), !line.contains(where: { $0 < 32 || $0 == 127 })
        else {
            throw APIError(
                failure,
                LocalizedText(
                    "\(what.english) has a first line that is no \(kind.english): there are control characters in it.",
                    "\(what.dutch) heeft een eerste regel die geen \(kind.dutch) is: er staan besturingstekens in."))
        }
        self.init(text)
    }
}
