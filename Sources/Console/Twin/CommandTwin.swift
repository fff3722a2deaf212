import BillingAPI
import HostFactAPI
import M4API

/// The line for a shell that does what a review is about, by `balie call`.
enum CommandTwin {
    /// What stands for a value that is shown to nobody.
    static let secret = "SECRET"

    /// - Parameters:
    ///   - note: Why it is done, as far as anybody said.
    ///   - options: Which name the system, such as `--profile work`.
    /// - Returns: Nil where no call carries the action out.
    static func line(_ change: any WritingAction, _ note: ChangeNote = ChangeNote(), options: [String] = []) -> String?
    {
        // What has no call of its own travels as an edit.
        if let withdrawal = change as? WithdrawTermination { return line(withdrawal.edit, note, options: options) }
        guard let name = name(of: change) else { return nil }
        var words = ["balie", "call"] + options
        if !note.reason.isEmpty { words += ["--reason", note.reason] }
        if !note.ticket.isEmpty { words += ["--ticket", note.ticket] }
        return (words + name + parameters(of: change)).map(ShellWord.quoted).joined(separator: " ")
    }

    /// Controller and action, or M4 and its call.
    private static func name(of change: any WritingAction) -> [String]? {
        if let known = change as? any HostFactAction, isCalled(known) {
            let name = type(of: known).declaration.name
            return [name.controller, name.action]
        }
        if let known = change as? any M4Action { return ["m4", type(of: known).call] }
        return nil
    }

    private static func isCalled<Action: HostFactAction>(_ action: Action) -> Bool {
        HostFactCall.actions.contains { $0 == Action.self }
    }

    private static func parameters<Change: WritingAction>(of change: Change) -> [String] {
        var shown = change.arguments
        for field in Change.declaration.parameters where field.isSecret && shown.isFilled(field) {
            shown[text: field] = secret
        }
        return Change.declaration.parameters(shown).flatMap { words($0.name, $0.value) }
    }

    /// `Key=Value`, with the names of what it stands in: `Subscription[Number]=2`, `Groups[]=4`.
    private static func words(_ name: String, _ value: RawValue) -> [String] {
        switch value {
        case .text(let text): ["\(name)=\(text)"]
        case .boolean(let isTrue): ["\(name)=\(isTrue ? "true" : "false")"]
        case .null: []
        case .map(let members): members.flatMap { words("\(name)[\($0.name)]", $0.value) }
        case .list(let items):
            items.enumerated().flatMap { index, item in
                if case .text(let text) = item { return ["\(name)[]=\(text)"] }
                return words("\(name)[\(index)]", item)
            }
        }
    }
}

/// A word of a line for bash, zsh or ksh.
enum ShellWord {
    private static let plain = Set("_-./:@%+=,".unicodeScalars)

    static func quoted(_ word: String) -> String {
        let scalars = word.unicodeScalars
        if !scalars.isEmpty,
            scalars.allSatisfy({
                $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || plain.contains($0))
            })
        {
            return word
        }
        // What drives a terminal is written out: the line is shown, and pasted into one.
        guard scalars.contains(where: { $0.properties.generalCategory == .control }) else {
            return "'" + word.replacing("'", with: "'\\''") + "'"
        }
        return "$'" + scalars.map(escaped).joined() + "'"
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\t": "\\t"
        case "\r": "\\r"
        case "'", "\\": "\\\(scalar)"
        case _ where scalar.properties.generalCategory == .control:
            scalar.utf8Bytes.map { byte in "\\" + String(String(Int(byte) + 512, radix: 8).dropFirst()) }.joined()
        default: String(Character(scalar))
        }
    }
}

extension Unicode.Scalar {
    fileprivate var utf8Bytes: [UInt8] { Array(String(Character(self)).utf8) }
}
