import BillingAPI
import BillingEngine
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// What a colleague changed since a form was opened is neither overwritten unseen nor kept from staff.
@MainActor struct StaleFormTests {
    /// Who answers: Balie's own engine, `balied` by profile, or a vendor's system that knows no conditions.
    enum System: String, CaseIterable, Sendable {
        case embedded, balied, elsewhere
    }

    /// A form, what is typed in it, and what a colleague makes of the same field meanwhile.
    enum Form: String, CaseIterable, Sendable {
        case debtor, product, user, termination, block

        var keys: [Key] {
            switch self {
            case .debtor: [.character("e")]
            case .product: [.character("e")]
            case .user: [.character("e")]
            case .termination, .block: [.character("t")]
            }
        }

        var tab: Key {
            switch self {
            case .debtor: .character("1")
            case .product: .character("2")
            case .termination: .character("3")
            case .user, .block: .character("4")
            }
        }

        var isM4: Bool { self == .user || self == .block }
        var label: String {
            switch self {
            case .debtor, .user: "City"
            case .product: "Name"
            case .termination: "Ends on"
            case .block: "Block at"
            }
        }
        var theirs: String { self == .termination || self == .block ? "2026-07-14" : "Theirs" }
        var mine: String { self == .termination || self == .block ? "2026-09-14" : "Mine" }
    }

    private let texts = Texts(.english)
    private let desk: DemoInstallation

    init() async throws {
        desk = try await DemoInstallation()
    }

    private func driver(_ system: System, _ form: Form) -> ScreenDriver {
        let service: any BillingService =
            switch system {
            case .embedded: desk.engine
            case .balied: form.isM4 ? desk.asM4() : desk.asHostFact()
            case .elsewhere:
                form.isM4
                    ? desk.asM4(through: WithoutConditions(desk.m4Endpoint))
                    : desk.asHostFact(through: WithoutConditions(desk.hostFactEndpoint))
            }
        return ScreenDriver(
            service: service, size: Size(width: 100, height: 34), clock: fixedClock,
            backend: system == .embedded ? .embedded(mail: .waits) : .vendor("Elsewhere"))
    }

    /// The first row of the form's list, by its number.
    private func open(_ form: Form, _ driver: ScreenDriver) async {
        await driver.press(form.tab)
        for key in form.keys { await driver.press(key) }
    }

    private func colleague(changes form: Form, to text: String) async throws {
        switch form {
        case .debtor:
            var edit = EditDebtor()
            edit[Debtor.identifier] = 1
            edit[Debtor.city] = text
            _ = try await desk.engine.send(edit)
        case .product:
            var edit = EditProduct()
            edit[Product.code] = "P001"
            edit[Product.name] = text
            _ = try await desk.engine.send(edit)
        case .user, .block:
            var edit = UpdateUserDetails(try await firstUser())
            if form == .user { edit[User.city] = text } else { edit[User.blockAt] = CalendarDate(text) }
            _ = try await desk.engine.send(edit)
        case .termination:
            var end = TerminateService()
            end[Subscription.identifier] = try await firstService()
            end[TerminateService.date] = CalendarDate(text)
            end[TerminateService.reason] = "Their reason"
            _ = try await desk.engine.send(end)
        }
    }

    private func firstService() async throws -> Int {
        let page = try await desk.engine.send(ListServices())
        return try #require(page.rows.first?[Subscription.identifier])
    }

    private func firstUser() async throws -> Int {
        let page = try await desk.engine.send(BrowseUsers())
        return try #require(page.rows.first?[User.id])
    }

    private func stored(_ form: Form) async throws -> String {
        switch form {
        case .debtor: try await desk.engine.send(ShowDebtor(1)).record.text(Debtor.city)
        case .product:
            try await desk.engine.send(ListProducts()).rows.first { $0.text(Product.code) == "P001" }?
                .text(Product.name) ?? ""
        case .user: try await desk.engine.send(ReadUser(try await firstUser())).user.text(User.city)
        case .block: try await desk.engine.send(ReadUser(try await firstUser())).user.text(User.blockAt)
        case .termination:
            try await desk.engine.send(ShowService(try await firstService())).record.text(Subscription.terminationDate)
        }
    }

    @Test(arguments: Form.allCases, System.allCases)
    func changeOfTheSameFieldStopsTheReview(_ form: Form, _ system: System) async throws {
        let driver = driver(system, form)
        await open(form, driver)
        await driver.fill(form.label, form.mine)
        try await colleague(changes: form, to: form.theirs)
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.changedByAnother) != nil, "\(driver.picture)")
        let line = try #require(driver.line(with: "> \(form.label)"), "\(driver.picture)")
        #expect(line.contains("( ) \(form.theirs)") && line.contains("( ) \(form.mine)"))
        #expect(driver.role(of: "[ Back to the form ]") == .button)
        #expect(try await stored(form) == form.theirs)

        // Back keeps what was typed, and the next review stops again.
        await driver.press(.backTab, .enter)
        await driver.focus(form.label)
        #expect(driver.picture.contains(form.mine))
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.changedByAnother) != nil)

        // Nothing goes on before it is decided.
        await driver.press(.backTab, .right, .enter)
        #expect(driver.line(with: texts.decideFirst(form.label)) != nil, "\(driver.picture)")
        #expect(driver.line(with: texts.reviewTitle) == nil)

        // Keeping mine takes theirs as what is stored.
        await driver.decide(.right)
        #expect(driver.line(with: "(*) \(form.mine)") != nil)
        await driver.press(.right, .enter)
        #expect(driver.line(with: texts.reviewTitle) != nil, "\(driver.picture)")
        #expect(driver.line(with: "- \(form.theirs)") != nil)
        #expect(driver.line(with: "+ \(form.mine)") != nil)
        await driver.press(.right, .enter)
        #expect(driver.line(with: "✓ ") != nil)
        #expect(try await stored(form) == form.mine)
    }

    @Test(arguments: Form.allCases, System.allCases)
    func changeBetweenReviewAndSendingIsNotOverwritten(_ form: Form, _ system: System) async throws {
        let driver = driver(system, form)
        await open(form, driver)
        await driver.fill(form.label, form.mine)
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) != nil)
        try await colleague(changes: form, to: form.theirs)
        await driver.press(.right, .enter)
        #expect(driver.line(with: texts.changedByAnother) != nil, "\(driver.picture)")
        #expect(driver.line(with: "> \(form.label)")?.contains("( ) \(form.theirs)") == true)
        #expect(try await stored(form) == form.theirs)
    }

    @Test(arguments: Form.allCases, System.allCases)
    func takingTheirsSendsNothingOfMineAndKeepsItBeside(_ form: Form, _ system: System) async throws {
        let driver = driver(system, form)
        await open(form, driver)
        await driver.fill(form.label, form.mine)
        try await colleague(changes: form, to: form.theirs)
        await driver.press(.control("s"))
        await driver.decide(.left)
        #expect(driver.line(with: "(*) \(form.theirs)") != nil, "\(driver.picture)")
        await driver.press(.right, .enter)
        // Whatever comes next, what stands in the field is theirs.
        if driver.line(with: texts.reviewTitle) != nil { await driver.press(.escape) }
        await driver.focus(form.label)
        #expect(driver.line(with: "> \(form.label)")?.contains(form.theirs) == true, "\(driver.picture)")
        #expect(driver.picture.contains("you typed “\(form.mine)”"), "\(driver.picture)")
        #expect(try await stored(form) == form.theirs)

        await driver.press(.control("r"))
        #expect(driver.lines.contains { $0.contains(form.label) && $0.contains(form.mine) }, "\(driver.picture)")
        #expect(!driver.picture.contains("you typed “"))
        // It is over what they made of it now, and was decided about.
        await driver.press(.control("s"))
        #expect(driver.line(with: "- \(form.theirs)") != nil, "\(driver.picture)")
        await driver.press(.right, .enter)
        #expect(try await stored(form) == form.mine)
    }

    @Test(arguments: Form.allCases, System.allCases)
    func sameChangeOfBothAgrees(_ form: Form, _ system: System) async throws {
        let driver = driver(system, form)
        await open(form, driver)
        await driver.fill(form.label, form.theirs)
        try await colleague(changes: form, to: form.theirs)
        await driver.press(.control("s"))
        // Of an ending the reason is another question.
        #expect(driver.line(with: "( ) \(form.theirs)") == nil, "\(driver.picture)")
        #expect(try await stored(form) == form.theirs)
    }

    @Test(arguments: System.allCases) func changeOfAnotherFieldIsShownAndKept(_ system: System) async throws {
        let driver = driver(system, .debtor)
        await open(.debtor, driver)
        await driver.fill("Website", "https://mine.example")
        try await colleague(changes: .debtor, to: "Theirs")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) != nil)
        #expect(driver.line(with: texts.changedByAnotherHead) != nil)
        #expect(driver.line(with: "now Theirs") != nil)
        await driver.press(.right, .enter)
        #expect(driver.line(with: "✓ ") != nil)
        let debtor = try await desk.engine.send(ShowDebtor(1)).record
        #expect(debtor.text(Debtor.city) == "Theirs")
        #expect(debtor.text(Debtor.website) == "https://mine.example")
    }

    @Test func eachFieldIsDecidedByItself() async throws {
        let driver = driver(.embedded, .debtor)
        await open(.debtor, driver)
        await driver.fill("Company", "Mine Ltd")
        await driver.fill("City", "Mine")
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.city] = "Theirs"
        edit[Debtor.companyName] = "Theirs Ltd"
        edit[Debtor.website] = "https://theirs.example"
        _ = try await desk.engine.send(edit)
        await driver.press(.control("s"))
        // What nobody typed in is no question.
        #expect(driver.line(with: texts.takenOver("Website")) != nil, "\(driver.picture)")
        await driver.press(.right, .down, .left, .down, .right, .enter)
        #expect(driver.line(with: texts.reviewTitle) != nil, "\(driver.picture)")
        #expect(
            driver.line(with: "+ Mine Ltd") != nil && driver.line(with: "+ Mine") == driver.line(with: "+ Mine Ltd"))
        await driver.press(.right, .enter)
        let debtor = try await desk.engine.send(ShowDebtor(1)).record
        #expect(debtor.text(Debtor.companyName) == "Mine Ltd")
        #expect(debtor.text(Debtor.city) == "Theirs")
        #expect(debtor.text(Debtor.website) == "https://theirs.example")
    }

    @Test(arguments: System.allCases) func reasonOfAnotherIsNotReplacedUnseen(_ system: System) async throws {
        let driver = driver(system, .termination)
        await open(.termination, driver)
        let proposed = try #require(driver.line(with: "Ends on")?.split(separator: " ").first { $0.hasPrefix("20") })
        await driver.focus("Reason")
        await driver.type("My reason")
        // The same day, another reason: only that, or when it was asked for, tells of it.
        try await colleague(changes: .termination, to: String(proposed))
        await driver.press(.control("s"))
        // Where the reason itself is told it is a clash, and elsewhere it stands on the review.
        let head = system == .embedded ? texts.changedByAnother : texts.changedByAnotherHead
        #expect(driver.line(with: head) != nil, "\(driver.picture)")
        if system == .embedded { #expect(driver.line(with: "( ) Their reason") != nil) }
    }

    /// What M4 stores in place of no day is none.
    @Test(arguments: System.allCases) func blockThatAColleagueClearedIsNoneNow(_ system: System) async throws {
        try await colleague(changes: .block, to: "2026-06-15")
        let driver = driver(system, .user)
        await open(.user, driver)
        await driver.fill("City", "Mine")
        try await colleague(changes: .block, to: "2000-01-01")
        await driver.press(.control("s"))
        #expect(driver.line(with: "was 2026-06-15") != nil, "\(driver.picture)")
        #expect(driver.line(with: "now \(texts.nothing)") != nil)
        #expect(!driver.picture.contains("2000-01-01"))
    }

    @Test(arguments: System.allCases) func blockThatBothClearIsNoClash(_ system: System) async throws {
        try await colleague(changes: .block, to: "2026-06-15")
        let driver = driver(system, .user)
        await open(.user, driver)
        await driver.fill("Block at", "")
        await driver.fill("City", "Mine")
        try await colleague(changes: .block, to: "2000-01-01")
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.reviewTitle) != nil, "\(driver.picture)")
        #expect(driver.line(with: "yours") == nil)
    }

    @Test(arguments: System.allCases) func addressThatAPasswordGoesToIsReadAgain(_ system: System) async throws {
        let driver = driver(system, .debtor)
        await driver.press(.character("p"), .control("g"))
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.emailAddress] = "new@example.net"
        _ = try await desk.engine.send(edit)
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.changedByAnotherHead) != nil, "\(driver.picture)")
        #expect(driver.line(with: "now new@example.net") != nil)
        await driver.press(.right, .enter)
        #expect(driver.line(with: "✓ ") != nil, "\(driver.picture)")
    }

    @Test func formWhoseRecordIsGoneSaysSo() async {
        let stub = await StubService.office()
        let driver = ScreenDriver(service: stub, clock: fixedClock)
        await driver.press(.character("e"))
        await driver.fill("City", "Mine")
        await stub.show(debtors: [])
        await driver.press(.control("s"))
        #expect(driver.line(with: "There is no such record.") != nil)
        #expect(driver.line(with: texts.reviewTitle) == nil)
        await driver.focus("City")
        #expect(driver.line(with: ">*City")?.hasSuffix("Mine") == true)
    }

    @Test func draftIsComparedWithWhatTheRecordWasWhenItWasTyped() async throws {
        let driver = driver(.embedded, .debtor)
        await open(.debtor, driver)
        await driver.fill("City", "Mine")
        await driver.press(.escape)
        try await colleague(changes: .debtor, to: "Theirs")
        await open(.debtor, driver)
        #expect(driver.picture.contains(texts.hasChangedSince))
        await driver.focus("City")
        #expect(driver.line(with: ">*City")?.hasSuffix("Mine") == true)
        await driver.press(.control("s"))
        #expect(driver.line(with: texts.changedByAnother) != nil)
        #expect(driver.line(with: "> City")?.contains("( ) Theirs") == true)
    }
}
