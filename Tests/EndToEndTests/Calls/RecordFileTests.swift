import Foundation
import ProgramTesting
import Testing

/// `balie export` and `balie import` on files.
struct RecordFileTests {
    private let home: TemporaryHome
    private let database: String

    init() async throws {
        home = try TemporaryHome()
        database = "sqlite:" + (home / "test.sqlite")
        let made = try await runBalie("demo", "--debtors", "15", "--database", database, home: home)
        try #require(made.exitCode == 0, "\(made.errors)")
    }

    private func file(_ name: String) -> String { home / name }
    private func text(of name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    }

    @Test func exportIsForItsOwnerAndComesBackWithoutAChange() async throws {
        let export = try await runBalie("export", "debtors", file("all.csv"), "--database", database, home: home)
        #expect(export.exitCode == 0, "\(export.errors)")
        #expect(export.output.hasPrefix("15 rows written to"))
        let attributes = try FileManager.default.attributesOfItem(atPath: file("all.csv"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let lines = try text(of: "all.csv").components(separatedBy: "\r\n")
        #expect(lines[0].hasPrefix("Identifier,DebtorCode,CompanyName,"))
        #expect(lines.contains { $0.contains("DB0001") })
        let back = try await runBalie("import", "debtors", file("all.csv"), "--database", database, home: home)
        #expect(back.exitCode == 0, "\(back.errors)")
        #expect(back.output == "0 new, 0 changed, 15 as they are.\n")
    }

    @Test func exportTakesWhatAListIsAsked() async throws {
        let fields = try await runBalie(
            "export", "products", "-", "searchfor=Hosting", "--columns", "ProductCode,PriceExcl", "--separator",
            "semicolon", "--database", database, home: home)
        #expect(fields.exitCode == 0, "\(fields.errors)")
        #expect(fields.output.hasPrefix("ProductCode;PriceExcl\r\nP0"))
    }

    @Test func dutchSpreadsheetIsWrittenAndRead() async throws {
        let export = try await runBalie(
            "export", "products", file("p.csv"), "--excel", "--columns", "ProductCode,PriceExcl", "--language", "nl",
            "--database", database, home: home)
        #expect(export.exitCode == 0, "\(export.errors)")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file("p.csv")))
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF] + Array("ProductCode;PriceExcl\r\n".utf8)))
        var text = try text(of: "p.csv")
        let line = try #require(text.split(separator: "\r\n").dropFirst().first)
        let code = line.split(separator: ";")[0]
        text = "Productcode;Prijs\r\n\(code);1.234,56\r\n"
        try write(text, to: "q.csv")
        let dry = try await runBalie(
            "import", "products", file("q.csv"), "--map", "Productcode=ProductCode", "--map", "Prijs=PriceExcl",
            "--dry-run", "--language", "nl", "--database", database, home: home)
        #expect(dry.exitCode == 0, "\(dry.errors)")
        #expect(dry.output.contains("Regel 2: PriceExcl: “"))
        #expect(dry.output.contains("→ “1234.56”"))
        #expect(dry.output.hasSuffix("0 nieuw, 1 gewijzigd, 0 ongewijzigd. Er is niets verzonden.\n"))
    }

    @Test func rowsThatAreRefusedAreToldAndTheOthersGoOn() async throws {
        try write("DebtorCode,City,Country\nDB0001,Leiden,\nDB0002,Delft,Nederlandsss\nDB0003,Gouda,\n", to: "c.csv")
        let end = try await runBalie("import", "debtors", file("c.csv"), "--database", database, home: home)
        #expect(end.exitCode == 1)
        #expect(end.errors.hasPrefix("Line 3: "))
        #expect(end.errors.contains("Country"))
        #expect(end.output.hasSuffix("0 new, 2 changed, 0 as they are, 1 refused.\n"))
    }

    @Test func secondRunOfOneFileChangesNothing() async throws {
        try write(
            "DebtorCode,Description,PriceExcl,Periodic\nDB0001,Maatwerk,10,m\nDB0001,Maatwerk,10,m\n", to: "s.csv")
        let first = try await runBalie("import", "services", file("s.csv"), "--database", database, home: home)
        #expect(first.exitCode == 0, "\(first.errors)")
        #expect(first.output.hasSuffix("2 new, 0 changed, 0 as they are.\n"))
        let second = try await runBalie("import", "services", file("s.csv"), "--database", database, home: home)
        #expect(second.output == "0 new, 0 changed, 2 as they are.\n")
    }

    @Test(arguments: [
        (["import", "debtors", "missing.csv"], "cannot be read"),
        (["import", "weather", "x.csv"], "There is no list “weather”"),
        (["import", "debtors", "x.csv", "--map", "="], "is not COLUMN=FIELD"),
        (["export", "debtors", "x.csv", "--separator", "pipe"], "is none of comma"),
        (["export", "debtors", "x.csv", "weather=1"], "cannot be asked “weather”"),
        (["export", "debtors", "x.csv", "--columns", "Weather"], "have no column “Weather”"),
    ]) func whatCannotBeMeantIsAUsageError(words: [String], sentence: String) async throws {
        let end = try await run(Balie.path(), words + ["--database", database], environment: home.environment)
        #expect(end.exitCode == 2)
        #expect(end.errors.contains(sentence), "\(end.errors)")
    }

    @Test func fileThatIsThereIsKeptUnlessItIsToBeReplaced() async throws {
        try write("mine", to: "x.csv")
        let words = ["export", "debtors", file("x.csv"), "--columns", "DebtorCode", "--database", database]
        let refused = try await run(Balie.path(), words, environment: home.environment)
        #expect(refused.exitCode == 2)
        #expect(try text(of: "x.csv") == "mine")
        let replaced = try await run(Balie.path(), words + ["--replace"], environment: home.environment)
        #expect(replaced.exitCode == 0)
        #expect(try text(of: "x.csv").hasPrefix("DebtorCode\r\n"))
    }
}
