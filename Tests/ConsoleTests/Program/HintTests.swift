import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// A key that a screen names does something there.
@MainActor struct HintTests {
    /// A way from the first list to a screen in some state.
    struct Scene: Sendable, CustomTestStringConvertible {
        var name: String
        var keys: [Key]
        var size = Size(width: 132, height: 43)
        var isReadOnly = false

        init(_ name: String, _ keys: Key..., size: Size = Size(width: 132, height: 43), isReadOnly: Bool = false) {
            self.name = name
            self.keys = keys
            self.size = size
            self.isReadOnly = isReadOnly
        }

        var testDescription: String { name }
    }

    private nonisolated static func key(_ character: Character) -> Key { .character(character) }

    nonisolated static let scenes = [
        Scene("debtors"), Scene("debtors, read-only", isReadOnly: true),
        Scene("debtors, 60x16", size: Size(width: 60, height: 16)),
        Scene("filter", key("/")), Scene("filter, typed", key("/"), key("b")),
        Scene("filtered to nothing", key("/"), key("z"), key("z"), .enter), Scene("products", key("2")),
        Scene("services", key("3")), Scene("services, ended", key("3"), .down, .down), Scene("users", key("4")),
        Scene("users, read-only", key("4"), isReadOnly: true), Scene("customer", .enter),
        Scene("customer, users", .enter, .tab), Scene("customer, ended service", .enter, .down, .down),
        Scene("customer without services", .down, .enter),
        Scene("customer without services, read-only", .down, .enter, isReadOnly: true),
        Scene("service", .enter, .enter), Scene("ended service", .enter, .down, .down, .enter),
        Scene("edit form", key("e")), Scene("edit form, changed", key("e"), key("x")),
        Scene("edit form, review", key("e"), key("x"), .control("s")), Scene("product form", key("2"), key("e")),
        Scene("user form", key("4"), key("e")), Scene("new service", key("3"), key("a")),
        Scene("picker", key("3"), key("a"), .enter), Scene("picker, nothing", key("3"), key("a"), .enter, key("~")),
        Scene("password", key("p")), Scene("password, typed", key("p"), .down, key("x")),
        Scene("password, 60x16", key("p"), .down, key("x"), size: Size(width: 60, height: 16)),
        Scene("password, buttons", key("p"), .backTab), Scene("password, review", key("p"), .control("s")),
        Scene("password, review, Send", key("p"), .control("s"), .right),
        Scene("password missing", .up, .end, key("p")),
        Scene("termination", key("3"), key("t")), Scene("termination, day", key("3"), key("t"), .tab),
        Scene("termination, reason", key("3"), key("t"), .tab, .tab),
        Scene("termination, buttons", key("3"), key("t"), .tab, .tab, .tab),
        Scene("termination, review", key("3"), key("t"), .control("s")), Scene("block", key("4"), key("t")),
        Scene("help", key("?")), Scene("help of a dialog", key("p"), .function(1)), Scene("menu", key("x")),
        Scene("menu, nothing", key("x"), key("~")), Scene("connect", key("C")),
        Scene("new system", key("C"), .down, .enter),
    ]

    private func play(_ scene: Scene, _ language: Language) async -> ScreenDriver {
        let debtors = Sample.debtors + [Sample.debtor(4, "Delta", ["Username": ""])]
        let stub = await StubService.office(debtors: debtors)
        let driver = ScreenDriver(
            service: stub, size: scene.size, language: language, clock: fixedClock, isReadOnly: scene.isReadOnly,
            profiles: StubSetup([KnownProfile(name: "work", place: "HostFact")]))
        await driver.idle()
        for key in scene.keys { await driver.press(key) }
        return driver
    }

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
            let isEnglish = words[index] == "Press" && index + 1 < words.count
            let isDutch = words[index] == "Druk" && index + 2 < words.count && words[index + 1] == "op"
            return isEnglish ? Self.named[words[index + 1]] : isDutch ? Self.named[words[index + 2]] : nil
        }
    }

    @Test(arguments: scenes, Language.allCases)
    func everyKeyThatIsNamedDoesSomething(_ scene: Scene, _ language: Language) async {
        let driver = await play(scene, language)
        let keys = keysInBar(driver) + keysInSentences(driver)
        #expect(!keys.isEmpty, "\(driver.picture)")
        for key in keys {
            let driver = await play(scene, language)
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

    @Test(arguments: scenes, Language.allCases)
    func keyThatDoesNothingNamesOneThatHelps(_ scene: Scene, _ language: Language) async {
        let driver = await play(scene, language)
        await driver.press(.function(7))
        guard driver.line(with: "F7 ") != nil else { return }
        let keys = keysInSentences(driver).suffix(1)
        #expect(!keys.isEmpty)
        for key in keys {
            await driver.press(key)
            let title = Texts(language).keysOf("").trimmingCharacters(in: .whitespaces)
            #expect(driver.lines.contains { $0.hasPrefix(title) } || scene.name.hasPrefix("help"), "\(key.name)")
        }
    }

    @Test func helpOfAFormNamesNoKeyThatTypes() async {
        let driver = await play(Scene("edit form", .character("e"), .function(1)), .english)
        #expect(driver.line(with: "Keys: Edit debtor") != nil)
        #expect(driver.line(with: "Esc  q") == nil)
        #expect(driver.line(with: "Esc") != nil)
        #expect(driver.line(with: "?  F1") == nil)
    }

    @Test func helpOfADialogLeadsBackToIt() async {
        let driver = await play(Scene("password", .character("p"), .function(1)), .english)
        #expect(driver.line(with: "Keys: Reset password") != nil)
        #expect(driver.line(with: "Generate a password") != nil)
        await driver.press(.escape)
        #expect(driver.line(with: "Reset password · DB0001") != nil)
    }

    @Test func usersOfferNoPasswordInTheBarAndStillSayWhy() async {
        let driver = await play(Scene("users", .character("4")), .english)
        #expect(driver.lines.last?.contains("password") == false)
        await driver.press(.character("p"))
        #expect(driver.line(with: Texts(.english).noUserPassword) != nil)
    }
}
