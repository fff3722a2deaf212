import Foundation

/// The folders that programs keep a person's things in. Source: the XDG Base Directory Specification, 0.8.
public struct BaseFolders: Sendable {
    private let environment: [String: String]

    public init(_ environment: [String: String]) {
        self.environment = environment
    }

    /// What `~/` stands for.
    public var home: String { folder("HOME") ?? NSHomeDirectory() }

    /// Balie's folder for what it keeps.
    public var data: String { "\(folder("XDG_DATA_HOME") ?? "\(home)/.local/share")/balie" }

    /// Balie's folder for what it is told.
    public var configuration: String { "\(folder("XDG_CONFIG_HOME") ?? "\(home)/.config")/balie" }

    /// Balie's folder for what one start leaves to the next.
    public var state: String { "\(folder("XDG_STATE_HOME") ?? "\(home)/.local/state")/balie" }

    /// A relative path would be another folder wherever the program is started; the specification has it ignored.
    private func folder(_ name: String) -> String? { environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
}
