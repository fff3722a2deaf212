import ArgumentParser
import BillingAPI
import BillingEngine
import BillingModel
import Console
import Foundation
import SQLStore
import TerminalCore

/// Where things are, by the XDG conventions.
enum Places {
    private static func variable(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private static var home: String { variable("HOME") ?? NSHomeDirectory() }

    static var database: String {
        "\(variable("XDG_DATA_HOME") ?? "\(home)/.local/share")/balie/balie.sqlite"
    }

    /// Own themes first, then the installed ones, then those of the folder the program was built in.
    static var themes: [String] {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let folder = (program as NSString).deletingLastPathComponent
        let configuration = variable("XDG_CONFIG_HOME") ?? "\(home)/.config"
        return ["\(configuration)/balie/themes", "\(folder)/../share/balie/themes"] + buildFolder(from: folder)
    }

    /// `Themes` beside the `.build` folder that holds the program, if it runs from there.
    private static func buildFolder(from folder: String) -> [String] {
        guard let range = folder.range(of: "/.build", options: .backwards) else { return [] }
        return [String(folder[..<range.lowerBound]) + "/Themes"]
    }

    static var language: Language {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap(variable).first ?? ""
        return locale.hasPrefix("nl") ? .dutch : .english
    }
}

extension Language: ExpressibleByArgument {}

/// The options that every command on data has.
struct DataOptions: ParsableArguments {
    @Option(help: "The database: sqlite:PATH. Without it, Balie's own in the data folder.")
    var database: String?

    @Flag(name: .customLong("read-only"), help: "Refuse every action that changes data.")
    var isReadOnly = false

    @Option(help: "en or nl; otherwise the language of the terminal.")
    var language: Language?

    var choice: DataChoice {
        DataChoice(database: database, isReadOnly: isReadOnly, language: language ?? Places.language)
    }
}

/// Which data to work on, and how.
struct DataChoice: Sendable {
    var database: String?
    var isReadOnly = false
    var language = Places.language

    var url: String { database ?? "sqlite:\(Places.database)" }

    /// Opens the database, and fills it with demo data where it is Balie's own and new.
    func open() async throws -> Connection {
        let store = try Engine.open(url).store
        let isFirstStart = database == nil ? try await DemoData.fillIfEmpty(store) : false
        let engine = EngineService(store: store)
        return Connection(
            engine: engine, service: isReadOnly ? ReadOnlyService(engine) : engine, isFirstStart: isFirstStart,
            isDemo: try await DemoData.isPresent(in: store), changes: try await engine.changeCounter())
    }

    /// What went wrong, for staff.
    func sentence(for error: any Error) -> String {
        (error as? APIError)?.message[language] ?? "\(error)"
    }
}

/// An open system and what the banner says of it.
struct Connection: Sendable {
    var engine: EngineService
    var service: any BillingService
    var isFirstStart: Bool
    var isDemo: Bool
    /// The change counter before anything was read.
    var changes: Int64
}
