import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import M4API
import ProgramTesting

/// A home folder whose configuration leads to a server by the profile `there`.
final class Desk: Sendable {
    let home: TemporaryHome

    init(kind: String, at address: ServerAddress, key: String) throws {
        home = try TemporaryHome()
        let folder = home / "config/balie"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Self.write(key + "\n", to: home / "key")
        let path = kind == "m4" ? "/billing/api/" : HostFactRequest.usualPath
        // A budget of its own: the usual one is shared by everybody on this machine.
        try Self.write(
            """
            [profile.\(Self.profile)]
            kind = "\(kind)"
            url = "\(address.origin)\(path)"
            api_key_file = "\(home / "key")"
            timeout_seconds = 300
            budget_file = "\(home / "budget")"
            \(kind == "m4" ? "user = \"\(Access.caller)\"" : "")
            """, to: "\(folder)/config.toml")
    }

    static let profile = "there"

    private static func write(_ text: String, to path: String) throws {
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: attributes) else {
            throw DriverError("\(path) cannot be written.")
        }
    }
}

/// Carries a request as the words of a `balie call`, and what that prints as the answer.
struct CallTransport: Transport {
    let home: TemporaryHome

    func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
        let words = try Self.words(request)
        let outcome: ProgramEnd
        do {
            outcome = try await Self.turns.take {
                try await run(
                    Balie.path(), ["call", "--profile", Desk.profile] + words, environment: home.environment)
            }
        } catch {
            throw APIError(.failure, LocalizedText(verbatim: "\(error)"))
        }
        switch (outcome.exitCode, outcome.errors.isEmpty) {
        case (0, true), (1, false): return WireResponse(body: outcome.output.utf8)
        default:
            let told = "balie call \(words) ended with \(outcome.exitCode): \(outcome.errors)\(outcome.output)"
            throw APIError(.failure, LocalizedText(verbatim: told))
        }
    }

    /// A few at a time: hundreds of programs starting at once would answer nobody within a request's deadline.
    private static let turns = Turns(4)

    /// `debtor show Identifier=1`, or `m4 users_get user_id=all`.
    private static func words(_ request: WireRequest) throws(APIError) -> [String] {
        let parameters = try request.bodyParameters()
        func words(without controls: Set<String>) -> [String] {
            parameters.filter { !controls.contains($0.name) }.flatMap { Self.words($0.value, named: $0.name) }
        }
        guard let controller = parameters.text("controller"), let action = parameters.text("action") else {
            let call = request.path.split(separator: "/").last.map(String.init) ?? ""
            // Whose login it is, is the call's own parameter.
            let isLogin = call == LogIn.call || call == LogOut.call
            return ["m4", call] + words(without: isLogin ? ["hash"] : ["u", "hash"])
        }
        return [controller, action] + words(without: ["api_key", "controller", "action"])
    }

    private static func words(_ value: RawValue, named name: String) -> [String] {
        switch value {
        case .text(let text): ["\(name)=\(text)"]
        case .boolean(let isOn): ["\(name)=\(isOn ? 1 : 0)"]
        case .null: []
        case .list(let items): items.enumerated().flatMap { words($1, named: "\(name)[\($0)]") }
        case .map(let members): members.flatMap { words($0.value, named: "\(name)[\($0.name)]") }
        }
    }
}
