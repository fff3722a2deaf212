import BillingModel
import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

/// With other keys the whole console names these, and they work.
@MainActor struct ChangedKeysTests {
    /// A key for each command that no command has as shipped.
    private static let map = KeyMap(
        .standard,
        Dictionary(
            uniqueKeysWithValues: Command.allCases.enumerated().map { ($1, [Key.function(21 + $0)]) }))

    private static let names = Set(Command.allCases.compactMap { map.name(of: $0) })

    /// How the shipped keys are called, as far as that is no word of a language.
    private static let staleNames = Set(
        Command.allCases.flatMap { KeyMap.standard.keys(of: $0) }.map(\.name).filter {
            $0.count > 1 || "↑↓".contains($0)
        }
    ).subtracting(["Home", "End"])

    @Test(arguments: Scene.all, Language.allCases)
    func noScreenNamesAKeyThatIsNoLongerOne(_ scene: Scene, _ language: Language) async {
        let driver = await scene.play(language, Self.map)
        let words = driver.picture.split { $0.isWhitespace || ".,;:()[]".contains($0) }.map(String.init)
        #expect(Self.staleNames.isDisjoint(with: words), "\(driver.picture)")
        let lowered = words.map { $0.lowercased() }
        for (index, word) in lowered.enumerated() {
            let isAsked = word == "press" || word == "op" && index > 0 && lowered[index - 1] == "druk"
            if isAsked { #expect(Self.names.contains(words[index + 1]), "\(driver.picture)") }
        }
        guard scene.name != "too small" else { return }
        let bar = (driver.lines.last ?? "").split(separator: "  ").compactMap { $0.split(separator: " ").first }
        #expect(!bar.isEmpty && bar.allSatisfy { Self.names.contains(String($0)) }, "\(driver.picture)")
    }

    @Test func shippedKeysDoNothingOnceTheyAreOthers() async {
        let driver = await Scene("debtors").play(.english, Self.map)
        await driver.press(.character("q"), .character("e"), .character("j"))
        #expect(driver.end == nil)
        #expect(driver.line(with: "j does nothing here. Press F") != nil)
        await driver.press(Step.run(.quit).key(Self.map))
        #expect(driver.end == .quit)
    }

    @Test func printedKeysAreTheUsersOwn() async throws {
        let printer = PagePrinter(
            service: await StubService.office(), texts: Texts(.english), backend: .embedded(mail: .waits),
            keys: Self.map, clock: fixedClock)
        let lines = printer.keys(of: .debtors).lines()
        let edit = try #require(Self.map.name(of: .edit))
        #expect(lines.contains("\(edit): Edit the customer"), "\(lines)")
        let words = lines.flatMap { $0.split { $0.isWhitespace || $0 == ":" }.map(String.init) }
        #expect(Self.staleNames.isDisjoint(with: words))
    }
}
