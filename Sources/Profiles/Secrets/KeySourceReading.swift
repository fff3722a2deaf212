import BillingAPI
import BillingModel

extension Profile.KeySource {
    /// The key: the first line of the command's output, or of the file.
    ///
    /// - Parameter mayAsk: Whether a command may ask for something at the terminal, which it gets meanwhile; false as
    ///   long as the console has the screen.
    /// - Throws: `.invalidInput` for a file that others can read, `.unreachable` for a command that fails: nothing
    ///   was sent then.
    public func secret(
        within deadline: Duration = .seconds(30), mayAsk: Bool = true
    ) async throws(APIError) -> Secret {
        switch self {
        case .file(let path):
            guard let bytes = try GuardedFile.read(path, .reads, limit: 65_536) else {
                throw APIError(
                    .invalidInput,
                    LocalizedText(
                        "The key file “\(path)” does not exist; put the key there and run: chmod 600 on it.",
                        "Het sleutelbestand “\(path)” bestaat niet; zet de sleutel erin en voer chmod 600 uit."))
            }
            let what = LocalizedText("The key file “\(path)”", "Het sleutelbestand “\(path)”")
            return try Self.firstLine(of: bytes, what, .invalidInput)
        case .command(let command):
            let bytes = try await KeyCommand(command).output(within: deadline, mayAsk: mayAsk)
            let what = LocalizedText("What “\(command.plainLine)” prints", "Wat “\(command.plainLine)” afdrukt")
            return try Self.firstLine(of: bytes, what, .unreachable)
        }
    }

    private static func firstLine(
        of bytes: [UInt8], _ what: LocalizedText, _ kind: APIError.Kind
    ) throws(APIError) -> Secret {
        var line = ByteOrderMark.dropped(from: bytes).prefix { $0 != UInt8(ascii: "\n") }
        while let last = line.last, last == 13 || last == 32 || last == 9 { line.removeLast() }
        while let first = line.first, first == 32 || first == 9 { line.removeFirst() }
        guard !line.isEmpty else {
            throw APIError(
                kind,
                LocalizedText(
                    "\(what.english) has no key in its first line.",
                    "\(what.dutch) heeft geen sleutel op de eerste regel."))
        }
        guard let text = String(validating: line, as: UTF8.self), !line.contains(where: { $0 < 32 || $0 == 127 })
        else {
            throw APIError(
                kind,
                LocalizedText(
                    "\(what.english) has a first line that is no key: there are control characters in it.",
                    "\(what.dutch) heeft een eerste regel die geen sleutel is: er staan besturingstekens in."))
        }
        return Secret(text)
    }
}
