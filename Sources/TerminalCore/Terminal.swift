/// The one owner of a terminal. All calls come from the main actor.
@MainActor public protocol Terminal: AnyObject {
    var size: Size { get }
    /// Told of every event, in order, on the main actor. Set before `start`.
    var onEvent: (@MainActor (TerminalEvent) -> Void)? { get set }
    /// Whether clicks and the wheel come as events. Meanwhile most terminals select text only with Shift held.
    var reportsMouse: Bool { get set }
    /// Shows the canvas; sends only what differs from what is shown.
    func present(_ canvas: Canvas)
    /// Forgets what is shown, so that the next `present` draws everything (Ctrl-L).
    func redrawAll()
    /// Gives the terminal to the shell until the user brings the program back (Ctrl-Z).
    func suspend()
    /// Puts text on the user's own clipboard by OSC 52; false when it is too long.
    func copy(_ text: String) -> Bool
    /// A flash or bell for a key that does nothing here.
    func alert()
    /// Leaves the terminal as it was found. Safe to call more than once.
    func restore()
}
