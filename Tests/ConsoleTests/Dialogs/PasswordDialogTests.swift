import BillingAPI
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

@MainActor struct PasswordDialogTests {
    private let texts = Texts(.english)
    private let stub: StubService
    private let driver: ScreenDriver

    init() async {
        stub = await StubService.office()
        driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.character("p"))
    }

    @Test func dialogSaysWhatIsStoredAndWhoIsTold() async {
        #expect(driver.line(with: texts.passwordStays) != nil)
        #expect(driver.line(with: texts.nobodyIsTold) != nil)
        await driver.fill("Temporary password", "Geheim-1")
        #expect(driver.picture.contains("valid until 2026-03-11 11:00"))
        await driver.focus("Mail the login")
        await driver.press(.right)
        #expect(driver.line(with: "A mail with the login data to info1@example.net is queued") != nil)
    }

    /// A clipboard is open to every program of its machine, and keeps longer than the password: nothing copies one there.
    @Test(arguments: Command.allCases) func noCommandCopiesASecret(_ command: Command) async {
        await driver.fill("Temporary password", "Geheim-12345")
        await driver.press(.control("t"))
        #expect(driver.picture.contains("Geheim-12345"))
        for key in KeyMap.standard.keys(of: command) { await driver.press(key) }
        #expect(driver.terminal.copied.isEmpty)
    }

    @Test func secretIsNeverOnTheScreenUnlessRevealed() async {
        await driver.focus("Temporary password")
        for character in "Geheim-12345" {
            await driver.press(.character(character))
            #expect(!driver.picture.contains("Geh"))
        }
        #expect(driver.picture.contains("••••••••••••"))
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) != nil)
        #expect(!driver.picture.contains("Geheim"))
        #expect(driver.picture.contains(texts.hiddenSecret))
        // The dots of the review say nothing of the secret's length.
        #expect(!driver.picture.contains("•••••••••"))

        await driver.press(.escape, .control("t"))
        #expect(driver.picture.contains("Geheim-12345"))
        await driver.press(.control("t"))
        #expect(!driver.picture.contains("Geheim"))
    }

    @Test(
        arguments: [
            (" Geheim-12", true, false), ("Geheim-12 ", false, true), (" Geheim-12\u{A0}", true, true),
        ])
    func whiteSpaceAtTheEndsOfAPasswordIsPointedOutOnTheReview(secret: String, start: Bool, end: Bool) async {
        await driver.focus("Temporary password")
        await driver.send(.paste(secret + "\n"))
        await driver.press(.control("s"))
        let sentence = texts.unseenEnds("Temporary password", start: start, end: end)
        #expect(driver.picture.contains(String(sentence.prefix(36))))
        await driver.press(.right, .enter)
        #expect(await stub.arguments(of: UpdateLoginCredentials.self).first?[Debtor.password] == secret)
    }

    @Test func aPastedLineEndIsNoPartOfAPassword() async {
        await driver.focus("Temporary password")
        await driver.send(.paste("Geheim-12\r\n"))
        await driver.press(.control("s"))
        #expect(!driver.picture.contains("cannot be seen"))
        await driver.press(.right, .enter)
        #expect(await stub.arguments(of: UpdateLoginCredentials.self).first?[Debtor.password] == "Geheim-12")
    }

    @Test func secretIsNotOnTheScreenAfterItWasSent() async {
        await driver.fill("Temporary password", "Geheim-12345")
        await driver.press(.control("s"), .right, .enter)
        #expect(!driver.picture.contains("Geheim"))
        let sent = await stub.arguments(of: UpdateLoginCredentials.self)
        #expect(sent.first?[Debtor.password] == "Geheim-12345")
        #expect(driver.line(with: "✓ The password of DB0001 is changed.") != nil)
    }

    @Test func refusedSecretIsNotQuoted() async {
        let long = String(repeating: "Geheim", count: 60)
        await driver.focus("Temporary password")
        await driver.send(.paste(long))
        await driver.press(.control("s"))
        #expect(driver.line(with: "└ ") != nil)
        #expect(!driver.picture.contains("Geheim"))
        #expect(await stub.written.isEmpty)
    }

    @Test func generatedPasswordIsHiddenAndSentAsGenerated() async {
        await driver.press(.control("g"))
        #expect(driver.picture.contains("•••••••••••••••••••"))
        await driver.press(.control("t"))
        let shown = driver.line(with: "Temporary password")?.split(separator: " ").first { $0.count == 19 }
        let groups = shown.map { $0.split(separator: "-").map(\.count) } ?? []
        #expect(groups == [4, 4, 4, 4])
        await driver.press(.control("s"), .right, .enter)
        let sent = await stub.arguments(of: UpdateLoginCredentials.self)
        #expect(sent.first?[Debtor.password] == shown.map { String($0) })
    }

    @Test func generatedPasswordsDifferAndAvoidLookAlikes() {
        let made = (0..<200).map { _ in TelephonePassword.generated() }
        #expect(Set(made).count == 200)
        #expect(made.joined().allSatisfy { !"0O1lIi".contains($0) })
    }
}
