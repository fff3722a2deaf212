#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
import BillingModel
import TOMLReading
import TerminalCore

/// Why a theme could not be used.
public struct ThemeError: Error, Equatable {
    public var message: LocalizedText

    public init(_ english: String, _ dutch: String) { message = LocalizedText(english, dutch) }
}

/// The themes in a list of folders; of two with the same name the one in the earlier folder counts.
public struct ThemeLibrary: Sendable {
    /// The name of the built-in theme, which needs no file and reads none.
    public static let standardName = "default"

    public let folders: [String]

    public init(folders: [String]) {
        self.folders = folders
    }

    /// Every theme's name, sorted, the built-in one first. Folders that do not exist hold no themes.
    public var names: [String] {
        [Self.standardName] + files.keys.filter { $0 != Self.standardName }.sorted()
    }

    /// The theme of a name, with a warning for each of its lines that was not understood.
    public func theme(named name: String) throws(ThemeError) -> (theme: Theme, warnings: [ThemeWarning]) {
        if name == Self.standardName { return (.standard, []) }
        guard let path = files[name] else { throw unknown(name) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ThemeError(
                "The theme “\(name)” could not be read; check the permissions of \(path).",
                "Het thema “\(name)” is niet te lezen; kijk naar de rechten van \(path).")
        }
        guard data.count <= Self.mostBytes else {
            throw ThemeError(
                "\(path) is no theme: it has \(data.count) bytes, more than \(Self.mostBytes).",
                "\(path) is geen thema: het heeft \(data.count) bytes, meer dan \(Self.mostBytes).")
        }
        return ThemeFile.load(String(decoding: data, as: UTF8.self), file: name + ".toml")
    }

    private static let mostBytes = 262_144

    /// Paths by name. A name is only ever looked up here, so none can lead out of the folders.
    private var files: [String: String] {
        var result: [String: String] = [:]
        for folder in folders {
            for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
                guard file.hasSuffix(".toml"), !file.hasPrefix(".") else { continue }
                let name = String(file.dropLast(5))
                result[name] = result[name] ?? folder + "/" + file
            }
        }
        return result
    }

    private func unknown(_ name: String) -> ThemeError {
        let (meant, known) = (Suggestion.ending(for: name, among: names), names.joined(separator: ", "))
        return ThemeError(
            "There is no theme “\(name)”\(meant.english) Known themes: \(known).",
            "Er is geen thema “\(name)”\(meant.dutch) Bekende thema's: \(known).")
    }
}
