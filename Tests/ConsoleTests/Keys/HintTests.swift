import BillingAPI
import BillingModel
import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

/// A key that a screen names does something there.
@MainActor struct HintTests {
    /// Every key by the name it has in the bar.
    private static let named: [String: Key] = Dictionary(
        Command.allCases.flatMap { KeyMap.standard.keys(of: $0) }.map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first })

    private func keysInBar(_ driver: ScreenDriver) -> [Key] {
        (driver.lines.last { !$0.isEmpty } ?? "").split(separator: "  ").compactMap { item in
            item.split(separator: " ").first.flatMap { Self.named[String($0)] }
        }
    }

    private func keysInSentences(_ driver: ScreenDriver) -> [Key] {
        let words = driver.picture.split(whereSeparator: \.isWhitespace).map(String.init)
        return words.indices.compactMap { index in
            let word = words[index].lowercased()
            let isEnglish = word == "press" && index + 1 < words.count
            let isDutch = word == "druk" && index + 2 < words.count && words[index + 1] == "op"
            return isEnglish ? Self.named[words[index + 1]] : isDutch ? Self.named[words[index + 2]] : nil
        }
    }

    @Test(arguments: Scene.all, Language.allCases)
    func everyKeyThatIsNamedDoesSomething(_ scene: Scene, _ language: Language) async {
        let driver = await scene.play(language)
        let keys = keysInBar(driver) + keysInSentences(driver)
        #expect(!keys.isEmpty, "\(driver.picture)")
        for key in keys {
            let driver = await scene.play(language)
            let before = driver.terminal.shown
            await driver.press(key)
            let after = driver.terminal.shown
            #expect(
                after.picture != before.picture || after.cursor != before.cursor || driver.end != nil, "\(key.name)")
            #expect(driver.line(with: "! " + Texts(language).nothingSelected) == nil, "\(key.name)")
            #expect(
                !driver.picture.contains(language == .dutch ? "doet hier niets" : "does nothing here"), "\(key.name)")
        }
    }

    @Test(arguments: Scene.all, Language.allCases)
    func keyThatDoesNothingNamesOneThatHelps(_ scene: Scene, _ language: Language) async {
        let driver = await scene.play(language)
        await driver.press(.function(12))
        guard driver.line(with: "F12 ") != nil else { return }
        let keys = keysInSentences(driver).suffix(1)
        #expect(!keys.isEmpty)
        for key in keys {
            await driver.press(key)
            let title = Texts(language).keysOf("").trimmingCharacters(in: .whitespaces)
            #expect(driver.lines.contains { $0.hasPrefix(title) } || scene.name.hasPrefix("help"), "\(key.name)")
        }
    }

    @Test func helpOfAFormNamesNoKeyThatTypes() async {
        let driver = await Scene("edit form", .run(.edit), .run(.help)).play(.english)
        #expect(driver.line(with: "Keys: Edit debtor") != nil)
        #expect(driver.line(with: "Esc  q") == nil)
        #expect(driver.line(with: "Esc") != nil)
        #expect(driver.line(with: "?  F1") == nil)
    }

    @Test func helpOfADialogLeadsBackToIt() async {
        let driver = await Scene("password", .run(.password), .run(.help)).play(.english)
        #expect(driver.line(with: "Keys: Reset password") != nil)
        #expect(driver.line(with: "Generate a password") != nil)
        await driver.press(.escape)
        #expect(driver.line(with: "Reset password · DB0001") != nil)
    }

    @Test func usersOfferNoPasswordInTheBarAndStillSayWhy() async {
        let driver = await Scene("users", .run(.users)).play(.english)
        #expect(driver.lines.last?.contains("password") == false)
        await driver.press(.character("p"))
        #expect(driver.line(with: Texts(.english).noUserPassword) != nil)
    }
}
