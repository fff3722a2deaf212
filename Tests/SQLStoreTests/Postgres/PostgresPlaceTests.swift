import Testing

@testable import SQLStore

/// Of URLs as libpq reads them; they need its library, and no server.
@Suite(.enabled(if: (try? LibPQ.installed.get()) != nil, "libpq is not installed."))
struct PostgresPlaceTests {
    @Test(arguments: [
        ("postgres://db1,db2:5433/balie?user=desk", "postgres://db1,db2/balie", "db1/balie"),
        ("postgresql://desk@db1/balie", "postgres://db1/balie", "db1/balie"),
        ("postgres:///balie?host=/run/postgresql&user=desk", "postgres:///run/postgresql/balie", "balie"),
    ])
    func aPlaceIsShownWithoutWhoWorksThere(url: String, name: String, short: String) throws {
        let place = try PostgresPlace(url)
        #expect(place.name == name)
        #expect(place.shortName == short)
    }

    @Test(arguments: [
        "postgres://desk:geheim@db1/balie", "postgres://db1/balie?password=geheim",
        "postgres://db1/balie?nothing=geheim@x",
    ])
    func aPasswordIsRefusedAndNotShown(url: String) {
        let error = #expect(throws: StoreError.self) { try PostgresPlace(url) }
        #expect(error?.kind == .invalid)
        #expect(error?.message.contains("geheim") == false)
    }

    @Test func ofSeveralServersTheOneThatTakesWritesIsUsed() throws {
        func attributes(_ url: String) throws -> [String] {
            try PostgresPlace(url).parameters.filter { $0.keyword == "target_session_attrs" }.map(\.value)
        }
        #expect(try attributes("postgres://db1/balie") == [])
        #expect(try attributes("postgres://db1,db2/balie") == ["read-write"])
        #expect(try attributes("postgres://db1,db2/balie?target_session_attrs=any") == ["any"])
    }

    @Test func whatTheURLSaysGoesBeforeWhatIsUsual() throws {
        let place = try PostgresPlace("postgres://db1/balie?connect_timeout=60")
        #expect(place.parameters.filter { $0.keyword == "connect_timeout" }.map(\.value) == ["60"])
        #expect(place.parameters.last?.keyword == "client_encoding")
    }
}
