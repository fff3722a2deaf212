import Foundation
import ProgramTesting
import Testing

extension TerminalTests {
    /// A key, a secret of M4 and two passwords, looked for everywhere after a day's work and its bad ends.
    @Suite struct SecretTests {
        private let home: TemporaryHome
        private let dataHome: TemporaryHome
        private let server: DemoServer
        private let sent = "sent-otter-\(UUID().uuidString)"
        private let unsent = "unsent-otter-\(UUID().uuidString)"

        init() async throws {
            (home, dataHome) = (try await TemporaryHome.withDemoData(), try await TemporaryHome.withDemoData())
            server = try await DemoServer(over: dataHome.defaultDatabase.path, in: dataHome)
        }

        @Test func secretsAreFoundOnlyWhereTheyBelong() async throws {
            let key = try server.key()
            let secret = try String(contentsOfFile: server.secretFile, encoding: .utf8)
                .trimmingCharacters(in: .newlines)
            try await connectAndWork(key)
            try await crashInADialog()
            try await workWithM4(secret)
            let printed = try await everythingPrinted()
            for planted in [key, secret, sent, unsent] {
                let forms = try await Planted(planted, home).forms
                for place in try home.files(holding: forms) {
                    #expect(place == "config/balie/keys/\(planted == key ? "there" : "tel")", "\(place)")
                    #expect(try home.mode(of: place) == 0o600)
                }
                for form in forms {
                    #expect(!printed.contains(form), "a command printed \(form)")
                    #expect(!(server.program.output + server.program.errors).contains(form), "the log has \(form)")
                }
            }
            try await expectNothingInTheServersData(key, secret)
        }

        /// In the console a system is connected, a password reset, a city edited; then it is killed over a dialog.
        private func connectAndWork(_ key: String) async throws {
            let session = try await Window.all[0].open(home)
            try await session.ask(["pipe-pane", "cat > '\(home / "bytes-of-work")'"])
            try await session.press("C")
            try await session.waitFor("Or a command")
            try await session.fill("Name", with: "there")
            try await session.fill("Address", with: server.origin + DemoServer.hostFactPath)
            try await session.fill("API key", with: key)
            try await session.press("C-s")
            try await session.waitFor("Enter keeps")
            try await session.press("Enter")
            try await session.waitFor("DB0001", "1/500", "as of")
            try await session.press("p")
            try await session.waitFor(Shown.passwordDialog)
            try await session.fill(Shown.temporaryPassword, with: sent)
            try await session.review()
            try await session.send()
            try await session.waitFor("HostFact says:")
            try await session.press("e")
            try await session.waitFor(Shown.debtorForm)
            try await session.fill("City", with: "Breda")
            try await session.review()
            try await session.send()
            try await session.waitFor("is bewerkt")
            try await typeUnsent(session)
            try expectInNoProcess([key, sent, unsent])
            try await session.signal(SIGKILL)
            try await session.waitForExit()
        }

        private func typeUnsent(_ session: TmuxSession) async throws {
            try await session.press("p")
            try await session.waitFor(Shown.passwordDialog)
            try await session.fill("New user name", with: "otter")
            try await session.fill(Shown.temporaryPassword, with: unsent)
            try await home.waitForDraft(holding: "otter")
        }

        private func crashInADialog() async throws {
            let session = try await TmuxSession(
                ["/bin/sh", "-c", #"ulimit -c unlimited; exec "$@""#, "shell", Balie.path()], home: home,
                environment: ["SWIFT_BACKTRACE": "enable=no"])
            try await session.waitFor("DB0001", "1/500")
            try await session.ask(["pipe-pane", "cat > '\(home / "bytes-of-crash")'"])
            // What the console before was killed over is offered, but for the password.
            try await session.press("p")
            try await session.waitFor("[ Go on with it ]")
            try await session.press("Enter")
            try await session.waitUntilGone("[ Go on with it ]")
            try await session.fill(Shown.temporaryPassword, with: unsent)
            try await session.waitUntil("the dots") { $0.line(with: Shown.temporaryPassword, "••••••") != nil }
            try await session.signal(SIGSEGV)
            try await session.waitForExit()
            #expect(FileManager.default.fileExists(atPath: home / "state/balie/crashes/crash-1.txt"))
        }

        private func workWithM4(_ secret: String) async throws {
            let added = try await run(
                Balie.path(),
                ["profile", "add", "tel", "--kind", "m4", "--url", server.origin + DemoServer.m4Path]
                    + ["--user", "admin", "--api-key-stdin"],
                environment: home.environment, input: secret + "\n")
            #expect(added.exitCode == 0, "\(added.errors)")
            let done = try await run(
                Balie.path(), ["call", "--profile", "tel", "m4", "user_details_update", "user_id=3", "hidden=1"],
                environment: home.environment)
            #expect(done.exitCode == 0, "\(done.errors)")
        }

        private func everythingPrinted() async throws -> String {
            var printed = ""
            for words in [
                ["journal"], ["journal", "--json"], ["journal", "verify"], ["outbox"], ["draft", "list"],
                ["draft", "list", "--json"], ["profile", "list"], ["profile", "check", "there"],
                ["profile", "check", "tel"], ["call", "--profile", "there", "debtor", "show", "Identifier=1"],
                ["mail", "list", "--database", dataHome.defaultDatabase.url],
                ["mail", "show", "1", "--database", dataHome.defaultDatabase.url],
            ] {
                let end = try await run(Balie.path(), words, environment: home.environment)
                printed += end.output + end.errors
            }
            #expect(printed.contains("changed") && printed.contains("accepts the key"), "\(printed)")
            return printed
        }

        /// The password for a day is what the vendor keeps; nothing else of all this may be there, in whatever form.
        private func expectNothingInTheServersData(_ key: String, _ secret: String) async throws {
            for planted in [key, secret, unsent] {
                let forms = try await Planted(planted, home).withoutKeyHash
                let files = try dataHome.files(holding: forms).filter { !["desk.key", "m4.secret"].contains($0) }
                #expect(files.isEmpty, "\(files)")
            }
            let digests = try await Planted(sent, home).forms.dropFirst()
            #expect(try dataHome.files(holding: Array(digests)) == [])
        }

        /// What every process was started with, which everybody on the machine can read of most.
        private func expectInNoProcess(_ secrets: [String]) throws {
            var looked = 0
            for process in try FileManager.default.contentsOfDirectory(atPath: "/proc") where Int(process) != nil {
                for file in ["cmdline", "environ", "comm"] {
                    // One may have ended meanwhile.
                    guard let content = FileManager.default.contents(atPath: "/proc/\(process)/\(file)") else {
                        continue
                    }
                    looked += 1
                    for secret in secrets {
                        #expect(content.range(of: Data(secret.utf8)) == nil, "\(process)/\(file)")
                    }
                }
            }
            #expect(looked > 5)
        }
    }
}

/// A secret and what gives it away: itself, what every program can undo, and digests that are guessed in no time.
private struct Planted {
    /// The secret first.
    let forms: [String]
    /// A key is known by its SHA-256: 256 random bits are not guessed.
    var withoutKeyHash: [String] { Array(forms.prefix(3)) }

    init(_ secret: String, _ home: TemporaryHome) async throws {
        var forms = [
            secret, Data(secret.utf8).base64EncodedString(), secret.utf8.map { String($0, radix: 16) }.joined(),
        ]
        for tool in ["sha256sum", "sha1sum", "md5sum"] {
            let sum = try await run("/usr/bin/\(tool)", [], environment: home.environment, input: secret)
            forms.append(String(sum.output.prefix { $0 != " " }))
        }
        self.forms = forms
    }
}

extension TemporaryHome {
    /// The files below this home that have one of these texts in them.
    fileprivate func files(holding texts: [String]) throws -> [String] {
        var found: [String] = []
        for case let name as String in try #require(FileManager.default.enumerator(atPath: path)) {
            guard let content = FileManager.default.contents(atPath: self / name) else { continue }
            if texts.contains(where: { content.range(of: Data($0.utf8)) != nil }) { found.append(name) }
        }
        return found
    }
}
