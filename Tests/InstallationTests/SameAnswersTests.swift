import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import Testing

extension InstallationTests {
    /// Two installations with the same records, one of them called directly: step by step both say the same.
    @Suite struct SameAnswersTests {
        @Test(arguments: Way.toHostFact)
        func everyActionOfHostFact(way: Way) async throws {
            let (here, there) = (try await Installation(.engine, debtors: 40), try await Installation(way, debtors: 40))
            for step in HostFactStep.all where way.carries(type(of: step.action)) {
                let (expected, answer) = (await here.told(step.action), await there.told(step.action))
                #expect(answer == expected, "\(step.name)")
            }
            if !Way.toWeFact.contains(way) { #expect(try await there.everything() == here.everything()) }
        }

        @Test(arguments: Way.toM4)
        func everyCallOfM4(way: Way) async throws {
            let (here, there) = (try await Installation(.engine, debtors: 40), try await Installation(way, debtors: 40))
            for action in M4Step.all {
                let (expected, answer) = (await here.told(action), await there.told(action))
                #expect(answer == expected, "\(action)")
            }
            #expect(try await there.everything() == here.everything())
        }
    }
}

extension Way {
    func carries(_ action: any HostFactAction.Type) -> Bool {
        !(action == UpdateLoginCredentials.self && Way.toWeFact.contains(self))
    }
}

/// One action as it is sent, after those before it.
struct HostFactStep: Sendable {
    var name: String
    var action: any HostFactAction

    init(_ name: String, _ action: any HostFactAction) {
        self.name = name
        self.action = action
    }

    /// A call as a script writes it.
    init(_ controller: String, _ action: String, _ form: String) {
        let name = ActionName(controller, action)
        let type = HostFactCall.actions.first { $0.declaration.name == name }
        let parameters = try? PHPForm.decode(form.utf8)
        guard let type, let parsed = try? type.init(parsing: parameters ?? []) else {
            preconditionFailure("\(controller) \(action) \(form) is no call")
        }
        self.init("\(controller) \(action) \(form)", parsed)
    }

    /// Every action with nothing given, then the lists, then changes and what they leave.
    static let all =
        HostFactCall.actions.map { HostFactStep("empty \($0.declaration.name)", $0.init()) } + lists + debtors
        + products
        + services + groups

    private static let lists = [
        HostFactStep("debtor", "list", "searchfor=a&limit=3&offset=2"), HostFactStep("debtor", "list", "offset=5000"),
        HostFactStep("debtor", "list", "sort=Nothing"), HostFactStep("debtor", "list", "sort=SurName&order=DESC"),
        HostFactStep("debtor", "list", "searchat=City|ZipCode&searchfor=10&group=4"),
        HostFactStep("product", "list", "modified[from]=2020-01-01+00:00:00&created[to]=2030-01-01+00:00:00"),
        HostFactStep("service", "list", "status=active|terminated&sort=DebtorCode&limit=7"),
        HostFactStep("group", "list", "type=product&limit=1"), HostFactStep("group", "list", "type=debtor"),
    ]

    private static let debtors = [
        HostFactStep("debtor", "show", "Identifier=1&GetPassword=yes"),
        HostFactStep("debtor", "show", "Identifier=999"),
        HostFactStep("debtor", "add", "CompanyName=K%C3%B6ln+%26+Zn&Groups[]=1&Country=DE&Sex=f"),
        HostFactStep("debtor", "edit", "Identifier=1&Groups[0]=1&Groups[1]=7&Comment=eerste%0Atweede&InvoiceMethod=3"),
        HostFactStep("debtor", "edit", "DebtorCode=DB0002&Groups=&EmailAddress="),
        HostFactStep("debtor", "edit", "Identifier=1&Groups[]=2"),
        HostFactStep("debtor", "checklogin", "Username=DB0001&Password=x"),
        HostFactStep("debtor", "checklogin", "Username=db0001&Password=balie"),
        HostFactStep(
            "debtor", "updatelogincredentials",
            "Username=DB0001&EmailAddress=info@company.com&Password=newpassword&SendPasswordForgotEmail=yes"),
        HostFactStep("debtor", "sendemail", "Identifier=1&TemplateID=1&Message=K%C3%B6ln+%3Cb%3E+%26+Zn"),
        HostFactStep("debtor", "sendemail", "Identifier=1&Message=x&Recipient=a@b.example"),
        HostFactStep("debtor", "sendemail", "Identifier=999&Message=x"),
        HostFactStep("debtor", "show", "Identifier=1"), HostFactStep("debtor", "show", "DebtorCode=DB0041"),
    ]

    private static let products = [
        HostFactStep("product", "edit", "Identifier=1&PriceExcl=50.75"),
        HostFactStep(
            "product", "edit",
            "Identifier=1&HasCustomPrice=period&CustomPrices[0][Periods]=12&CustomPrices[0][Periodic]=m"
                + "&CustomPrices[0][PriceExcl]=120"),
        HostFactStep("product", "add", "ProductName=Kabel&ProductKeyPhrase=Kabel+2+m&PriceExcl=12.50&PricePeriod=m"),
        HostFactStep("product", "add", "ProductCode=P001&ProductName=X&ProductKeyPhrase=X&PriceExcl=1"),
        HostFactStep("product", "show", "ProductCode=P004"), HostFactStep("product", "delete", "ProductCode=P004"),
        HostFactStep("product", "show", "ProductCode=P004"), HostFactStep("product", "delete", "ProductCode=P001"),
    ]

    private static let services = [
        HostFactStep("service", "show", "Identifier=1"),
        HostFactStep(
            "service", "add",
            "DebtorCode=DB0001&Subscription[ProductCode]=P001&Subscription[Periods]=1&Subscription[Periodic]=m"),
        HostFactStep(
            "service", "add",
            "Debtor=2&Subscription[Description]=Los&Subscription[PriceExcl]=9.99&Subscription[Periodic]=m"),
        HostFactStep("service", "edit", "Identifier=1&Subscription[Number]=3&Subscription[Description]=Drie"),
        HostFactStep("service", "terminate", "Identifier=1"),
        HostFactStep("service", "terminate", "Identifier=1&Date=2023-03-31&Reason=Weg"),
        HostFactStep("service", "edit", "Identifier=1&Subscription[TerminationDate]="),
        HostFactStep("service", "terminate", "Identifier=999"), HostFactStep("service", "show", "Identifier=1"),
    ]

    private static let groups = [
        HostFactStep("group", "show", "Identifier=1"), HostFactStep("group", "show", "Identifier=2"),
        HostFactStep("group", "add", "GroupName=Nieuw&Type=debtor&Items[]=1&Items[]=3"),
        HostFactStep("group", "edit", "Identifier=1&Items="), HostFactStep("group", "delete", "Identifier=1"),
        HostFactStep("group", "show", "Identifier=1"),
    ]
}

/// M4's calls in turn, each after those before it.
enum M4Step {
    static let all: [any M4Action] =
        M4Call.actions.map { $0.init() } + [
            filled(ListUsers()) { $0[ListUsers.user] = ListUsers.all },
            filled(ListUsers()) { $0[ListUsers.user] = "3" }, filled(ListUsers()) { $0[ListUsers.user] = "iedereen" },
            ReadUser(3), ReadUser(1), filled(ShowUser()) { $0[User.id] = 3 },
            filled(UpdateUserDetails(3)) {
                $0[User.city] = "Köln"
                $0[User.comment] = "eerste <&>\" regel\ntweede"
                $0[User.isHidden] = true
                $0[User.blockAt] = CalendarDate("2026-03-09")
            },
            filled(UpdateUserDetails(3)) {
                $0[User.city] = "Ede"
                $0[User.responsibleManager] = 3
            }, UpdateUserDetails(3), ReadUser(3), filled(ShowUser()) { $0[User.username] = "companyx" },
        ] + balances + others

    private static let balances = [
        call("user_balance_get", "username=companyx"), call("user_balance_get", "username=companyx&currency=USD"),
        call("user_balance_get", "username=nobody"), call("user_simple_balance_get", "id=3"),
        call("user_balance_update", "user_id=3&balance=-20.125"),
        call("user_balance_update", "user_id=999&balance=1"), call("user_balance_get", "username=companyx"),
    ]

    private static let others = [
        call("number_pools_get", ""), call("exchange_rate_update", "currency=USD&rate=1.25"),
        call("exchange_rate_update", "currency=XXX&rate=1.25"), call("user_login", "u=companyx&p=wrong"),
        call("user_logout", "u=companyx"), call("user_delete", "user_id=3"), call("user_delete", "user_id=999"),
    ]

    /// A call as a script writes it.
    private static func call(_ name: String, _ form: String) -> any M4Action {
        guard let type = M4Call.action(named: name), let parameters = try? PHPForm.decode(form.utf8),
            let action = try? type.init(parsing: parameters)
        else { preconditionFailure("\(name) \(form) is no call") }
        return action
    }
}
