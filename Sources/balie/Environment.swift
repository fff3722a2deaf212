import ArgumentParser
import BillingModel
import Foundation
import ProgramOutput
import Profiles

/// Where things are, by the XDG conventions.
enum Places {
    private static func variable(_ name: String) -> String? {
        ProgramEnvironment.variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    static var database: String { BaseFolders(ProgramEnvironment.variables).data + "/balie.sqlite" }

    static var state: String { BaseFolders(ProgramEnvironment.variables).state }

    static var drafts: String { state + "/drafts" }
    static var bulk: String { state + "/bulk" }

    static var recentCommands: String { state + "/recent-commands" }

    static var crashes: String { state + "/crashes" }

    /// Own themes first, then the installed ones, then those of the folder the program was built in.
    static var themes: [String] {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let folder = (program as NSString).deletingLastPathComponent
        return ["\(configuration.folder)/themes", "\(folder)/../share/balie/themes"] + buildFolder(from: folder)
    }

    /// `Themes` beside the `.build` folder that holds the program, if it runs from there.
    private static func buildFolder(from folder: String) -> [String] {
        guard let range = folder.range(of: "/.build", options: .backwards) else { return [] }
        return [String(folder[..<range.lowerBound]) + "/Themes"]
    }

    /// Where `config.toml` is.
    static var configuration: ConfigurationFile { .usual(ProgramEnvironment.variables) }

    /// Whether the locale knows more than ASCII.
    static var showsUnicode: Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap(variable).first?.lowercased() ?? ""
        return locale.contains("utf-8") || locale.contains("utf8")
    }

    static var language: Language { Language(locale: ProgramEnvironment.variables) }
}

extension Language: ExpressibleByArgument {}
