import BillingModel
import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

/// Whole screens over the real billing system, as staff see them.
@MainActor struct PictureTests {
    struct Scene: Sendable, CustomTestStringConvertible {
        var name: String
        var keys: [Key]
        var language = Language.english
        var size = Size(width: 80, height: 24)

        var testDescription: String { name }
    }

    nonisolated static let scenes: [Scene] = [
        Scene(name: "list-debtors", keys: []),
        Scene(name: "list-products", keys: [.character("2")]),
        Scene(name: "list-services", keys: [.character("3")]),
        Scene(name: "list-users", keys: [.character("4")]),
        Scene(name: "customer", keys: [.enter]),
        Scene(name: "customer-all", keys: [.enter, .backTab]),
        Scene(name: "note-line", keys: [.enter, .character("m"), .character("B")]),
        Scene(name: "edit-form", keys: [.character("e"), .tab]),
        Scene(name: "review", keys: [.character("e"), .tab, .end, .character("!"), .control("s")]),
        Scene(name: "password", keys: [.character("p")]),
        Scene(name: "termination", keys: [.enter, .character("t")]),
        Scene(name: "block", keys: [.character("4"), .character("t")]),
        Scene(name: "picker", keys: [.character("3"), .character("a"), .enter]),
        Scene(name: "help", keys: [.character("?")]),
        Scene(name: "menu", keys: [.character("x")]),
        Scene(name: "palette", keys: [.character(":"), .character("t"), .character("p")]),
        Scene(name: "palette-nl-wide", keys: [.character(":")], language: .dutch, size: Size(width: 132, height: 43)),
        Scene(name: "palette-low", keys: [.character(":"), .character("r")], size: Size(width: 60, height: 16)),
        Scene(name: "field-finder", keys: [.character("4"), .character("e"), .function(3), .character("m")]),
        Scene(
            name: "field-finder-low", keys: [.character("e"), .function(3), .character("e")],
            size: Size(width: 60, height: 16)),
        Scene(name: "list-services-low", keys: [.character("3")], language: .dutch, size: Size(width: 60, height: 16)),
        Scene(name: "too-small", keys: [], size: Size(width: 40, height: 10)),
        Scene(name: "customer-nl", keys: [.enter], language: .dutch),
        Scene(name: "termination-nl", keys: [.enter, .character("t")], language: .dutch),
        Scene(name: "list-debtors-wide", keys: [], size: Size(width: 132, height: 43)),
        Scene(name: "list-services-wide", keys: [.character("3")], size: Size(width: 132, height: 43)),
    ]

    @Test(arguments: scenes) func screenIsAsItsPictureKeptIt(_ scene: Scene) async throws {
        let desk = try await DemoInstallation()
        let driver = ScreenDriver(service: desk.engine, size: scene.size, language: scene.language, clock: fixedClock)
        await driver.idle()
        for key in scene.keys { await driver.press(key) }
        expectPicture(scene.name, of: driver)
    }
}
