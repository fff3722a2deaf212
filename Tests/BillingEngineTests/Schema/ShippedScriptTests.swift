import Foundation
import SQLStore
import Testing

@testable import BillingEngine

/// The scripts as they were shipped, kept as files: databases made by them are out there.
enum ShippedScripts {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    static func text(_ version: Int) throws -> String {
        try String(contentsOf: folder.appending(path: "Shipped/version\(version).sql"), encoding: .utf8)
    }

    /// The schema as it was at that version.
    static func schema(_ version: Int) throws -> SQLSchema { SQLSchema(try (1...version).map(text)) }
}

@Suite struct ShippedScriptTests {
    @Test(arguments: SQLiteSchema.current.scripts.indices) func aShippedScriptNeverChanges(index: Int) throws {
        #expect(try SQLiteSchema.current.scripts[index] == ShippedScripts.text(index + 1))
    }

    /// Whoever changes a standard template writes the script that brings it to the databases.
    @Test func aNewDatabaseHasTheStandardTemplates() async throws {
        let engine = try await TestEngine()
        let stored = try await engine.rows("SELECT * FROM mail_template WHERE id <= 3 ORDER BY id")
        #expect(stored.map { $0.text("subject") } == StandardMailTemplates.all.map(\.subject))
        #expect(stored.map { $0.text("body") } == StandardMailTemplates.all.map(\.body))
        #expect(stored.map { $0.text("name") } == StandardMailTemplates.all.map(\.name))
        #expect(stored.map { $0.integer("id") } == StandardMailTemplates.all.map(\.id))
    }
}
