import Foundation
import ProgramTesting
import Testing

extension EndToEndTests {
    /// From one system to another and back, in one console.
    @Suite struct SwitchingTests {
        private let home: TemporaryHome
        private let dataHome: TemporaryHome
        private let server: DemoServer

        init() async throws {
            (home, dataHome) = (try await TemporaryHome.withDemoData(), try await TemporaryHome.withDemoData())
            server = try await DemoServer(over: dataHome.defaultDatabase.path, in: dataHome)
        }

        @Test(arguments: Window.all) func nothingIsLostOnTheWay(in window: Window) async throws {
            try home.configure(.hostFact, at: server)
            let session = try await window.open(home)
            try await session.filter("jackson", until: "DB0001", isOnlyHit: true)
            try await session.press("C")
            try await session.waitFor("open, in view", TemporaryHome.profile, "HostFact")
            try await session.press("Enter")
            try await session.waitFor("DB0001", "1/500", "as of")
            try await session.press("C")
            try await session.waitFor("open, in view")
            try await session.press("Enter")
            let picture = try await session.waitFor("DEMO", "jackson", "1/1")
            #expect(!picture.contains("as of"))
            try await session.press("Escape")
            try await session.waitFor("1/500")
            try await session.press("q")
            #expect(try await session.waitForExit() == 0)
            #expect(try session.hasRestoredTheTerminal())
        }

        @Test func theKeyOfASystemIsAskedForOnTheTerminalOfTheConsole() async throws {
            try home.configure(.hostFact, at: server, keyCommand: "sh \(home / "ask")")
            let script = """
                exec 3<> /dev/tty || exit 9
                printf 'Passphrase: ' >&3
                read -r answer <&3
                test "$answer" = sesame && cat '\(server.keyFile)'
                """
            try script.write(toFile: home / "ask", atomically: true, encoding: .utf8)
            let session = try await Window.all[0].open(home)
            for answer in ["mellon", "sesame"] {
                try await session.press("C")
                try await session.waitFor("open, in view", TemporaryHome.profile)
                try await session.press("Enter")
                try await session.waitFor("Passphrase:")
                #expect(try await session.isOnAlternateScreen() == false)
                try await session.type(answer)
                try await session.press("Enter")
                if answer == "mellon" {
                    try await session.waitFor("failed with status 1", "open, in view")
                    try await session.press("Escape")
                    try await session.waitFor("DEMO", "1/500")
                }
            }
            try await session.waitFor("DB0001", "1/500", "as of")
            try await session.press("q")
            #expect(try await session.waitForExit() == 0)
            #expect(try session.hasRestoredTheTerminal())
        }
    }
}
