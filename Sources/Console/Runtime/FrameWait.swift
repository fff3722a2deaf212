/// A picture that waits a moment for what would only have a place in it.
struct FrameWait {
    /// Less than a screen takes that shows sixty pictures a second.
    static let most = Duration.milliseconds(12)

    enum Step: Equatable {
        /// The end of this wait is told by its number.
        case begins(Int)
        case goesOn
        case isOver
    }

    /// Whether nobody is about to draw.
    var isOn = false
    private var number = 0
    private var isUnderWay = false
    private var isOver = false

    mutating func step() -> Step {
        guard !isOver else { return .isOver }
        isOn = true
        guard !isUnderWay else { return .goesOn }
        number += 1
        isUnderWay = true
        return .begins(number)
    }

    /// - Returns: Whether that wait was still under way.
    mutating func end(_ number: Int) -> Bool {
        guard isUnderWay, number == self.number else { return false }
        isOver = true
        return true
    }

    /// A picture is drawn; the next one waits anew.
    mutating func reset() { (isOn, isUnderWay, isOver) = (false, false, false) }
}
