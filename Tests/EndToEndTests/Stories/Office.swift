import Foundation
import ProgramTesting
import Testing

/// What the console of a story works on.
enum System: String, Sendable {
    case embedded
    case hostFact = "HostFact"
    case weFact = "WeFact"
    case m4 = "M4"

    static let billing = [System.embedded, .hostFact, .weFact]
}

/// A window, and what the console in it works on.
struct Setting: CustomTestStringConvertible, Sendable {
    var window: Window
    var system: System

    var testDescription: String { "\(system.rawValue), \(window.testDescription)" }

    /// The embedded engine in every window; systems elsewhere in the windows that show every sign.
    static func all(_ systems: [System]) -> [Setting] {
        systems.flatMap { system in
            (system == .embedded ? Window.all : Window.utf8).map { Setting(window: $0, system: system) }
        }
    }

    /// What staff are told of a change: of Balie's own engine what is known, of a vendor's system what it says.
    func told(_ own: String, _ vendor: String) -> String {
        system == .embedded ? own : "\(system.rawValue) says: “\(vendor)"
    }

    /// A console on untouched demo data, showing its first list.
    ///
    /// - Parameter timeout: After how many seconds a system elsewhere is no longer waited for.
    func open(timeout: Int = 300) async throws -> Office {
        let dataHome = try await TemporaryHome.withDemoData()
        let data = dataHome.defaultDatabase
        guard system != .embedded else { return Office(try await window.open(dataHome), data) }
        // A home of its own: what the story reads afterwards, only the server can have written.
        let (home, server) = (try TemporaryHome(), try await DemoServer(over: data.path, in: dataHome))
        try home.configure(system, at: server, timeout: timeout)
        let session = try await window.start(home, "--profile", TemporaryHome.profile)
        try await session.waitFor(system == .m4 ? "[4 Users]" : "DB0001", system == .m4 ? " 1/80" : " 1/500")
        return Office(session, data, server)
    }

    /// The console on the page of the first debtor.
    func openFirstDebtor() async throws -> Office {
        let office = try await open()
        try await office.session.press("Enter")
        try await office.session.waitFor("Keizersgracht 100", "Default product")
        return office
    }
}

/// A console that is open, and the data behind it, be they its own or a balied's.
final class Office {
    let session: TmuxSession
    let data: StoredData
    let server: DemoServer?

    init(_ session: TmuxSession, _ data: StoredData, _ server: DemoServer? = nil) {
        self.session = session
        self.data = data
        self.server = server
    }

    /// What a colleague does beside the console, on the same data.
    func colleague(_ call: String...) async throws {
        let home = try TemporaryHome()
        let outcome = try await run(
            Balie.path(), ["call", "--database", data.url] + call, environment: home.environment)
        guard outcome.exitCode == 0 else { throw DriverError("\(call): \(outcome.output)\(outcome.errors)") }
    }

    /// The list of users, which an M4 shows from the start.
    func showUsers() async throws {
        if server == nil { try await session.press("4") }
        try await session.waitFor("acc", "[4 Users]")
    }
}

extension TemporaryHome {
    static let profile = "there"

    /// Writes a configuration whose profile leads to the server.
    ///
    /// - Parameters:
    ///   - origin: Of another server on the same data.
    ///   - keyCommand: What prints the key; nil to take it from its file.
    func configure(
        _ system: System, at server: DemoServer, origin: String? = nil, keyCommand: String? = nil, timeout: Int = 300,
        perMinute: Int = 75
    ) throws {
        let isM4 = system == .m4
        let keyFile = isM4 ? server.secretFile : server.keyFile
        let text = """
            [profile.\(Self.profile)]
            kind = "\(system.rawValue.lowercased())"
            url = "\(origin ?? server.origin)\(isM4 ? DemoServer.m4Path : DemoServer.hostFactPath)"
            \(keyCommand.map { "api_key_command = '\($0)'" } ?? "api_key_file = \"\(keyFile)\"")
            timeout_seconds = \(timeout)
            requests_per_minute = \(perMinute)
            budget_file = "\(self / "budget")"
            \(isM4 ? "user = \"admin\"" : "")
            """
        let folder = self / "config/balie"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try text.write(toFile: "\(folder)/config.toml", atomically: true, encoding: .utf8)
    }
}
