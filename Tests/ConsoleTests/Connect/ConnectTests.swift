import BillingAPI
import BillingModel
import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

@MainActor struct ConnectTests {
    private let texts = Texts(.english)
    private let key = "s3cr3t-key-in-full"

    private func driver(_ setup: StubSetup, size: Size = Size(width: 80, height: 24)) async -> ScreenDriver {
        let driver = ScreenDriver(service: await StubService.office(), size: size, clock: fixedClock, profiles: setup)
        await driver.press(.character("C"))
        return driver
    }

    private func fillIn(_ driver: ScreenDriver) async {
        await driver.fill("Name", "work")
        await driver.fill("Address", "billing.example.net")
        await driver.fill("API key", key)
    }

    @Test func sessionWithoutProfilesSaysWhyTheCommandIsOff() async {
        let driver = ScreenDriver(service: await StubService.office(), clock: fixedClock)
        await driver.press(.character("C"))
        #expect(driver.picture.contains("start balie with --profile"))
        #expect(driver.lines[0].contains("[1 Debtors]"))
    }

    @Test func newSystemIsTriedThenKeptThenOpened() async {
        let setup = StubSetup()
        let driver = await driver(setup)
        await fillIn(driver)
        await driver.press(.control("s"))
        #expect(driver.line(with: "✓ The system answers.") != nil)
        #expect(await setup.saved.isEmpty)
        #expect(driver.end == nil)

        await driver.press(.enter)
        let wanted = NewSystem(
            name: "work", kind: .hostFact, url: "https://billing.example.net/Pro/apiv2/api.php", user: "",
            secret: .key(key), bannerColour: "", isReadOnly: false)
        #expect(await setup.checked == [wanted])
        #expect(await setup.saved == [wanted])
        #expect(await setup.opened == ["work"])
        #expect(driver.lines[0].contains("work"))
    }

    @Test func eachStepOfACheckIsShownAsSoonAsItIsTaken() async {
        let steps = ["one", "two"].map { CheckStep(.done, LocalizedText("Step \($0).", "Stap \($0).")) }
        let setup = StubSetup(steps: steps)
        let driver = await driver(setup)
        await fillIn(driver)
        await setup.hold()
        driver.tap(.control("s"))
        await setup.arrived(1)
        #expect(driver.line(with: "Step one.") == nil)
        await setup.release()
        #expect(await driver.shows("✓ Step one."))
        await setup.arrived(2)
        #expect(driver.line(with: "Step two.") == nil)
        #expect(!driver.picture.contains("Enter keeps"))
        await setup.release()
        await driver.idle()
        #expect(driver.line(with: "✓ Step two.") != nil)
        #expect(driver.picture.contains("Enter keeps “work”"))
    }

    @Test func checkThatIsLeftIsGivenUp() async {
        let setup = StubSetup()
        let driver = await driver(setup)
        await fillIn(driver)
        await setup.hold()
        driver.tap(.control("s"))
        await setup.arrived(1)
        driver.tap(.escape)
        await setup.release()
        await driver.idle()
        #expect(driver.line(with: "*Name")?.hasSuffix("work") == true)
        #expect(!driver.picture.contains("The system answers."))
    }

    @Test func m4AsksForAUserAndHasItsOwnPath() async {
        let setup = StubSetup()
        let driver = await driver(setup)
        await driver.focus("System")
        await driver.press(.right, .right)
        await driver.fill("Name", "voice")
        await driver.fill("Address", "https://m4.example.net/")
        await driver.fill("User name", "admin")
        await driver.fill("Or a command", "pass show m4")
        await driver.focus("Read-only")
        await driver.press(.right)
        await driver.focus("Colour of the banner")
        await driver.press(.right, .control("s"))
        let wanted = NewSystem(
            name: "voice", kind: .m4, url: "https://m4.example.net/billing/api/", user: "admin",
            secret: .command("pass show m4"), bannerColour: "red", isReadOnly: true)
        #expect(await setup.checked == [wanted])
    }

    @Test func everythingMissingIsSaidBesideItsField() async {
        let setup = StubSetup([KnownProfile(name: "work", place: "HostFact billing.example.net")])
        let driver = await driver(setup)
        await driver.press(.down, .enter, .control("s"))
        for sentence in [texts.nameIsMissing, texts.addressIsMissing, texts.oneSecret] {
            #expect(driver.line(with: sentence) != nil, "\(sentence)")
        }
        await driver.fill("Name", "work")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.profileExists("work")) != nil)
        await driver.fill("Name", "a b")
        await driver.press(.control("s"))
        #expect(driver.line(with: "may have letters, digits, - and _") != nil)
        #expect(await setup.checked.isEmpty)
    }

    @Test func systemThatFailsItsCheckIsNotKept() async {
        let refused = CheckStep(.failed, LocalizedText("The key was refused.", "De sleutel is geweigerd."))
        let reached = CheckStep(.done, LocalizedText("The host answers.", "De host antwoordt."))
        let setup = StubSetup(steps: [reached, refused])
        let driver = await driver(setup)
        await fillIn(driver)
        await driver.press(.control("s"))
        #expect(driver.line(with: "✓ The host answers.") != nil)
        #expect(driver.line(with: "✗ The key was refused.") != nil)
        await driver.press(.enter)
        #expect(await setup.saved.isEmpty)
        #expect(driver.end == nil)

        await driver.press(.escape)
        #expect(driver.line(with: "*Name")?.hasSuffix("work") == true)
    }

    @Test func profileThatCannotBeKeptSaysWhyAndStays() async {
        let full = APIError(.failure, LocalizedText("The disk is full.", "De schijf is vol."))
        let setup = StubSetup(refusing: full)
        let driver = await driver(setup)
        await fillIn(driver)
        await driver.press(.control("s"), .enter)
        #expect(driver.line(with: "! The disk is full.") != nil)
        #expect(driver.end == nil)
    }

    @Test func profileThatIsThereIsChosen() async {
        let setup = StubSetup([
            KnownProfile(name: "work", place: "HostFact billing.example.net"),
            KnownProfile(name: "voice", place: "M4 m4.example.net"),
        ])
        let driver = await driver(setup)
        #expect(driver.line(with: "open, in view")?.contains("test.sqlite") == true)
        #expect(driver.line(with: "> work")?.contains("HostFact billing.example.net") == true)
        #expect(driver.line(with: texts.newSystem) != nil)
        await driver.press(.down, .enter)
        #expect(await setup.opened == ["voice"])
        #expect(driver.lines[0].contains("voice"))
        #expect(await setup.checked.isEmpty)
    }

    @Test func keyIsNeverOnTheScreenNorInTheDraft() async {
        let setup = StubSetup()
        let driver = await driver(setup)
        await fillIn(driver)
        #expect(!driver.picture.contains(key))
        await driver.press(.control("s"))
        #expect(!driver.picture.contains(key))
        await driver.press(.escape, .escape)
        #expect(driver.line(with: "[1 Debtors]") != nil)

        await driver.press(.character("C"))
        #expect(driver.line(with: "*Name")?.hasSuffix("work") == true)
        #expect(driver.line(with: "*API key") == nil)
    }

    @Test func profileThatIsThereCanBeChosenAlsoWithADraft() async {
        let setup = StubSetup([KnownProfile(name: "work", place: "HostFact billing.example.net")])
        let driver = await driver(setup)
        await driver.press(.down, .enter)
        await driver.fill("Name", "voice")
        await driver.press(.escape, .escape, .character("C"))
        #expect(driver.line(with: "> work") != nil)
        await driver.press(.down, .enter)
        #expect(driver.line(with: "*Name")?.hasSuffix("voice") == true)
        await driver.press(.escape, .up, .enter)
        #expect(await setup.opened == ["work"])
    }

    @Test func printedDraftDoesNotTellTheKey() {
        let draft = NewSystem(
            name: "work", kind: .hostFact, url: "https://x", user: "", secret: .key(key), bannerColour: "",
            isReadOnly: false)
        var dumped = ""
        dump(draft, to: &dumped)
        #expect(!dumped.contains(key))
        #expect(!String(describing: draft).contains(key))
        #expect(!String(reflecting: draft).contains(key))
    }

    @Test(arguments: [
        ("billing.example.net", "https://billing.example.net/Pro/apiv2/api.php"),
        ("https://billing.example.net/", "https://billing.example.net/Pro/apiv2/api.php"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/Pro/apiv2/api.php"),
        ("https://billing.example.net/sub/api.php", "https://billing.example.net/sub/api.php"),
        ("", ""), ("ftp://x", "ftp://x"), ("two words", "two words"),
    ]) func addressIsCompletedOnlyWhereItsPathIsMissing(_ typed: String, _ whole: String) {
        #expect(ConnectForm.completed(typed, .hostFact) == whole)
    }

    @Test func formFitsTheSmallestWindow() async {
        let driver = await driver(StubSetup(), size: Size(width: 60, height: 16))
        await driver.focus("Read-only")
        #expect(driver.isFocused("Read-only"))
        #expect(driver.lines.count == 16)
    }
}
