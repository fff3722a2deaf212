import BillingAPI
import BillingModel
import ConsoleTesting
import Foundation
import HostFactAPI
import SQLStore
import TerminalCore
import Testing

@testable import Console

/// What the review of a new service promises is what is stored afterwards.
@MainActor struct AmountReviewTests {
    /// The fields that staff fill in, and what they type.
    nonisolated private static let inputs: [[(label: String, text: String)]] = [
        [("Product", "P001")],
        [("Product", "P001"), ("Number", "3"), ("Invoice every", "2")],
        [("Product", "P001"), ("Price without VAT", "99.95"), ("VAT %", "9")],
        [("Product", "P001"), ("VAT %", "0")],
        [("Product", "P001"), ("Discount %", "33.3")],
        // A price of the product's own for a period, and the usual one for every other.
        [("Product", "PX"), ("Invoice every", "12")],
        [("Product", "PX"), ("Invoice every", "6")],
        [("Product", "PX"), ("Invoice every", "12"), ("Price without VAT", "7")],
        // No product: nothing says what VAT is due.
        [("Description", "Maatwerk"), ("Price without VAT", "125"), ("Period unit", "month")],
        [("Description", "Maatwerk"), ("Price without VAT", "125"), ("Period unit", "month"), ("VAT %", "6")],
        [("Description", "Los"), ("Price without VAT", "3.7777775"), ("Number", "3"), ("Period unit", "year")],
        [("Description", "Korting"), ("Price without VAT", "-5.5"), ("Period unit", "quarter")],
        [
            ("Description", "Eigen dag"), ("Price without VAT", "1"), ("Period unit", "month"),
            ("Period starts", "2026-05-31"),
        ],
        [("Description", "Deel"), ("Price without VAT", "1,250.75"), ("Number", "0.125"), ("Period unit", "week")],
    ]

    /// A product with a price of its own for twelve months, and a debtor who is invoiced long before.
    private func desk() async throws -> DemoInstallation {
        let desk = try await DemoInstallation(debtors: 1)
        let product = try AddProduct(parsing: [
            RawParameter("ProductCode", "PX"), RawParameter("ProductName", "Bijzonder"),
            RawParameter("ProductKeyPhrase", "Bijzonder"), RawParameter("PriceExcl", "11.3333325"),
            RawParameter("PricePeriod", "m"), RawParameter("HasCustomPrice", "period"),
            RawParameter(
                "CustomPrices",
                .list([
                    .map([
                        RawParameter("Periods", "12"), RawParameter("Periodic", "m"), RawParameter("PriceExcl", "9.5"),
                    ])
                ])),
        ])
        _ = try await desk.engine.send(product)
        var debtor = EditDebtor()
        debtor[Debtor.identifier] = 1
        debtor[Debtor.periodicInvoiceDays] = 40
        _ = try await desk.engine.send(debtor)
        return desk
    }

    @Test(arguments: inputs.indices, [false, true])
    func theReviewsAmountsAndDayAreTheStoredOnes(index: Int, isElsewhere: Bool) async throws {
        let desk = try await desk()
        let system: any BillingService = isElsewhere ? desk.asHostFact() : desk.engine
        let backend: Backend = isElsewhere ? .vendor("Work") : .embedded(mail: .waits)
        let driver = ScreenDriver(
            FormScreen(ServicePlans.add(for: nil), language: .english), service: system,
            size: Size(width: 132, height: 43), clock: fixedClock, backend: backend)
        await driver.fill("Debtor", "DB0001")
        for (label, text) in Self.inputs[index] {
            if label == "Period unit" {
                await driver.focus(label)
                await driver.type(String(text.prefix(1)))
                for _ in 0..<8 where driver.line(with: "Period unit")?.contains(text) == false {
                    await driver.press(.right)
                }
            } else if label == "Description" {
                await driver.focus(label)
                await driver.send(.paste(text))
            } else {
                await driver.fill(label, text)
            }
        }
        await driver.press(.control("s"))
        let texts = Texts(.english)
        #expect(driver.line(with: texts.reviewTitle) != nil, "\(driver.picture)")
        let review = driver.picture
        await driver.press(.right, .enter)
        let rows = try await desk.store.read {
            try $0.rows(SQLQuery("SELECT max(Identifier) FROM service"))
        }
        let stored = try await desk.engine.send(ShowService(rows[0].integer(0))).record
        let amounts = try #require(Subscription.amounts(of: stored))
        let period = texts.every(stored[Subscription.periods] ?? 0, stored.text(Subscription.periodic))
        #expect(
            review.contains(texts.amountsPerInvoice(amounts.amountExcl, amounts.amountIncl, period)), "\(review)")
        #expect(review.contains(texts.date(try #require(stored[Subscription.nextDate]))), "\(review)")
    }

    @Test func anEditElsewhereIsCountedFromWhatIsTyped() async throws {
        let desk = try await DemoInstallation(debtors: 1)
        let system = desk.asHostFact()
        let service = try await system.send(ShowService(1)).record
        let stored = try #require(Subscription.amounts(of: service))
        let driver = ScreenDriver(
            FormScreen(ServicePlans.edit(service), language: .english), service: system,
            size: Size(width: 132, height: 43), clock: fixedClock, backend: .vendor("Work"))
        await driver.idle()
        let texts = Texts(.english)
        #expect(driver.line(with: "\(texts.total(stored.amountExcl)) excl.") != nil)
        await driver.fill("Discount %", "10")
        #expect(driver.line(with: "\(texts.total(stored.amountExcl * 9 / 10)) excl.") != nil, "\(driver.picture)")
        #expect(try await desk.engine.send(ShowService(1)).record[Subscription.discountPercentage] == 0)
    }

    /// When a colleague changes a service that is being edited.
    enum Moment: CaseIterable, Sendable {
        case beforeTheReview, beforeTheSending
        /// The very field that is typed here, beside the price.
        case beforeAClash
    }

    @Test(arguments: Moment.allCases, [false, true])
    func theReviewOfAnEditCountsWithAPriceThatAColleagueChanged(_ moment: Moment, isElsewhere: Bool) async throws {
        let desk = try await DemoInstallation(debtors: 1)
        let system: any BillingService =
            isElsewhere ? desk.asHostFact(through: WithoutConditions(desk.hostFactEndpoint)) : desk.engine
        let service = try await system.send(ShowService(1)).record
        let driver = ScreenDriver(
            FormScreen(ServicePlans.edit(service), language: .english), service: system,
            size: Size(width: 132, height: 43), clock: fixedClock,
            backend: isElsewhere ? .vendor("Work") : .embedded(mail: .waits))
        await driver.fill("Discount %", "10")
        if moment == .beforeTheSending { await driver.press(.control("s")) }
        var theirs = EditService()
        theirs[Subscription.identifier] = 1
        theirs[Subscription.priceExcl] = 1234
        if moment == .beforeAClash { theirs[Subscription.discountPercentage] = 5 }
        _ = try await desk.engine.send(theirs)
        if moment != .beforeTheSending { await driver.press(.control("s")) }
        if moment == .beforeAClash { await driver.decide(.right) }
        if moment != .beforeTheReview { await driver.press(.right, .enter) }
        let texts = Texts(.english)
        #expect(driver.line(with: texts.reviewTitle) != nil, "\(driver.picture)")
        let review = driver.picture
        #expect(review.contains("now 1234") || moment == .beforeAClash, "\(review)")
        await driver.press(.right, .enter)
        let stored = try await desk.engine.send(ShowService(1)).record
        let amounts = try #require(Subscription.amounts(of: stored))
        let period = texts.every(stored[Subscription.periods] ?? 0, stored.text(Subscription.periodic))
        #expect(stored[Subscription.discountPercentage] == 10)
        #expect(
            review.contains(texts.amountsPerInvoice(amounts.amountExcl, amounts.amountIncl, period)), "\(review)")
    }

    @Test func aServiceWithoutProductHasTheGeneralVAT() async throws {
        for (backend, sentence) in [
            (Backend.embedded(mail: .waits), "VAT is the general 21 %."),
            (.vendor("Work"), "VAT is taken to be 21 %; Work may have another general percentage."),
        ] {
            let driver = await custom(price: "125", backend)
            #expect(driver.line(with: "125.00 excl., 151.25 incl. VAT per invoice, every month") != nil)
            #expect(driver.line(with: sentence) != nil)
        }
    }

    @Test func nothingIsPromisedForANumberThatReadsTwoWays() async {
        let driver = await custom(price: "1,234", .embedded(mail: .waits))
        #expect(driver.line(with: "per invoice") == nil)
        #expect(driver.line(with: "can be read two ways; write 1234 or 1,2340") != nil)
        await driver.press(.backspace)
        #expect(driver.line(with: "1.23 excl., 1.49 incl.") != nil)
    }

    @Test func nothingIsPromisedBeforeAPeriodIsChosen() async {
        let driver = ScreenDriver(
            FormScreen(ServicePlans.add(for: Sample.debtors[0]), language: .english),
            service: await StubService.office(),
            clock: fixedClock)
        await driver.fill("Price without VAT", "125")
        #expect(driver.line(with: "per invoice") == nil)
    }

    @Test func theReviewWaitsForTheAmountsThatBelongToIt() async {
        let gated = GatedService(await StubService.office())
        let driver = ScreenDriver(
            FormScreen(ServicePlans.add(for: Sample.debtors[0]), language: .english), service: gated, clock: fixedClock)
        await driver.fill("Product", "P001")
        await gated.hold(ShowProduct.self)
        await driver.focus("Number")
        driver.tap(.character("2"), .control("s"))
        #expect(await driver.shows(Texts(.english).lookingUp))
        await gated.open()
        #expect(await driver.shows(Texts(.english).reviewTitle))
        #expect(driver.line(with: "20.00 excl., 24.20 incl.") != nil)
    }

    @Test(arguments: Language.allCases) func whatHasNoUnitHasNoPeriod(language: Language) {
        let texts = Texts(language)
        #expect(texts.period(1, "").isEmpty && texts.every(1, "").isEmpty && texts.length(3, "").isEmpty)
    }

    private func custom(price: String, _ backend: Backend) async -> ScreenDriver {
        let driver = ScreenDriver(
            FormScreen(ServicePlans.add(for: Sample.debtors[0]), language: .english),
            service: await StubService.office(),
            clock: fixedClock, backend: backend)
        await driver.focus("Period unit")
        for _ in 0..<8 where driver.line(with: "Period unit")?.contains("month") == false { await driver.press(.right) }
        await driver.fill("Price without VAT", price)
        return driver
    }
}
