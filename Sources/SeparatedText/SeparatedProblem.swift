import BillingModel

/// What is wrong with a file of separated values, and where.
public struct SeparatedProblem: Error, Equatable, Sendable {
    /// From 1; nil of the whole file.
    public var line: Int?
    public var message: LocalizedText

    init(_ line: Int?, _ english: String, _ dutch: String) {
        self.line = line
        message = LocalizedText(english, dutch)
    }
}
