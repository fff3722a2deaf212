import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// What staff are told of mails and of changes: what is known, and of a vendor's system what it says.
@MainActor struct OutcomeTests {
    nonisolated static let backends: [Backend] = [
        .embedded(mail: .waits), .embedded(mail: .goesOut), .vendor("HostFact"),
    ]

    private func driver(_ backend: Backend, _ service: any BillingService, _ language: Language) -> ScreenDriver {
        ScreenDriver(
            service: service, size: Size(width: 132, height: 43), language: language, clock: fixedClock,
            backend: backend)
    }

    /// The lines above the key bar and the dialog as one text, however they are wrapped, without the position.
    private func words(_ driver: ScreenDriver) -> String {
        driver.lines.suffix(32).map { line in
            line.replacing(" 1/60", with: "").filter { $0 != "│" }.trimmingCharacters(in: .whitespaces)
        }.joined(separator: " ")
    }

    @Test(arguments: Language.allCases, backends)
    func mailThatOnlyWaitsIsNeverSaidToBeSent(_ language: Language, _ backend: Backend) async throws {
        let desk = try await DemoInstallation()
        let driver = driver(backend, desk.engine, language)
        let texts = Texts(language)
        await driver.press(.character("p"))
        await driver.focus(UpdateLoginCredentials.sendMail.declaration.label[language])
        await driver.press(.right)
        let before = texts.mailWillGo(to: "info@company.com", backend)
        #expect(words(driver).contains(String(before.prefix(40))))
        await driver.press(.control("s"))
        #expect(words(driver).contains(String(before.prefix(40))))
        await driver.press(.right, .enter)
        switch backend {
        case .vendor:
            // More of its words follow.
            let said = texts.says("HostFact", "De e-mail met inloggegevens is verzonden naar:").dropLast(2)
            #expect(words(driver).contains(said))
        case .embedded(let route):
            #expect(words(driver).contains(texts.loginUnchanged("DB0001")))
            #expect(words(driver).contains(texts.mailIsQueued(to: "info@company.com", route)))
            #expect(!driver.picture.contains("verzonden naar"))
        }
    }

    @Test func aVendorThatSaysNothingIsNotQuoted() async {
        let stub = await StubService.office()
        await stub.answer(AddService.self) { _ in Changed([], Sample.services[0]) }
        let driver = driver(.vendor("HostFact"), stub, .english)
        await driver.press(.character("a"))
        await driver.fill("Product", "P001")
        await driver.press(.control("s"), .right, .enter)
        let added = Texts(.english).serviceAdded(ServicePlans.name(Sample.services[0]))
        #expect(driver.line(with: "✓ " + added) != nil, "\(driver.picture)")
    }

    @Test func onlyTheRouteThatWaitsNamesTheMissingCommand() {
        for language in Language.allCases {
            let texts = Texts(language)
            for text in [
                texts.mailWillGo(to: "a@b.nl", .embedded(mail: .waits)), texts.mailIsQueued(to: "a@b.nl", .waits),
            ] {
                #expect(text.hasSuffix("([mail] in config.toml)."))
                #expect(text.contains("a@b.nl"))
            }
            for text in [
                texts.mailWillGo(to: "a@b.nl", .embedded(mail: .goesOut)), texts.mailIsQueued(to: "a@b.nl", .goesOut),
                texts.mailWillGo(to: "a@b.nl", .vendor("WeFact")),
            ] {
                #expect(!text.contains("config.toml") && text.contains("a@b.nl"))
            }
        }
    }

    /// Every change the console can send, over the engine: no sentence of the vendor's, and none in another language.
    @Test(arguments: Language.allCases) func engineIsSpokenOfInTheLanguageOfTheStaff(_ language: Language) async throws
    {
        let desk = try await DemoInstallation()
        let texts = Texts(language)
        let driver = driver(.embedded(mail: .waits), desk.engine, language)

        await driver.press(.character("e"))
        await driver.fill(Debtor.city.declaration.label[language], "Breda")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "✓ " + texts.debtorSaved("DB0001")) != nil)

        await driver.press(.character("p"))
        await driver.fill(Debtor.password.declaration.label[language], "Geheim-12345")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "✓ " + texts.passwordChanged("DB0001")) != nil)

        await driver.press(.character("a"))
        await driver.fill(Subscription.productCode.declaration.label[language], "P001")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "✓ " + texts.serviceAdded("DB0001 · Default product")) != nil)

        await driver.press(.character("2"), .character("e"))
        await driver.fill(Product.name.declaration.label[language], "Hosting")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "✓ " + texts.productSaved("P001")) != nil)

        await driver.press(.character("3"), .character("t"), .control("s"), .right, .enter)
        let ended = texts.serviceEnded("X").prefix(20)
        let ends = texts.serviceEnds("X", fixedClock.today).prefix(16)
        #expect(driver.line(with: "✓ \(ended)") != nil || driver.line(with: "✓ \(ends)") != nil)

        await driver.press(.character("4"), .character("t"), .control("s"), .right, .enter)
        #expect(driver.line(with: "11 ") != nil || driver.line(with: "11-03") != nil)
        #expect(!driver.picture.contains("successfully"))
    }

    @Test func vendorIsQuotedAsSuch() async {
        let stub = await StubService.office()
        let driver = driver(.vendor("WeFact"), stub, .english)
        await driver.press(.character("e"))
        await driver.fill("City", "Breda")
        await driver.press(.control("s"), .right, .enter)
        // This office stores nothing, which is told beside what it said.
        #expect(driver.line(with: "· WeFact says: “Debiteur is bewerkt”.") != nil, "\(driver.picture)")
        // An answer without a message leaves nothing to quote.
        await driver.press(.enter, .character("2"), .character("e"))
        await driver.fill("Name", "Hosting")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "· Product P001 is changed.") != nil, "\(driver.picture)")
    }

    @Test(arguments: backends) func blockDayPromisesNoMore(_ backend: Backend) async {
        let stub = await StubService.office()
        let driver = driver(backend, stub, .english)
        let texts = Texts(.english)
        await driver.press(.character("4"), .character("t"))
        if case .vendor = backend {
            #expect(driver.line(with: texts.userIsMailed) != nil)
        } else {
            #expect(driver.line(with: texts.userIsMailed) == nil)
            #expect(words(driver).contains(String(texts.blockDayIsKept.prefix(40))))
        }
    }
}
