/// A key press, after the terminal's byte sequences were understood.
public indirect enum Key: Hashable, Sendable {
    case character(Character)
    /// Ctrl with a lower-case letter or one of `\ ] ^ _`.
    case control(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
    /// Alt with a key. Ctrl with left, right, Delete or Backspace comes as this too: both go by words.
    case alt(Key)
}

/// What a terminal reports.
public enum TerminalEvent: Equatable, Sendable {
    case key(Key)
    /// Comes only while the terminal is told to report the mouse.
    case mouse(MouseEvent)
    /// Text that arrived as one bracketed paste: never a sequence of key presses.
    case paste(String)
    /// The paste just reported is not all that was pasted, or may not be.
    case pasteCut(PasteCut)
    case resized(Size)
    /// Back from a suspension: the whole screen must be drawn anew.
    case resumed
    /// The terminal is gone or the process was told to end: save and leave.
    case hangUp
}

/// Why a paste is not whole.
public enum PasteCut: Equatable, Sendable {
    /// More than any field takes; the rest was dropped.
    case tooLong
    /// The mark that ends a paste did not come; what was there when nothing followed was taken.
    case endMissing
}
