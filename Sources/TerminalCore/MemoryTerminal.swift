/// A terminal for tests: keeps the last canvas and takes scripted events.
@MainActor public final class MemoryTerminal: Terminal {
    public private(set) var size: Size
    public var onEvent: (@MainActor (TerminalEvent) -> Void)?
    public var reportsMouse = false
    public private(set) var shown: Canvas
    public private(set) var presentations = 0
    public private(set) var copied: [String] = []
    public private(set) var alerts = 0
    public private(set) var suspensions = 0
    public private(set) var isRestored = false

    public init(size: Size) {
        self.size = size
        shown = Canvas(size: size)
    }

    public func send(_ event: TerminalEvent) {
        if case .resized(let size) = event { self.size = size }
        onEvent?(event)
    }

    public func present(_ canvas: Canvas) {
        shown = canvas
        presentations += 1
    }

    public func redrawAll() {}
    public func suspend() { suspensions += 1 }
    public func alert() { alerts += 1 }
    public func restore() { isRestored = true }

    public func copy(_ text: String) -> Bool {
        copied.append(text)
        return true
    }
}
