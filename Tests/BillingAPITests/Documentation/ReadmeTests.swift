import Foundation
import Testing

/// What the README says of the source is there.
@Suite struct ReadmeTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test func everyFileThatItNamesIsThere() throws {
        let text = try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
        let paths = text.matches(of: /`((?:Sources|Tests)\/[^`\s]+)`/).map { String($0.output.1) }
        // The way of a price alone names more than twenty.
        #expect(paths.count > 20)
        for path in paths {
            #expect(FileManager.default.fileExists(atPath: Self.root.appendingPathComponent(path).path), "\(path)")
        }
    }

    @Test func theWayOfAPriceGoesThroughFilesThatSpeakOfWhatTheyDo() throws {
        let words = [
            "Sources/HostFactAPI/Products/Product.swift": "\"PriceExcl\"",
            "Sources/HostFactAPI/Products/ProductActions.swift": "EditProduct",
            "Sources/BillingEngine/Products/EditProduct.swift": "EditProduct: EngineAction",
        ]
        for (path, word) in words {
            let text = try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
            #expect(text.contains(word), "\(path)")
        }
    }
}
