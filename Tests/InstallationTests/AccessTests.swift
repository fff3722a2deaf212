import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import ProgramTesting
import Testing

extension InstallationTests {
    /// Who has not the key, or finds no server, is told so and changes nothing.
    @Suite struct AccessTests {
        @Test(arguments: Way.toHostFact.filter { $0 != .engine })
        func aWrongKeyLearnsAndChangesNothing(way: Way) async throws {
            let office = try await Installation(way, key: "geraden")
            let before = try await office.everything()
            let change = filled(EditDebtor()) {
                $0[Debtor.identifier] = 1
                $0[Debtor.city] = "Ede"
            }
            let actions: [any HostFactAction] = [ShowDebtor(1), ShowDebtor(999), change]
            for action in actions { #expect(await office.refusal(of: action)?.words == "API key is invalid") }
            #expect(try await office.everything() == before)
        }

        @Test(arguments: Way.toM4.filter { $0 != .engine })
        func aWrongSecretIsAWrongHash(way: Way) async throws {
            let office = try await Installation(way, key: "geraden")
            let before = try await office.everything()
            let actions: [any M4Action] = [ReadUser(3), filled(UpdateUserDetails(3)) { $0[User.city] = "Ede" }]
            for action in actions {
                #expect(await office.refusal(of: action)?.words.contains("Incorrect hash") == true)
            }
            #expect(try await office.everything() == before)
        }

        @Test(arguments: ["hostfact", "wefact", "m4"])
        func aServerThatIsNotThereHasGotNothing(kind: String) async throws {
            // A port that was free a moment ago, and that the system gives to nobody else so soon.
            let free = ServerAddress(isSecure: false, host: "127.0.0.1", port: try await Self.closedPort())
            let desk = try Desk(kind: kind, at: free, key: Access.key)
            let words = kind == "m4" ? ["m4", "users_get", "user_id=3"] : ["debtor", "show", "Identifier=1"]
            let outcome = try await run(
                Balie.path(), ["call", "--profile", Desk.profile] + words, environment: desk.home.environment)
            #expect(outcome.exitCode == 3)
            #expect(outcome.errors.contains("127.0.0.1"))
            #expect(!outcome.errors.contains(Access.key))
        }

        private static func closedPort() async throws -> Int {
            let office = try await Installation(.engine)
            let server = try await TestServer(office.engine)
            await server.stop()
            return server.address.port
        }
    }
}
