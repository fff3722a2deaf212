import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// The page of a bulk run: what it shows before, meanwhile and afterwards, and how it is stopped and gone on with.
@MainActor struct BulkPageTests {
    private let desk: BulkDesk

    init() async throws { desk = try await BulkDesk() }

    private func reviewing(
        _ driver: ScreenDriver, _ price: String = "+5%", tab: Character = "2", rows: Int = 3
    ) async {
        await driver.press(.character(tab))
        for _ in 0..<rows { await driver.press(.character(" ")) }
        await driver.bulk(price)
        await driver.press(.control("s"))
    }

    // MARK: Pictures

    nonisolated static let sizes = [
        ("", Size(width: 80, height: 24)), ("-wide", Size(width: 132, height: 43)),
        ("-small", Size(width: 60, height: 16)),
    ]

    @Test(arguments: sizes.indices, Language.allCases) func picturesOfItsWay(_ size: Int, _ language: Language)
        async throws
    {
        let (name, size) = Self.sizes[size]
        let suffix = "\(language == .dutch ? "-nl" : "")\(name)"
        let driver = await desk.console(language, size: size)
        await driver.press(.character("3"), .character("/"))
        await driver.type("p0")
        await driver.press(.enter, .character("*"))
        expectPicture("bulk-marks\(suffix)", of: driver)
        await driver.press(.character("b"), .tab)
        await driver.type("+5%")
        expectPicture("bulk-dialog\(suffix)", of: driver)
        await driver.press(.control("s"))
        expectPicture("bulk-plan\(suffix)", of: driver)
        let ids = try await desk.services().filter { $0.text(Subscription.productCode).hasPrefix("P0") }
        // One is changed by another meanwhile.
        var edit = EditService()
        edit[Subscription.identifier] = ids.first?[Subscription.identifier]
        edit[Subscription.number] = 7
        _ = try await desk.engine.send(edit)
        await driver.press(.right, .enter)
        expectPicture("bulk-done\(suffix)", of: driver)
    }

    @Test(arguments: sizes.indices, Language.allCases) func picturesOfAMail(_ size: Int, _ language: Language)
        async throws
    {
        let (name, size) = Self.sizes[size]
        let suffix = "\(language == .dutch ? "-nl" : "")\(name)"
        var edit = EditDebtor()
        edit[Debtor.identifier] = 2
        edit.arguments[text: Debtor.emailAddress.declaration] = ""
        _ = try await desk.engine.send(edit)
        let driver = await desk.console(language, size: size)
        await driver.press(.character(" "), .character(" "), .character(" "))
        await driver.press(.character("b"), .right, .right, .tab)
        await driver.type("3")
        await driver.press(.tab)
        await driver.type("Tonight at ten.")
        expectPicture("bulk-mail-dialog\(suffix)", of: driver)
        await driver.press(.control("s"))
        expectPicture("bulk-mail-plan\(suffix)", of: driver)
        await driver.press(.right, .enter)
        expectPicture("bulk-mail-done\(suffix)", of: driver)
    }

    // MARK: What others do meanwhile

    @Test func whatAnotherChangedSinceIsSkippedAndStandsFirst() async throws {
        let driver = await desk.console()
        await reviewing(driver)
        let product = try #require(try await desk.products("").dropFirst().first)
        var edit = EditProduct()
        edit[Product.identifier] = product[Product.identifier]
        edit[Product.name] = "Changed by another"
        _ = try await desk.engine.send(edit)
        await driver.press(.right, .enter)
        #expect(driver.line(with: "2 of 3 done, 1 skipped") != nil, "\(driver.picture)")
        let rows = driver.lines.drop { !$0.contains("Outcome") }.dropFirst()
        #expect(rows.first?.contains("! skipped") == true)
    }

    @Test func recordThatIsGoneIsListedWithItsReason() async throws {
        let driver = await desk.console()
        await driver.press(.character("2"), .character(" "), .character(" "))
        let free = try await desk.products("")
        var gone: Int?
        for product in free.prefix(2) {
            var delete = DeleteProduct()
            delete[Product.identifier] = product[Product.identifier]
            if (try? await desk.engine.send(delete)) != nil { gone = product[Product.identifier] }
        }
        await driver.bulk("+5%")
        await driver.press(.control("s"))
        guard gone != nil else { return }
        #expect(driver.line(with: "cannot be changed (✗)") != nil, "\(driver.picture)")
    }

    // MARK: Live data

    @Test func liveDataAskForTheNumberOfRows() async throws {
        let driver = await desk.console(isProduction: true)
        await reviewing(driver)
        await driver.press(.right, .enter)
        #expect(driver.line(with: "type the number of rows, 3") != nil, "\(driver.picture)")
        #expect(await desk.shelf.notes.isEmpty)
        await driver.type("2")
        await driver.press(.enter, .enter)
        #expect(await desk.shelf.notes.isEmpty)
        await driver.press(.backspace)
        await driver.type("3")
        await driver.press(.enter, .enter)
        #expect(driver.line(with: "3 of 3 done") != nil, "\(driver.picture)")
    }

    // MARK: Stopping and going on

    /// A console in which the first row waits for its answer, on a system that rows are sent to one by one.
    private func held(_ service: (any BillingService)? = nil, rows: Int = 3) async -> (ScreenDriver, GatedService) {
        let gate = GatedService(service ?? desk.engine)
        let driver = await desk.console(over: gate, losesAnswers: true)
        await reviewing(driver, rows: rows)
        await gate.hold(EditProduct.self)
        await driver.press(.right)
        driver.tap(.enter)
        await gate.arrived(1)
        return (driver, gate)
    }

    /// Stops a run that waits for an answer, so that no key may wait for it.
    private func stop(_ driver: ScreenDriver) async {
        driver.tap(.escape)
        #expect(await driver.shows("[ Stay ]"))
        await driver.look()
        driver.tap(.right, .right)
        #expect(await driver.shows("[ Stop ]"))
        await driver.look()
        driver.tap(.enter)
        #expect(await driver.shows("It stops after what is under way"))
    }

    @Test func escapeAsksAndTheRunStopsAfterItsRow() async throws {
        let (driver, gate) = await held()
        #expect(await driver.shows("0 of 3 done"))
        await stop(driver)
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "1 of 3 done") != nil, "\(driver.picture)")
        #expect(driver.line(with: "[ Go on with 2 ]") != nil)
        #expect(await desk.shelf.runs.first?.counts.waiting == 2)
        await driver.pressButton("Go on with 2")
        #expect(driver.line(with: "3 of 3 done") != nil, "\(driver.picture)")
        #expect(await desk.shelf.runs.isEmpty)
    }

    @Test func runGoesOnWhileStaffAreElsewhere() async throws {
        let (driver, gate) = await held()
        driver.tap(.enter)
        #expect(await driver.hides("0 of 3 done"))
        driver.tap(.character("1"))
        await gate.open()
        await driver.idle()
        #expect(driver.line(with: "The bulk run has ended: 3 of 3 done. B shows it.") != nil, "\(driver.picture)")
        await driver.press(.character("B"))
        #expect(driver.line(with: "Price +5%: 3 products") != nil)
    }

    @Test func leavingBalieSaysWhatIsUnderWayAndAsksOnce() async throws {
        let (driver, gate) = await held()
        driver.tap(.enter)
        #expect(await driver.hides("0 of 3 done"))
        driver.tap(.character("U"), .character("q"))
        #expect(await driver.shows("A bulk run is under way"))
        #expect(driver.end == nil)
        driver.tap(.right, .enter)
        #expect(await driver.shows("as soon as this row has its answer"))
        #expect(driver.end == nil)
        await gate.open()
        await driver.idle()
        #expect(driver.end == .quit)
        #expect(driver.program.lastWords?.contains("1 of 3 done") == true)
        #expect(await desk.shelf.runs.first?.counts.done == 1)
    }

    @Test func terminalThatGoesStopsItAfterItsRow() async throws {
        let (driver, gate) = await held()
        driver.terminal.send(.hangUp)
        #expect(driver.end == nil)
        await gate.open()
        await driver.idle()
        #expect(driver.end == .hangUp)
        #expect(driver.program.lastWords?.contains("1 of 3 done") == true)
    }

    @Test func nextConsoleSaysThatARunStoppedAndGoesOn() async throws {
        let (first, gate) = await held()
        first.terminal.send(.hangUp)
        await gate.open()
        await first.idle()
        await desk.shelf.endOfConsole()

        let driver = await desk.console()
        #expect(
            driver.line(with: "A bulk run stopped half-way: Price +5%: 3 products, 2 left.") != nil, "\(driver.picture)"
        )
        await driver.press(.character("B"))
        #expect(driver.line(with: "1 of 3 done") != nil)
        await driver.pressButton("Go on with 2")
        #expect(driver.line(with: "3 of 3 done") != nil, "\(driver.picture)")
        #expect(await desk.shelf.runs.isEmpty)
    }

    @Test func failedRowsOfAnEarlierConsolesRunAreTriedAgain() async throws {
        let stub = await StubService.office()
        await stub.answer(EditProduct.self) { _ in Found(Sample.products[0]) }
        let (first, gate) = await held(stub, rows: 2)
        first.terminal.send(.hangUp)
        await gate.open()
        await first.idle()
        await desk.shelf.endOfConsole()

        await stub.refuse(EditProduct.self, "Nee")
        let driver = await desk.console(over: stub)
        await driver.press(.character("B"))
        await driver.pressButton("Go on with 1")
        #expect(driver.line(with: "1 of 2 done, 1 refused") != nil, "\(driver.picture)")
        await stub.answer(EditProduct.self) { _ in Found(Sample.products[0]) }
        await driver.pressButton("Try the failed again")
        #expect(driver.line(with: "2 of 2 done") != nil, "\(driver.picture)")
        #expect(await desk.shelf.runs.isEmpty)
    }

    @Test func stoppedWhileItIsBeingKeptItSendsNothing() async throws {
        let driver = await desk.console()
        await reviewing(driver)
        await desk.shelf.hold()
        await driver.press(.right)
        driver.tap(.enter)
        await desk.shelf.arrived()
        await stop(driver)
        await desk.shelf.open()
        await driver.idle()
        #expect(driver.line(with: "0 of 3 done") != nil, "\(driver.picture)")
        #expect(driver.line(with: "[ Go on with 3 ]") != nil)
        await driver.pressButton("Go on with 3")
        #expect(driver.line(with: "3 of 3 done") != nil, "\(driver.picture)")
    }

    @Test func runThatIsDroppedIsGone() async throws {
        let (first, gate) = await held()
        first.terminal.send(.hangUp)
        await gate.open()
        await first.idle()
        await desk.shelf.endOfConsole()
        let driver = await desk.console()
        await driver.press(.character("B"))
        await driver.pressButton("Drop it")
        #expect(driver.line(with: "what is done stays done") != nil)
        #expect(await desk.shelf.runs.isEmpty)
        await driver.press(.character("B"))
        #expect(driver.line(with: "There is no bulk run.") != nil)
    }

    @Test func diskThatTakesNothingLetsNothingBeSent() async throws {
        let driver = await desk.console()
        await reviewing(driver)
        await desk.shelf.refuse(APIError(.failure, LocalizedText(verbatim: "No space left.")))
        await driver.press(.right, .enter)
        #expect(driver.line(with: "! No space left.") != nil, "\(driver.picture)")
        #expect(driver.line(with: "0 of 3 done") != nil)
        await desk.shelf.refuse(nil)
        await driver.pressButton("Go on with 3")
        #expect(driver.line(with: "3 of 3 done") != nil)
    }

    @Test func failedRowsAloneAreTriedAgain() async throws {
        let stub = await StubService.office()
        await stub.refuse(EditProduct.self, "Nee")
        let driver = await desk.console(over: stub)
        await reviewing(driver, rows: 2)
        await driver.press(.right, .enter)
        #expect(driver.line(with: "0 of 2 done, 2 refused") != nil, "\(driver.picture)")
        #expect(driver.line(with: "✗ refused") != nil && driver.line(with: "· Nee") != nil)
        await stub.answer(EditProduct.self) { _ in Found(Sample.products[0]) }
        await driver.pressButton("Try the failed again")
        #expect(driver.line(with: "2 of 2 done") != nil, "\(driver.picture)")
    }

    // MARK: The result

    @Test func whatBecameOfEachRowIsWrittenToAFile() async throws {
        let driver = await desk.console()
        await reviewing(driver)
        await driver.press(.right, .enter)
        await driver.pressButton("Write to a file")
        let rows = try #require(await desk.files.written["bulk-2026-03-10"])
        #expect(rows.count == 4)
        #expect(rows[0] == ["Record", "Field", "was", "new", "Outcome", "Why"])
        #expect(rows[1].suffix(2) == ["✓ done", ""])
        #expect(rows.dropFirst().allSatisfy { !$0[2].isEmpty && !$0[3].isEmpty })
    }

    // MARK: Size

    @Test func tenThousandRowsAreReadOnceAndSentOnce() async throws {
        let stub = await StubService.office()
        let many = (1...10_000).map { Sample.product($0, "P\($0)", "Product \($0)") }
        await stub.answer(ListProducts.self) { $0.page(of: many) { $0.text(Product.name) } }
        await stub.answer(ShowProduct.self) { Found(many[($0[Product.identifier] ?? 1) - 1]) }
        let driver = await desk.console(over: stub)
        await driver.press(.character("2"), .character("*"))
        await stub.forget()
        await driver.bulk("+5%")
        await driver.press(.control("s"))
        #expect(driver.line(with: "10,000 rows change") != nil, "\(driver.picture)")
        #expect(await stub.sent.count == 10_000)
        await stub.forget()
        await driver.press(.right, .enter)
        #expect(driver.line(with: "10,000 of 10,000 done") != nil, "\(driver.picture)")
        #expect(await stub.written.count == 10_000)
        // A system that keeps to no conditions is read before each.
        #expect(await stub.sent.count == 20_000)
    }
}
