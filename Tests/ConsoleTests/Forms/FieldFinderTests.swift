import BillingAPI
import BillingModel
import ConsoleTesting
import M4API
import TerminalCore
import Testing

@testable import Console

/// Ways to a field of a long form.
@MainActor struct FieldFinderTests {
    private func form(_ size: Size = Size(width: 80, height: 24)) async -> ScreenDriver {
        let driver = ScreenDriver(service: await StubService.office(), size: size, clock: fixedClock)
        await driver.press(.character("4"), .character("e"))
        return driver
    }

    @Test func mailAddressOfAUserIsFiveKeysAway() async {
        let driver = await form()
        await driver.press(.function(3), .character("m"), .character("a"), .character("i"), .enter)
        #expect(driver.isFocused("Main e-mail"), "\(driver.picture)")
        #expect(driver.role(of: "companyx@example.net") == .fieldFocused)
    }

    @Test(arguments: [("vat", "Tax registration number"), ("post", "Postcode"), ("email", "Main e-mail")])
    func vendorsNameAndHeadingFindItToo(_ typed: String, _ label: String) async {
        let driver = await form()
        await driver.press(.function(3))
        await driver.type(typed)
        await driver.press(.enter)
        #expect(driver.isFocused(label), "\(driver.picture)")
    }

    @Test func escLeavesTheFieldAsItWas() async {
        let driver = await form()
        await driver.press(.tab, .tab)
        let before = driver.picture
        await driver.press(.function(3), .character("x"), .escape)
        #expect(driver.picture == before)
    }

    @Test func nothingFoundSaysSo() async {
        let driver = await form()
        await driver.press(.function(3), .character("~"), .enter)
        #expect(driver.line(with: Texts(.english).noMatchTyped("~")) != nil)
    }

    @Test func pageKeysGoFromHeadingToHeading() async throws {
        let driver = await form(Size(width: 100, height: 50))
        func focused() throws -> FormEditor<UpdateUserDetails> {
            try #require(driver.program.stack.top.screen.content as? FormScreen<UpdateUserDetails>).editor
        }
        var headings = [try #require(try focused().form.focused).declaration.group]
        for _ in 0..<20 {
            await driver.press(.pageDown)
            let group = try #require(try focused().form.focused).declaration.group
            if group == headings.last { break }
            headings.append(group)
        }
        let all = try focused().form.fields.map(\.declaration.group)
        #expect(
            headings == all.enumerated().filter { $0.offset == 0 || all[$0.offset - 1] != $0.element }.map(\.element))
        // Back to the beginning of this one where it has more than one field, then to that of the one before.
        for _ in 0..<2 where try focused().form.focused?.declaration.group == headings.last {
            await driver.press(.pageUp)
        }
        #expect(try focused().form.focused?.declaration.group == headings.dropLast().last)
    }

    @Test func shortDialogHasNoNeedOfIt() async {
        let driver = ScreenDriver(service: await StubService.office(), clock: fixedClock)
        await driver.press(.character("p"), .function(3))
        #expect(!(driver.program.stack.top.screen.content is FieldFinder))
    }
}
