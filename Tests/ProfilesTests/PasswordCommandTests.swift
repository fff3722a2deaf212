import BillingAPI
import Foundation
import Profiles
import Testing

@Suite struct PasswordCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// As the thread of a connection asks.
    private func password(_ command: PasswordCommand) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try command.password() }) }
        }
    }

    private var counting: String { "echo x >> \(folder.path)/runs; echo geheim" }

    private func runs() throws -> Int {
        try String(contentsOfFile: "\(folder.path)/runs", encoding: .utf8).split(separator: "\n").count
    }

    @Test func connectionsThatAreOpenedTogetherAskOnce() async throws {
        let command = PasswordCommand(counting, mayAsk: true)
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<4 { group.addTask { try await password(command) } }
            for try await password in group { #expect(password == "geheim") }
        }
        #expect(try runs() == 1)
    }

    @Test func whatWasAskedBeforeIsAskedAgainLater() async throws {
        let command = PasswordCommand(counting, mayAsk: false, longestUse: .zero)
        try await command.prepare(mayAsk: true)
        #expect(try await password(command) == "geheim")
        #expect(try runs() == 2)
    }

    @Test func whereItFailsLaterTheLastPasswordIsTried() async throws {
        let path = try folder.write("geheim\n", to: "password")
        let command = PasswordCommand("cat \(path)", mayAsk: true, longestUse: .zero)
        #expect(try await password(command) == "geheim")
        try FileManager.default.removeItem(atPath: path)
        #expect(try await password(command) == "geheim")
    }

    @Test(arguments: [
        (
            "echo locked >&2; exit 3", "The password's command “echo locked >&2; exit 3” failed with status 3: locked",
            "De opdracht “echo locked >&2; exit 3” voor het wachtwoord mislukte met status 3: locked"
        ),
        (
            "true", "What “true” prints has no password in its first line.",
            "Wat “true” afdrukt heeft geen wachtwoord op de eerste regel."
        ),
    ])
    func whyThereIsNoneIsTold(line: String, english: String, dutch: String) async throws {
        let error = await #expect(throws: APIError.self) {
            try await password(PasswordCommand(line, mayAsk: true))
        }
        #expect(error?.kind == .unreachable)
        #expect(error?.message.english == english)
        #expect(error?.message.dutch == dutch)
    }

    @Test func theNearestPlaceNamesIt() throws {
        let environment = [PasswordCommand.variable: "of the environment"]
        func line(_ option: String?, _ configured: String?) throws -> String? {
            try PasswordCommand.line(
                for: "postgres://db1/balie", option: ("--password-command", option), configured: configured, environment
            )
        }
        #expect(try line("given", "of the profile") == "given")
        #expect(try line(nil, "of the profile") == "of the profile")
        #expect(try line(nil, nil) == "of the environment")
        let none = try PasswordCommand.line(
            for: "postgresql://db1/balie", option: ("--password-command", nil), [PasswordCommand.variable: ""])
        #expect(none == nil)
    }

    @Test func aFileTakesNoPassword() throws {
        let environment = [PasswordCommand.variable: "of the environment"]
        let url = "sqlite:/x"
        #expect(try PasswordCommand.line(for: url, option: ("--password-command", nil), environment) == nil)
        let error = #expect(throws: APIError.self) {
            try PasswordCommand.line(for: url, option: ("--password-command", "given"), environment)
        }
        #expect(error?.kind == .invalidInput)
    }
}
