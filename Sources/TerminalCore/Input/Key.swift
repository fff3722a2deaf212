/// A key press, after the terminal's byte sequences were understood.
public enum Key: Hashable, Sendable {
    case character(Character)
    /// Ctrl with a lower-case letter or one of `\ ] ^ _`.
    case control(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
}

/// What a terminal reports.
public enum TerminalEvent: Equatable, Sendable {
    case key(Key)
    /// Text that arrived as one bracketed paste: never a sequence of key presses.
    case paste(String)
    case resized(Size)
    /// Back from a suspension: the whole screen must be drawn anew.
    case resumed
    /// The terminal is gone or the process was told to end: save and leave.
    case hangUp
}
