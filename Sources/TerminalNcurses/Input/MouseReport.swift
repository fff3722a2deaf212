import TerminalCore

/// What terminals report of the mouse in mode 1006: `ESC [ < button ; column ; row M`, and `m` for a button let go.
enum MouseReport {
    /// Nothing wider or higher is a screen, and no button has a larger number.
    private static let longestNumber = 5

    static func isOne(_ parameters: ArraySlice<UInt8>, final: UInt8) -> Bool {
        parameters.first == UInt8(ascii: "<") && [UInt8(ascii: "M"), UInt8(ascii: "m")].contains(final)
    }

    /// Nil for what means nothing here: other buttons, buttons let go, movement, and numbers that are none.
    static func event(_ parameters: ArraySlice<UInt8>, final: UInt8) -> MouseEvent? {
        let numbers = parameters.dropFirst().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map(number)
        guard final == UInt8(ascii: "M"), numbers.count == 3, let button = numbers[0], let deed = deed(button),
            let column = numbers[1], let row = numbers[2], column > 0, row > 0
        else { return nil }
        return MouseEvent(deed, at: Point(x: column - 1, y: row - 1))
    }

    /// The keys held meanwhile are bits of the number: with a button they make another gesture, to the wheel they do not
    /// matter.
    private static func deed(_ button: Int) -> MouseEvent.Deed? {
        let heldKeys = 4 | 8 | 16
        return switch button {
        case 0: .press
        case _ where button & ~heldKeys == 64: .wheelUp
        case _ where button & ~heldKeys == 65: .wheelDown
        default: nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.count <= longestNumber, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
