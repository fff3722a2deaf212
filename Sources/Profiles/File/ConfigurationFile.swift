import BillingAPI
import BillingModel
import Foundation

/// `config.toml` in Balie's folder of configurations.
public struct ConfigurationFile: Sendable {
    /// The folder: `$XDG_CONFIG_HOME/balie`.
    public var folder: String
    /// What `~/` stands for.
    public var home: String

    public init(folder: String, home: String) {
        self.folder = folder
        self.home = home
    }

    /// The one that the environment leads to, by the XDG conventions.
    public static func usual(_ environment: [String: String]) -> ConfigurationFile {
        let folders = BaseFolders(environment)
        return ConfigurationFile(folder: folders.configuration, home: folders.home)
    }

    public var path: String { "\(folder)/\(Self.name)" }

    static let name = "config.toml"
    private static let mostBytes = 1 << 20

    /// Whether there is a configuration at all; cheap, so that a start without one stays fast.
    public var exists: Bool { access(path, F_OK) == 0 }

    /// The configuration; an empty one where there is no file.
    public func read() throws(APIError) -> Configuration {
        guard let text = try text(of: Self.name) else { return Configuration() }
        return try Configuration(parsing: text, file: Self.name, home: home)
    }

    /// The text of a file in the folder; nil where there is none.
    public func text(of name: String) throws(APIError) -> String? {
        let path = "\(folder)/\(name)"
        guard let bytes = try GuardedFile.read(path, .writes, limit: Self.mostBytes) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw APIError(
                .invalidInput, LocalizedText("“\(path)” is not UTF-8.", "“\(path)” is geen UTF-8."))
        }
        return text.withoutByteOrderMark
    }
}
