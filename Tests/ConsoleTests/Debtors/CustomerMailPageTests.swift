import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// What was mailed to a customer: seen, read, and sent once more.
@MainActor struct CustomerMailPageTests {
    private let stub: StubService

    nonisolated private static let mails = [
        CustomerMail(
            id: 9, created: "2026-03-10 09:40:00", recipient: "info1@example.net", subject: "Uw inloggegevens",
            state: .waiting),
        CustomerMail(
            id: 7, created: "2026-03-08 16:20:00", recipient: "administratie@example.net", subject: "鈴木様、契約について",
            state: .failed, attempts: 12, lastAttempt: "2026-03-09 20:20:00",
            lastError: "sendmail ended with code 67: no such mailbox"),
        CustomerMail(
            id: 4, created: "2026-02-01 08:00:00", recipient: "info1@example.net", subject: "Welkom", state: .sent,
            attempts: 1, lastAttempt: "2026-02-01 08:00:10"),
    ]

    init() async {
        stub = await StubService.office()
        await stub.answer(ReadCustomerState.self) { _ in
            CustomerState(temporaryPasswordUntil: "2026-03-11 09:40:00", mails: Self.mails, mailCount: 3)
        }
        await stub.answer(ReadCustomerMail.self) { arguments throws(APIError) in
            guard var mail = Self.mails.first(where: { $0.id == arguments[ReadCustomerMail.mail] }) else {
                throw APIError(.notFound, LocalizedText(verbatim: "None."))
            }
            mail.body = "Geachte heer Zed1,\n\nHier is uw brief.\n  Met vriendelijke groet"
            return MailTold(mail)
        }
        await stub.answer(SendMailAgain.self) { _ in MailTold(Self.mails[1]) }
    }

    private func opened(
        _ size: Size = Size(width: 80, height: 24), _ language: Language = .english, isReadOnly: Bool = false
    ) async -> ScreenDriver {
        let driver = ScreenDriver(
            service: stub, size: size, language: language, clock: fixedClock, isReadOnly: isReadOnly)
        await driver.press(.enter, .tab, .tab)
        return driver
    }

    @Test func mailsAreShownAsTheirPicturesKeptThem() async {
        let driver = await opened()
        expectPicture("customer-mails", of: driver)
        await driver.press(.down, .enter)
        expectPicture("mail", of: driver)
        let dutch = await opened(Size(width: 132, height: 43), .dutch)
        await dutch.press(.down)
        expectPicture("customer-mails-wide-nl", of: dutch)
        expectPicture("customer-mails-small", of: await opened(Size(width: 60, height: 16)))
    }

    @Test func oneThatWasGivenUpIsSentAgainThroughAReview() async {
        let driver = await opened()
        await driver.press(.down, .character("r"))
        #expect(driver.line(with: "goes to administratie@example.net once more") != nil)
        #expect(await stub.written.isEmpty)
        await driver.press(.right, .enter)
        #expect(await stub.arguments(of: SendMailAgain.self).map { $0[SendMailAgain.mail] } == [7])
        #expect(driver.line(with: "[Mail 3]") != nil)
    }

    @Test func oneThatIsReadIsSentAgainFromItsPage() async {
        let driver = await opened()
        await driver.press(.down, .down, .enter, .character("r"), .right, .enter)
        #expect(await stub.arguments(of: SendMailAgain.self).map { $0[SendMailAgain.mail] } == [4])
    }

    @Test func whyOneIsNotSentAgainIsSaid() async {
        let waiting = await opened()
        await waiting.press(.character("r"))
        #expect(waiting.line(with: "it goes by itself") != nil)
        let reading = await opened(isReadOnly: true)
        await reading.press(.down, .character("r"))
        #expect(reading.line(with: ReadOnlyService.reason().english) != nil)
        #expect(await stub.written.isEmpty)
    }

    @Test func whereTheSystemTellsNoMailsTheSectionSaysWhy() async {
        let stub = await Vendors.without(
            ReadCustomerState.self, saying: LocalizedText("Look in HostFact.", "Kijk in HostFact."))
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.enter, .tab, .tab)
        #expect(driver.line(with: "[Mail]") != nil)
        #expect(driver.line(with: "Look in HostFact.") != nil)
        #expect(await stub.arguments(of: ReadCustomerState.self).isEmpty)
    }

    @Test func aServersMailsComeOverItsWire() async throws {
        let desk = try await DemoInstallation()
        var mail = SendEmail()
        mail[Debtor.identifier] = 1
        mail[SendEmail.message] = "Hallo"
        _ = try await desk.engine.send(mail)
        let driver = ScreenDriver(service: desk.asHostFact(), clock: fixedClock)
        await driver.press(.enter, .tab)
        #expect(driver.line(with: "[Mail 1]") != nil, "\(driver.picture)")
        #expect(driver.line(with: "info@company.com") != nil)
    }
}
