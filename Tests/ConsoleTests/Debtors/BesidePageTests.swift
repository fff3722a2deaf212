import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// Two customers side by side, of which one is active.
@MainActor struct BesidePageTests {
    private let texts = Texts(.english)
    private static let wide = Size(width: 160, height: 43)

    private static let customers = [
        Sample.debtor(1, "Alpha Bakery", ["City": "Delft"]), Sample.debtor(2, "Bravo Bikes", ["City": "Leiden"]),
    ]
    private static let services = [
        Sample.service(1, "Site one"), Sample.service(2, "Site two"), Sample.service(3, "Site three"),
    ]

    private func opened(
        _ size: Size = wide, _ language: Language = .english, isReadOnly: Bool = false,
        services: [Record<Subscription>] = services
    ) async -> (driver: ScreenDriver, stub: StubService) {
        let stub = await StubService.office(debtors: Self.customers, services: services)
        let driver = ScreenDriver(
            service: stub, size: size, language: language, clock: fixedClock, isReadOnly: isReadOnly)
        await driver.press(.enter, .character("|"))
        return (driver, stub)
    }

    private func choose(_ driver: ScreenDriver) async {
        await driver.type("bravo")
        await driver.press(.enter)
    }

    /// What stands in one of the halves.
    private func half(_ driver: ScreenDriver, _ side: BesidePage.Side) -> String {
        driver.lines.dropFirst().dropLast(2).map { line in
            side == .left ? String(line.prefix(79)) : String(line.dropFirst(81))
        }.joined(separator: "\n")
    }

    @Test func theOtherIsChosenByWhatIsKnownOfThem() async {
        let (driver, _) = await opened()
        #expect(half(driver, .left).contains("DB0001 Alpha Bakery"), "\(driver.picture)")
        #expect(half(driver, .right).contains(texts.chooseBeside), "\(driver.picture)")
        await choose(driver)
        #expect(half(driver, .left).contains("DB0001 Alpha Bakery"), "\(driver.picture)")
        #expect(half(driver, .right).contains("DB0002 Bravo Bikes"), "\(driver.picture)")
        #expect(half(driver, .right).contains(texts.actsHere), "\(driver.picture)")
    }

    @Test func itOpensFromTheListToo() async {
        let stub = await StubService.office(debtors: Self.customers, services: Self.services)
        let driver = ScreenDriver(service: stub, size: Self.wide, clock: fixedClock)
        await driver.press(.down, .character("|"))
        #expect(half(driver, .left).contains("DB0002 Bravo Bikes"), "\(driver.picture)")
    }

    @Test func twoMarkedOnesStandThereAtOnce() async {
        let stub = await StubService.office(debtors: Self.customers, services: Self.services)
        let driver = ScreenDriver(service: stub, size: Self.wide, clock: fixedClock)
        await driver.press(.character(" "), .character(" "), .character("|"))
        #expect(half(driver, .left).contains("DB0001 Alpha Bakery"), "\(driver.picture)")
        #expect(half(driver, .right).contains("DB0002 Bravo Bikes"), "\(driver.picture)")
        #expect(half(driver, .left).contains(texts.actsHere), "\(driver.picture)")
    }

    @Test func nobodyStandsBesideThemselves() async {
        let (driver, _) = await opened()
        await driver.type("alpha")
        await driver.press(.enter)
        #expect(driver.line(with: texts.isBesideItself) != nil, "\(driver.picture)")
        #expect(half(driver, .right).contains(texts.chooseBeside), "\(driver.picture)")
    }

    @Test(arguments: [Key.tab, .character("|")]) func commandsAreAboutTheActiveHalf(_ key: Key) async {
        let (driver, stub) = await opened(services: [])
        await choose(driver)
        await driver.press(.character("e"))
        #expect(driver.line(with: "Edit debtor · DB0002 Bravo Bikes") != nil, "\(driver.picture)")
        await driver.press(.escape, key)
        #expect(half(driver, .left).contains(texts.actsHere), "\(driver.picture)")
        #expect(!half(driver, .right).contains(texts.actsHere), "\(driver.picture)")
        await driver.press(.character("e"))
        #expect(driver.line(with: "Edit debtor · DB0001 Alpha Bakery") != nil, "\(driver.picture)")
        await driver.fill("City", "Gouda")
        await driver.press(.control("s"), .enter)
        #expect(await stub.written.count == 1)
        #expect(await stub.arguments(of: EditDebtor.self).first?[Debtor.identifier] == 1)
    }

    @Test func statusLineNamesWhomCommandsAreAbout() async {
        let (driver, _) = await opened()
        await choose(driver)
        #expect(driver.lines[41].contains("DB0002 Bravo Bikes"), "\(driver.picture)")
        await driver.press(.tab)
        #expect(driver.lines[41].contains("DB0001 Alpha Bakery"), "\(driver.picture)")
    }

    @Test(arguments: [false, true]) func escapeEndsIt(_ isChosen: Bool) async {
        let (driver, _) = await opened()
        if isChosen { await choose(driver) }
        await driver.press(.escape)
        #expect(driver.line(with: texts.actsHere) == nil && driver.line(with: texts.chooseBeside) == nil)
        #expect(driver.lines[1].hasPrefix("DB0001 Alpha Bakery"), "\(driver.picture)")
    }

    @Test(arguments: [(132, Language.english), (159, .english), (100, .dutch)])
    func narrowWindowSaysWhatWouldDo(_ width: Int, _ language: Language) async {
        let (driver, _) = await opened(Size(width: width, height: 43), language)
        let words = driver.picture.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains(Texts(language).besideNeeds(160, has: width)), "\(driver.picture)")
        #expect(driver.line(with: Texts(language).chooseBeside) == nil)
    }

    @Test func windowThatBecomesNarrowKeepsTheActiveHalf() async {
        let (driver, _) = await opened()
        await choose(driver)
        await driver.send(.resized(Size(width: 100, height: 30)))
        #expect(driver.line(with: texts.besideNeeds(160, has: 100)) != nil, "\(driver.picture)")
        #expect(driver.line(with: "DB0002 Bravo Bikes") != nil && driver.line(with: "DB0001 Alpha") == nil)
    }

    @Test func onlyReadingWorksReadOnly() async {
        let (driver, _) = await opened(isReadOnly: true)
        await choose(driver)
        #expect(half(driver, .right).contains("DB0002 Bravo Bikes"), "\(driver.picture)")
        await driver.press(.character("e"))
        #expect(driver.line(with: "Edit debtor ·") == nil, "\(driver.picture)")
    }

    @Test(arguments: Language.allCases) func bothAreAsTheirPictureKeptThem(_ language: Language) async {
        let (driver, _) = await opened(Self.wide, language)
        await choose(driver)
        expectPicture(language == .dutch ? "beside-nl" : "beside", of: driver)
    }
}
