import BillingAPI
import BillingModel
import ConsoleTesting
import Foundation
import HostFactAPI
import M4API
import TerminalCore
import Testing

@testable import Console

/// What a desk does with many records at once, from the list to what became of each.
@MainActor struct BulkStoryTests {
    private let desk: BulkDesk

    init() async throws { desk = try await BulkDesk() }

    private func raised(_ price: Decimal) -> Decimal { (price * 105 / 100).roundedToCents }

    @Test func hostingProductsAndTheirServicesAreRaisedInFewKeys() async throws {
        let products = try await desk.products("hosting")
        let codes = Set(products.map { $0.text(Product.code) })
        let services = try await desk.services().filter { codes.contains($0.text(Subscription.productCode)) }
        let others = try await desk.services().filter { !codes.contains($0.text(Subscription.productCode)) }
        #expect(products.count > 1 && services.count > 3)

        let driver = await desk.console()
        var presses = 0
        func press(_ keys: Key...) async {
            for key in keys {
                presses += 1
                await driver.press(key)
            }
        }
        await press(.character("2"), .character("/"))
        await driver.type("hosting")
        await press(.enter, .character("*"), .character("b"), .tab)
        await driver.type("+5%")
        await press(.tab, .right, .control("s"))
        let changes = products.count + services.count
        #expect(driver.line(with: "Price +5%: \(products.count) products, \(services.count) services") != nil)
        #expect(driver.line(with: "\(changes) rows change") != nil, "\(driver.picture)")
        #expect(driver.line(with: "a month, with VAT:") != nil)
        await press(.right, .enter)
        #expect(presses <= 20)
        #expect(driver.line(with: "\(changes) of \(changes) done") != nil, "\(driver.picture)")

        for old in products {
            let new = try await desk.engine.send(ShowProduct(old[Product.identifier] ?? 0)).record
            #expect(new[Product.priceExcl] == old[Product.priceExcl].map(raised))
        }
        for old in services {
            let new = try await desk.service(old[Subscription.identifier] ?? 0)
            #expect(new[Subscription.priceExcl] == old[Subscription.priceExcl].map(raised))
        }
        for other in others {
            let now = try await desk.service(other[Subscription.identifier] ?? 0)
            #expect(now[Subscription.priceExcl] == other[Subscription.priceExcl])
        }
        // What is done is not left anywhere.
        #expect(await desk.shelf.runs.isEmpty)
        await driver.press(.enter)
        #expect(driver.lines[1].contains("hosting"))
    }

    @Test func nothingIsSentBeforeTheButton() async throws {
        let before = try await desk.products("")
        let driver = await desk.console()
        await driver.press(.character("2"))
        await driver.markAll("")
        await driver.bulk("+5%")
        await driver.press(.control("s"), .enter, .escape)
        #expect(driver.lines[1].contains("marked"))
        #expect(try await desk.products("").map { $0[Product.priceExcl] } == before.map { $0[Product.priceExcl] })
        #expect(await desk.shelf.runs.isEmpty)
    }

    @Test func servicesEndOnTheirOwnDaysWithAReason() async throws {
        let driver = await desk.console()
        await driver.press(.character("3"), .character(" "), .character(" "), .character(" "))
        let ids = try await desk.services().count
        #expect(ids > 3)
        await driver.press(.character("b"), .right, .tab, .tab)
        await driver.type("Moved")
        await driver.press(.control("s"))
        let row = try #require(driver.line(with: "rows change") ?? driver.line(with: "row changes"))
        await driver.press(.right, .enter)
        let done = try #require(driver.line(with: " done"))
        #expect(row.contains(done.prefix { $0 != " " }))
        let ending = try await desk.services().filter { $0[Subscription.terminationDate] != nil }
        #expect(!ending.isEmpty)
    }

    @Test func usersAreBlockedOnADay() async throws {
        let driver = await desk.console()
        let users = try await desk.engine.send(BrowseUsers()).rows
        let free = users.count { $0[User.isBlocked] != true }
        await driver.press(.character("4"), .character("*"))
        await driver.bulk("+1m")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "\(free) of \(free) done") != nil, "\(driver.picture)")
        let now = try await desk.engine.send(BrowseUsers()).rows
        #expect(now.count { $0[User.blockAt] == CalendarDate("2026-04-10") } == free)
    }

    @Test func blockInThePastIsRefusedBesideItsField() async throws {
        let driver = await desk.console()
        await driver.press(.character("4"), .character(" "))
        await driver.bulk("1-1-2020")
        await driver.press(.control("s"))
        #expect(driver.line(with: "Block on") != nil && driver.line(with: "└") != nil)
    }

    @Test func customersGetOneTextAndOneGroup() async throws {
        let driver = await desk.console()
        await driver.press(.character(" "), .character(" "), .character("b"), .tab)
        // The field that begins with this letter.
        await driver.press(.character("c"), .tab)
        let label = try #require(driver.line(with: "Field"))
        await driver.type("Bulk test")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "2 of 2 done") != nil, "\(label)\n\(driver.picture)")
        await driver.press(.enter, .character("b"), .right, .tab)
        await driver.type("4")
        await driver.press(.control("s"))
        #expect(driver.line(with: "Put in group Hosting clients") != nil, "\(driver.picture)")
    }

    // MARK: A mail

    /// The first customer has no address.
    private func withoutAddress() async throws -> [Record<Debtor>] {
        let all = try await desk.engine.send(ListDebtors()).rows
        var edit = EditDebtor()
        edit[Debtor.identifier] = all.first?[Debtor.identifier]
        edit.arguments[text: Debtor.emailAddress.declaration] = ""
        _ = try await desk.engine.send(edit)
        return all
    }

    private func mails(to debtor: Record<Debtor>) async throws -> [CustomerMail] {
        try await desk.engine.send(ReadCustomerState(debtor[Debtor.identifier] ?? 0)).mails
    }

    @Test func markedCustomersGetAMailByATemplate() async throws {
        let all = try await withoutAddress()
        let driver = await desk.console()
        await driver.press(.character("*"), .character("b"), .right, .right, .tab)
        await driver.type("3")
        await driver.press(.tab)
        await driver.type("Tonight at ten.")
        await driver.press(.control("s"))
        var mailed: [Record<Debtor>] = []
        for debtor in all.dropFirst() where debtor.text(Debtor.emailAddress) != "" {
            let whole = try await desk.engine.send(ShowDebtor(debtor[Debtor.identifier] ?? 0)).record
            if whole[Debtor.mailing] == true { mailed.append(debtor) }
        }
        #expect(!mailed.isEmpty && mailed.count < all.count - 1)
        let (count, left) = (mailed.count, all.count - mailed.count)
        #expect(driver.line(with: "Mail by template 3: \(count) customers") != nil, "\(driver.picture)")
        #expect(driver.line(with: "\(count) customers get a mail, \(left) get none (✗)") != nil)
        #expect(driver.line(with: "! A mail that was sent does not come back.") != nil)
        #expect(driver.line(with: mailed.first?.text(Debtor.emailAddress) ?? "-") != nil, "\(driver.picture)")
        // Back is marked first.
        #expect(driver.line(with: "[ Back ]")?.contains("Send \(count) mails") == true)
        await driver.press(.enter)
        for debtor in all { #expect(try await mails(to: debtor).isEmpty) }

        // Back at what was typed.
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "\(count) of \(count) done") != nil, "\(driver.picture)")
        let addressed = Set(mailed.compactMap { $0[Debtor.identifier] })
        for debtor in all {
            let isAddressed = debtor[Debtor.identifier].map(addressed.contains) ?? false
            let sent = try await mails(to: debtor)
            #expect(sent.map(\.recipient) == (isAddressed ? [debtor.text(Debtor.emailAddress)] : []))
        }
        #expect(await desk.shelf.runs.isEmpty)
    }

    @Test func templateThatIsNotThereIsSaidBeforeAnythingIsSent() async throws {
        let driver = await desk.console()
        await driver.press(.character("*"), .character("b"), .right, .right, .tab)
        await driver.type("77")
        await driver.press(.control("s"))
        #expect(driver.line(with: "there is no mail template 77") != nil, "\(driver.picture)")
    }

    @Test func mailNeedsSomethingToSay() async throws {
        let driver = await desk.console()
        await driver.press(.character("*"), .character("b"), .right, .right, .control("s"))
        #expect(driver.line(with: "Give a template's number, a message, or both.") != nil, "\(driver.picture)")
    }

    @Test func unknownGroupIsSaid() async throws {
        let driver = await desk.console()
        await driver.press(.character(" "), .character("b"), .right, .tab)
        await driver.type("nowhere")
        await driver.press(.control("s"))
        #expect(driver.line(with: "There is no group “nowhere”, or more than one.") != nil, "\(driver.picture)")
    }

    // MARK: One product's price

    @Test func priceOfOneProductAsksAboutItsServices() async throws {
        let services = try await desk.services()
        let code = try #require(
            services.map { $0.text(Subscription.productCode) }.first { code in
                !code.isEmpty && services.contains { $0.text(Subscription.productCode) == code }
            })
        let product = try await desk.engine.send(ShowProduct(code: code)).record
        let following = services.filter {
            $0.text(Subscription.productCode) == code
                && $0[Subscription.priceExcl] == Product.price(of: product, asFor: $0)
        }
        #expect(!following.isEmpty)
        let driver = await desk.console()
        await driver.press(.character("2"), .character("/"))
        await driver.type(code)
        await driver.press(.enter, .character("e"))
        await driver.fill("Price without VAT", "+5%")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "Services of \(code) follow its price") != nil, "\(driver.picture)")
        #expect(driver.line(with: "[ Leave them as they are ]") != nil)
        await driver.press(.right, .enter)
        #expect(driver.line(with: " done") != nil)
        let new = try await desk.engine.send(ShowProduct(code: code)).record
        for service in following {
            let now = try await desk.service(service[Subscription.identifier] ?? 0)
            #expect(now[Subscription.priceExcl] == Product.price(of: new, asFor: now))
        }
    }

    @Test func productThatNobodyUsesAsksNothing() async throws {
        let used = Set(try await desk.services().map { $0.text(Subscription.productCode) })
        let all = Set(try await desk.engine.send(listOfAllServices).rows.map { $0.text(Subscription.productCode) })
        guard let free = try await desk.products("").first(where: { !used.union(all).contains($0.text(Product.code)) })
        else { return }
        let driver = await desk.console()
        await driver.press(.character("2"), .character("/"))
        await driver.type(free.text(Product.code))
        await driver.press(.enter, .character("e"))
        await driver.fill("Price without VAT", "+5%")
        await driver.press(.control("s"), .right, .enter)
        #expect(driver.line(with: "follow its price") == nil)
    }

    private var listOfAllServices: ListServices {
        var list = ListServices()
        list.arguments[text: ListParameters.status.declaration] = ""
        return list
    }
}
