/// What was done with the mouse, and on which cell.
public struct MouseEvent: Hashable, Sendable {
    public enum Deed: Sendable {
        /// The first button went down.
        case press
        /// The wheel was turned by a notch.
        case wheelUp, wheelDown
    }

    public var deed: Deed
    /// May lie outside the screen: terminals have been seen to say so.
    public var place: Point

    public init(_ deed: Deed, at place: Point) {
        self.deed = deed
        self.place = place
    }
}
