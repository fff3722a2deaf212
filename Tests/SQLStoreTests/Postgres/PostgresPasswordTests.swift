import PostgresTesting
import Testing

@testable import SQLStore

@Suite(.enabled(if: TestDatabase.hasServer, "There is no PostgreSQL server."))
struct PostgresPasswordTests {
    private func user(_ url: String, _ password: PostgresPlace.Password?) async throws -> String? {
        let place = try PostgresPlace(url, password: password)
        let desk = PostgresThread("password") { try PostgresConnection(place) }
        defer { desk.close() }
        return try await desk.run { try $0.rows(SQLQuery("SELECT current_user")).first?.text(0) }
    }

    @Test func theServerIsGivenThePasswordOfTheMoment() async throws {
        let database = try await TestDatabase.onServer(isEmpty: true)
        let url = try await database.urlByPassword()
        #expect(try await user(url) { TestDatabase.password } == "with_password")
    }

    @Test func aWrongPasswordAndNoneAreRefusedAndNotShown() async throws {
        let database = try await TestDatabase.onServer(isEmpty: true)
        let url = try await database.urlByPassword()
        for password in [{ "geheim" }, nil] as [PostgresPlace.Password?] {
            let error = await #expect(throws: StoreError.self) { try await user(url, password) }
            #expect(error?.kind == .away)
            #expect(error?.message.contains("geheim") == false)
        }
    }

    @Test func whyThereIsNoPasswordIsTold() async throws {
        let database = try await TestDatabase.onServer(isEmpty: true)
        let url = try await database.urlByPassword()
        let reason = StoreError(.away, "Locked.", "Op slot.")
        let error = await #expect(throws: StoreError.self) {
            try await user(url) { () throws(StoreError) in throw reason }
        }
        #expect(error == reason)
    }
}
