import BillingAPI
import BillingModel
import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

/// Whole screens over vendors' wires, as staff see them.
@MainActor struct RemotePictureTests {
    enum System: Sendable { case hostFact, m4, embedded }

    struct Scene: Sendable, CustomTestStringConvertible {
        var name: String
        var system: System
        var keys: [Key]
        var typed = ""
        var then: [Key] = []
        var language = Language.english
        var size = Size(width: 80, height: 24)

        var testDescription: String { name }
    }

    nonisolated private static let steps = [
        CheckStep(
            .done, LocalizedText("billing.example.net answers over TLS.", "billing.example.net antwoordt via TLS.")),
        CheckStep(
            .doubtful,
            LocalizedText(
                "The key is allowed, but this address may be refused later: only three addresses are let in there.",
                "De sleutel mag, maar dit adres kan later worden geweigerd: er mogen daar maar drie adressen in.")),
    ]

    nonisolated private static let known = [
        KnownProfile(name: "work", place: "HostFact billing.example.net"),
        KnownProfile(name: "voice", place: "M4 m4.example.net"),
    ]

    nonisolated static let scenes: [Scene] = [
        Scene(name: "remote-hostfact", system: .hostFact, keys: []),
        Scene(name: "remote-hostfact-reason", system: .hostFact, keys: [.character("4")]),
        Scene(name: "remote-hostfact-nl", system: .hostFact, keys: [.character("4")], language: .dutch),
        Scene(name: "remote-hostfact-small", system: .hostFact, keys: [], size: Size(width: 60, height: 16)),
        Scene(name: "remote-customer", system: .hostFact, keys: [.enter]),
        Scene(name: "remote-m4", system: .m4, keys: []),
        Scene(name: "remote-m4-nl", system: .m4, keys: [.character("1")], language: .dutch),
        Scene(name: "remote-m4-help", system: .m4, keys: [.character("?")], size: Size(width: 100, height: 34)),
        Scene(name: "remote-m4-form", system: .m4, keys: [.character("e"), .enter]),
        Scene(name: "connect-choice", system: .embedded, keys: [.character("C"), .down]),
        Scene(
            name: "connect-form", system: .embedded, keys: [.character("C"), .end, .down, .down, .enter, .tab, .tab]),
        Scene(
            name: "connect-form-m4-nl", system: .embedded,
            keys: [.character("C"), .down, .down, .enter, .right, .right, .tab, .tab, .tab], language: .dutch),
        Scene(
            name: "connect-problems", system: .embedded, keys: [.character("C"), .down, .down, .enter, .control("s")]),
        Scene(
            name: "connect-check", system: .embedded,
            keys: [.character("C"), .down, .down, .enter, .tab, .character("x"), .tab, .character("y"), .tab],
            typed: "geheim", then: [.control("s")]),
        Scene(
            name: "connect-check-nl", system: .embedded,
            keys: [.character("C"), .down, .down, .enter, .tab, .character("x"), .tab, .character("y"), .tab],
            typed: "geheim", then: [.control("s")], language: .dutch),
    ]

    @Test(arguments: scenes) func screenIsAsItsPictureKeptIt(_ scene: Scene) async throws {
        let desk = try await DemoInstallation()
        let service: any BillingService =
            switch scene.system {
            case .hostFact: desk.asHostFact()
            case .m4: desk.asM4()
            case .embedded: desk.engine
            }
        let driver = ScreenDriver(
            service: service, size: scene.size, language: scene.language, clock: fixedClock,
            profiles: StubSetup(Self.known, steps: Self.steps))
        await driver.idle()
        for key in scene.keys { await driver.press(key) }
        await driver.type(scene.typed)
        for key in scene.then { await driver.press(key) }
        expectPicture(scene.name, of: driver)
    }
}
