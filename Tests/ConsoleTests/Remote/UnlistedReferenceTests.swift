import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

@MainActor struct UnlistedReferenceTests {
    private let currency = User.currency.declaration.label.english

    @Test func formOpensAlthoughNothingTellsTheNamesBehindItsNumbers() async {
        let driver = ScreenDriver(service: await Vendors.m4(), clock: fixedClock)
        await driver.press(.character("e"))
        #expect(driver.line(with: "Edit user · companyx") != nil)
    }

    @Test func pickerIsOffWithTheReasonAndTheNumberIsTyped() async {
        let stub = await Vendors.m4()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.character("e"))
        await driver.focus(currency)
        #expect(driver.line(with: Texts(.english).typeTheNumber) != nil)
        await driver.press(.enter)
        #expect(driver.line(with: "! \(Vendors.noLists.english)") != nil)
        #expect(driver.line(with: "/ ") == nil)

        await driver.fill(currency, "2")
        await driver.press(.control("s"), .right, .enter)
        #expect(await stub.arguments(of: UpdateUserDetails.self).first?[User.currency] == 2)
    }

    @Test func oneKindWithoutATableLeavesTheOthersTheirNames() async {
        let stub = await StubService.office()
        await stub.answer(ListReferences.self) { arguments throws(APIError) in
            guard arguments[ListReferences.kind] == RecordKind.currency.rawValue else {
                throw APIError(.failure, Vendors.noLists)
            }
            return [M4Reference(id: 1, code: "EUR", name: "Euro")]
        }
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.character("4"), .character("e"))
        #expect(driver.line(with: currency)?.contains("EUR Euro") == true)
        await driver.focus(User.responsibleManager.declaration.label.english)
        await driver.press(.enter)
        #expect(driver.line(with: "! \(Vendors.noLists.english)") != nil)
        await driver.focus(currency)
        await driver.press(.enter)
        #expect(driver.line(with: "/ ") != nil)
    }
}
