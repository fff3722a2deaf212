import Foundation
import Synchronization

@testable import BillingEngine
@testable import SQLStore

/// Databases of their own for tests: files, or databases of a server that `server.sh` started.
///
/// The same tests run on both: on a server where `BALIE_TEST_ENGINE` is `postgres`.
public final class TestDatabase: Sendable {
    private struct State {
        var stores: [WeakStore] = []
        /// Whether somebody may have opened it who is not among these.
        var isShared = false
    }

    private let place: String
    private let directory: String?
    private let name: String?
    private let state = Mutex(State())

    /// Whether there is a server; tests of nothing else are skipped without one.
    public static var hasServer: Bool { server != nil }

    /// Whether tests of the engine run on it.
    public static var isOnServer: Bool { environment["BALIE_TEST_ENGINE"] == "postgres" }

    private static var server: String? { environment["BALIE_TEST_POSTGRES"] }
    private static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// Of the kind that the engine is tested on.
    public convenience init() async throws {
        if Self.isOnServer { try await self.init(onServer: false) } else { self.init(inFile: ()) }
    }

    private init(inFile: Void) {
        let directory = NSTemporaryDirectory() + "balie-" + UUID().uuidString
        (name, self.directory) = (nil, directory)
        place = "sqlite:\(directory)/test.sqlite"
    }

    private init(onServer isEmpty: Bool) async throws {
        let name = try await isEmpty ? Databases.shared.made(isEmpty: true) : Databases.shared.fresh()
        (self.name, directory) = (name, nil)
        place = try Self.url(of: name)
        if isEmpty { state.withLock { $0.isShared = true } }
    }

    /// A file in any case.
    public static func file() -> TestDatabase { TestDatabase(inFile: ()) }

    /// One of the server's in any case.
    ///
    /// - Parameter isEmpty: Whether it has no tables.
    public static func onServer(isEmpty: Bool = false) async throws -> TestDatabase {
        try await TestDatabase(onServer: isEmpty)
    }

    deinit {
        if let directory { try? FileManager.default.removeItem(atPath: directory) }
        if let name { Databases.shared.isDone(name, state.withLock { $0.isShared ? nil : $0.stores }) }
    }

    /// Leads to an empty database with Balie's tables, or to a file that is not there yet.
    public var url: String {
        state.withLock { $0.isShared = true }
        return place
    }

    public func open() throws -> any SQLStore {
        let store = try Engine.open(place).store
        state.withLock { $0.stores.append(WeakStore(store: store as? PostgresStore)) }
        return store
    }

    static func url(of name: String) throws -> String {
        guard let server else { throw NoServer() }
        return server.replacing("///postgres?", with: "///\(name)?")
    }

    struct NoServer: Error, CustomStringConvertible {
        var description: String { "There is no server: run the tests by Tests/PostgresTesting/server.sh." }
    }
}

struct WeakStore: Sendable {
    weak var store: PostgresStore?
}
