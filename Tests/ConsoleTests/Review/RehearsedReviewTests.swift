import BillingAPI
import BillingModel
import ConsoleTesting
import Foundation
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// A review tells amounts by the rules of the system that it goes to.
@MainActor struct RehearsedReviewTests {
    private let texts = Texts(.english)

    /// A system whose rules are not the console's own.
    private struct Dearer: ServiceWrapper {
        let service: any BillingService
        var refusal: APIError?

        func rehearse<Action: WritingAction>(_ action: Action) async throws(APIError) -> Action.Answer? {
            if let refusal { throw refusal }
            guard var answer = try await service.rehearse(action) as? Changed<Subscription> else { return nil }
            answer.record[Subscription.priceExcl] = 1000
            return answer as? Action.Answer
        }
    }

    private func review(_ system: any BillingService, size: Size = Size(width: 100, height: 30)) async -> ScreenDriver {
        let driver = ScreenDriver(
            FormScreen(ServicePlans.add(for: nil), language: .english), service: system, size: size, clock: fixedClock)
        await driver.fill("Debtor", "DB0001")
        await driver.fill("Product", "P001")
        await driver.press(.control("s"))
        return driver
    }

    @Test func amountsAreThoseOfTheSystem() async throws {
        let desk = try await DemoInstallation(debtors: 1)
        let driver = await review(Dearer(service: desk.engine))
        #expect(driver.line(with: texts.reviewTitle) != nil, "\(driver.picture)")
        #expect(driver.line(with: "1,000.00 excl., 1,210.00 incl. VAT per invoice") != nil, "\(driver.picture)")
        // Nothing that the console worked out itself stands beside it.
        #expect(driver.line(with: "302.50") == nil)
    }

    @Test func whatTheSystemWouldRefuseNeverComesToAReview() async throws {
        let desk = try await DemoInstallation(debtors: 1)
        let refusal = APIError(.invalidInput, LocalizedText("Not on a Tuesday.", "Niet op dinsdag."))
        let driver = await review(Dearer(service: desk.engine, refusal: refusal))
        #expect(driver.line(with: "Not on a Tuesday.") != nil)
        #expect(driver.line(with: texts.reviewTitle) == nil)
    }

    @Test func systemThatDoesNotAnswerStopsNobody() async throws {
        let desk = try await DemoInstallation(debtors: 1)
        let refusal = APIError(.unreachable, LocalizedText("Away.", "Weg."))
        let driver = await review(Dearer(service: desk.engine, refusal: refusal))
        #expect(driver.line(with: texts.reviewTitle) != nil)
        #expect(driver.line(with: "302.50 incl. VAT per invoice") != nil, "\(driver.picture)")
    }

    @Test(
        arguments: [
            ("+5%", "+5.0 %"), ("=-1", ""), ("200", "-20.0 %"), ("333.33", "+33.3 %"), ("250.00", ""),
            ("=0", "-100.0 %"),
        ])
    func amountsCarryTheirChangeInPercent(_ typed: String, _ share: String) async throws {
        let desk = try await DemoInstallation(debtors: 1)
        let product = try await desk.engine.send(ShowProduct(code: "P001")).record
        let driver = ScreenDriver(
            FormScreen(ProductPlans.edit(product), language: .english), service: desk.engine,
            size: Size(width: 100, height: 30), clock: fixedClock)
        await driver.fill("Price without VAT", typed)
        await driver.fill("Internal description", "x")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) != nil, "\(driver.picture)")
        #expect(share.isEmpty ? driver.line(with: " %") == nil : driver.line(with: share) != nil, "\(driver.picture)")
    }

    @Test func reviewSaysWhereItGoes() async throws {
        let desk = try await DemoInstallation(debtors: 1)
        let driver = await review(desk.engine)
        #expect(driver.line(with: "in test.sqlite, full") != nil, "\(driver.picture)")
    }
}
