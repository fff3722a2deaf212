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

    @Test(arguments: [
        ("", 30, 5, 60), ("-c lock_timeout=20s", 30, 20, 60), ("-cstatement_timeout=90000", 90, 5, 60),
        ("--statement_timeout=2min -c lock_timeout=1500ms -c idle_in_transaction_session_timeout=1h", 120, 1.5, 3600),
        ("-c statement_timeout=0", 86_400, 5, 60), ("-c lock_timeout=soon -c geqo=off", 30, 5, 60),
    ])
    func theLimitsOfAServerAreThoseOfTheURL(options: String, statement: Double, lock: Double, idle: Double) throws {
        let encoded = options.replacing(" ", with: "%20").replacing("=", with: "%3D")
        let limits = try PostgresPlace("postgres://db1/balie?options=" + encoded).limits
        #expect(limits.statement == statement)
        #expect(limits.lock == lock)
        #expect(limits.idleInTransaction == idle)
    }
}
