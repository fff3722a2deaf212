/// A quote before what a spreadsheet would take for a formula and carry out.
public enum FormulaGuard {
    private static let beginnings: Set<Character> = ["=", "+", "-", "@", "\t", "\r", "\n"]

    /// A plain number is left as it is: no spreadsheet takes it for a formula.
    public static func added(to text: String) -> String {
        guard let first = text.first, beginnings.contains(first) || isGuarded(text) else { return text }
        return isNumber(text) ? text : "'" + text
    }

    /// The same text without the quote; one that nobody put there as a guard stays.
    static func removed(from text: String) -> String { isGuarded(text) ? String(text.dropFirst()) : text }

    /// Also what already looks guarded, so that it comes back as it was.
    private static func isGuarded(_ text: String) -> Bool {
        guard text.first == "'", let second = text.dropFirst().first else { return false }
        return second == "'" ? isGuarded(String(text.dropFirst())) : beginnings.contains(second)
    }

    private static func isNumber(_ text: String) -> Bool {
        let digits = text.drop { $0 == "-" }
        return text.count - digits.count <= 1 && !digits.isEmpty
            && digits.allSatisfy { $0.isASCII && $0.isNumber || $0 == "." || $0 == "," }
    }
}
