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
            return try Secret(firstLineOf: bytes, what, .key, .invalidInput)
        case .command(let command):
            let bytes = try await KeyCommand(command, prints: .key).output(within: deadline, mayAsk: mayAsk)
            let what = LocalizedText("What “\(command.plainLine)” prints", "Wat “\(command.plainLine)” afdrukt")
            return try Secret(firstLineOf: bytes, what, .key, .unreachable)
        }
    }
}
