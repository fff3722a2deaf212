/// Why the console cannot run in this terminal, and what would do.
public struct TerminalError: Error, Equatable, CustomStringConvertible {
    public let message: String

    public var description: String { message }
}
