/// Reads what a program sent to a terminal, and knows what Balie itself sends: text, and sequences that place, colour,
/// scroll and erase. Whatever else is there somebody's text has done.
package struct TerminalBytes {
    /// What should not be there.
    package private(set) var objections: [String] = []
    /// The text between the sequences.
    package private(set) var text = ""

    private var scalars: [Unicode.Scalar]
    private var position = 0

    /// Ends of sequences that begin with CSI. None of them makes a terminal answer, print or change its title.
    private static let finals = Set("ABCDEFGHJKLMPSTXZ@bdfhlmr".unicodeScalars)
    /// The modes that are turned on and off: keypad, inserting, wrapping, the cursor and its blinking, the other screen,
    /// mouse, paste, pictures held back.
    private static let modes: Set<Substring> = [
        "1", "4", "7", "12", "25", "34", "1000", "1006", "1049", "2004", "2026",
    ]
    /// The question of the start, and a title that xterm keeps while its other screen is shown.
    private static let exceptions: Set<String> = ["?2026$p", "22;0;0t", "23;0;0t"]

    /// - Parameter bytes: All that was sent from the start on.
    package init(_ bytes: [UInt8]) {
        scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        if String(validating: bytes, as: UTF8.self) == nil { objections.append("bytes that are no UTF-8") }
        while position < scalars.count { take() }
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func take() {
        let scalar = scalars[position]
        position += 1
        switch scalar {
        case "\u{1B}": takeEscape()
        case "\r", "\n", "\u{8}", "\t": text.append("\n")
        // Letters of the terminal's own set for lines, where it has one.
        case "\u{E}", "\u{F}": break
        case _ where scalar.isUnfitToDraw: object("\(scalar.codePoint) as it is")
        default: text.unicodeScalars.append(scalar)
        }
    }

    private mutating func takeEscape() {
        guard let kind = next else { return object("Escape at the end") }
        position += 1
        switch kind {
        case "[": takeSequence()
        // A set of letters.
        case "(", ")": position += 1
        // Cursor kept and put back, a line up, keypad.
        case "7", "8", "M", "D", "E", "=", ">", "H": break
        default: object("Escape and \(kind.codePoint)")
        }
    }

    private mutating func takeSequence() {
        var parameters = ""
        while let scalar = next, (0x20...0x3F).contains(scalar.value) {
            parameters.unicodeScalars.append(scalar)
            position += 1
        }
        guard let final = next else { return object("a sequence without end") }
        position += 1
        let whole = parameters + String(final)
        guard !Self.exceptions.contains(whole) else { return }
        guard Self.finals.contains(final) else { return object("the sequence \(whole)") }
        let numbers = parameters.drop { $0 == "?" }.split(separator: ";")
        if final == "h" || final == "l", !Set(numbers).isSubset(of: Self.modes) { object("the mode \(whole)") }
    }

    private mutating func object(_ what: String) {
        let around = scalars[max(0, position - 20)..<min(scalars.count, position + 40)]
        objections.append("\(what), at \(position): \(around.map { $0.escaped(asASCII: true) }.joined())")
    }
}
