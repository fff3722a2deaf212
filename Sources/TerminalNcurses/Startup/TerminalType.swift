/// The terminfo entry to draw with.
struct TerminalType: Equatable {
    enum Ability: Int32 {
        case fullScreen = 0
        case unknown = 1
        case noAddressing = 2
    }

    var name: String
    /// What to tell the user when it is not what TERM says.
    var notice: String?

    static let substitutes = ["xterm-256color", "xterm", "vt100", "ansi"]

    /// Takes what TERM names, or, when this machine does not know it, the first substitute that it does know.
    static func choose(
        named requested: String?, ability: (String) -> Ability
    ) throws(TerminalError) -> TerminalType {
        let requested = requested ?? ""
        if !requested.isEmpty {
            switch ability(requested) {
            case .fullScreen: return TerminalType(name: requested, notice: nil)
            case .noAddressing:
                throw TerminalError(
                    message: "The terminal type \"\(requested)\" cannot place text on the screen. "
                        + "Set TERM to what your terminal is, for example: TERM=xterm-256color.")
            case .unknown: break
            }
        }
        let problem =
            requested.isEmpty ? "TERM is not set" : "The terminal type \"\(requested)\" is not known on this machine"
        guard let substitute = substitutes.first(where: { ability($0) == .fullScreen }) else {
            throw TerminalError(
                message: "\(problem), and neither are \(substitutes.joined(separator: ", ")). "
                    + "Install the terminal descriptions (package ncurses-base).")
        }
        return TerminalType(name: substitute, notice: "\(problem); drawing as for \"\(substitute)\".")
    }
}
