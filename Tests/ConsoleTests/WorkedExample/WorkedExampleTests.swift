import BillingAPI
import BillingModel
import ConsoleTesting
import Foundation
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// What follows from the five places by itself, and that the document shows the code that is compiled here.
@MainActor struct WorkedExampleTests {
    @Test func actionIsCalledByItsNameAndAnsweredInTheVendorsEnvelope() async throws {
        let desk = try await DemoInstallation()
        let call = HostFactCall(
            "product", "copy", [RawParameter("Identifier", "1"), RawParameter("ProductCode", "P900")],
            among: actionsWithTheExample)
        let outcome = await call.answer(from: desk.engine, at: fixedMoment)
        #expect(outcome.error == nil)
        #expect(outcome.envelope.encoded().contains(#""success":["Product is gekopieerd als P900"]"#))
    }

    @Test func readOnlySessionRefusesItBelowTheScreens() async throws {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(
            ListScreen(ProductDesk.withTheExample), service: desk.engine, clock: fixedClock, isReadOnly: true)
        await driver.press(.character("A"))
        #expect(driver.line(with: ReadOnlyService.reason().english) != nil)
        let service = ReadOnlyService(desk.engine)
        await #expect(throws: APIError.self) { try await service.send(CopyProduct()) }
    }

    @Test(arguments: Language.allCases) func menuNamesItInBothLanguages(_ language: Language) async throws {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(
            ListScreen(ProductDesk.withTheExample), service: desk.engine, language: language, clock: fixedClock)
        await driver.press(.character("x"))
        #expect(driver.line(with: language == .dutch ? "Product kopiëren" : "Copy the product") != nil)
    }

    @Test func documentShowsTheCodeThatIsCompiledHere() throws {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent(Self.document), encoding: .utf8)
        let blocks = text.components(separatedBy: "```swift\n").dropFirst().compactMap {
            $0.components(separatedBy: "\n```").first
        }
        #expect(blocks.count == 5)
        let files = try ["CopyProduct", "CopyProduct+Engine", "CopyProduct+Desk", "CopyProductTests"].map {
            try String(contentsOf: here.appendingPathComponent("\($0).swift"), encoding: .utf8)
        }
        // A part of a file may stand further to the left than there.
        let lines = files.map { $0.components(separatedBy: "\n").map(Self.unindented) }
        for block in blocks {
            let wanted = block.components(separatedBy: "\n").map(Self.unindented)
            #expect(lines.contains { $0.contains(wanted) }, "\(block)")
        }
        #expect(
            try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8).contains(Self.document))
    }

    @Test func documentNamesFilesThatAreThere() throws {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent(Self.document), encoding: .utf8)
        let paths = text.matches(of: #/`((?:Sources|Tests)/[^`]+\.swift)`/#).map { String($0.output.1) }
        #expect(paths.count > 5)
        for path in paths {
            #expect(FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path), "\(path)")
        }
    }

    private static let document = "Tests/ConsoleTests/WorkedExample/NewAction.md"

    private static func unindented(_ line: String) -> String { line.trimmingCharacters(in: .whitespaces) }
}

extension [String] {
    /// Whether these lines occur in a row.
    fileprivate func contains(_ wanted: [String]) -> Bool {
        guard count >= wanted.count else { return false }
        return (0...(count - wanted.count)).contains { Array(self[$0..<($0 + wanted.count)]) == wanted }
    }
}
