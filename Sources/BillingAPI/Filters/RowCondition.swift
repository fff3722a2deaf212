import BillingModel
import Foundation

/// What a row of a list must be like, by one of its members.
///
/// Databases answer it in their own way, and `holds` says the same of a row in memory.
public struct RowCondition: Hashable, Sendable {
    public enum Comparison: String, CaseIterable, Hashable, Sendable {
        case less = "<"
        case atMost = "<="
        case equal = "="
        case atLeast = ">="
        case more = ">"
    }

    public enum Test: Hashable, Sendable {
        /// Letter case and diacritics make no difference; the text is folded.
        case contains(String)
        /// The same of the whole text.
        case reads(String)
        /// Exactly what is stored, such as the value of a choice.
        case stored(String)
        /// There is nothing.
        case empty
        /// What is no number meets no comparison.
        case number(Comparison, Decimal)
        /// Of a day or a moment the day counts; what is no day meets no comparison.
        case day(Comparison, CalendarDate)
        /// The row as a whole is found by these words.
        case found(SearchWords)
        /// It is in a group whose name contains this folded text, or is it.
        case inGroup(String, isWhole: Bool)
    }

    /// What records call it; empty where the row as a whole is meant.
    public var member: String
    public var test: Test
    public var isNegated: Bool

    public init(_ member: String, _ test: Test, isNegated: Bool = false) {
        self.member = member
        self.test = test
        self.isNegated = isNegated
    }

    /// Whether a row in memory meets it; nil where the row does not tell.
    ///
    /// - Parameters:
    ///   - text: A member's text; nil where the system does not tell it of this row.
    ///   - folded: All that the row is found by, folded.
    public func holds(text: (String) -> String?, folded: () -> [UInt8]) -> Bool? {
        let isMet: Bool
        switch test {
        case .found(let words):
            let bytes = folded()
            isMet = words.isMet { bytes.contains(sequence: Array($0.utf8)) }
        case .inGroup: return nil
        default:
            guard let stored = text(member) else { return nil }
            isMet = holds(of: stored)
        }
        return isMet != isNegated
    }

    private func holds(of stored: String) -> Bool {
        switch test {
        case .contains(let wanted): Array(TextFolding.fold(stored).utf8).contains(sequence: Array(wanted.utf8))
        case .reads(let wanted): TextFolding.fold(stored) == wanted
        case .stored(let wanted): stored == wanted
        case .empty: stored.isEmpty
        case .number(let comparison, let wanted):
            Decimal(vendorText: stored).map { comparison.holds($0, wanted) } ?? false
        case .day(let comparison, let wanted):
            CalendarDate(String(stored.prefix(10))).map { comparison.holds($0, wanted) } ?? false
        case .found, .inGroup: false
        }
    }
}

extension RowCondition.Comparison {
    public func holds<Value: Comparable>(_ a: Value, _ b: Value) -> Bool {
        switch self {
        case .less: a < b
        case .atMost: a <= b
        case .equal: a == b
        case .atLeast: a >= b
        case .more: a > b
        }
    }
}

/// By which member rows are ordered that are equal in the first.
public struct SecondOrder: Hashable, Sendable {
    public var member: String
    public var isDescending: Bool

    public init(_ member: String, isDescending: Bool) {
        self.member = member
        self.isDescending = isDescending
    }
}

/// How far a system elsewhere was looked through, which cannot answer a question itself.
public struct LookedThrough: Hashable, Sendable {
    public var rows: Int
    /// Of how many; nil where the system does not say.
    public var total: Int?
    public var isWhole: Bool

    public init(rows: Int, total: Int?, isWhole: Bool) {
        self.rows = rows
        self.total = total
        self.isWhole = isWhole
    }
}

extension APIError {
    /// A list cannot be filtered by what its system tells of no row.
    ///
    /// - Parameter fields: For the member's label.
    public static func untold(_ member: String, _ fields: [FieldDeclaration]) -> APIError {
        let label = fields.first { $0.member == member }?.label ?? LocalizedText(verbatim: member)
        return APIError(
            .failure,
            LocalizedText(
                "This system's list does not tell “\(label.english)”: it cannot be filtered by that.",
                "De lijst van dit systeem toont “\(label.dutch)” niet: daarop kan niet worden gefilterd."))
    }
}
