import BillingAPI
import HostFactAPI
import M4API
import SQLStore
import Testing

@testable import BillingEngine

/// Every action that changes something, with what the journal must say of one call of it.
struct JournalledAction: Sendable, CustomTestStringConvertible {
    typealias Step = @Sendable (TestEngine) async throws -> Void

    var name: ActionName
    var send: @Sendable (any BillingService, Sending) async throws -> Void
    /// What it needs to be there.
    var first: Step
    /// `debtor 1`.
    var record: String
    /// `City: Amsterdam -> Delft`, with nothing on a side where there was nothing; in the order of their letters.
    var changes: [String]

    init<Action: WritingAction>(
        _ type: Action.Type, _ texts: [String], after first: @escaping Step = { _ in }, on record: String,
        _ changes: [String]
    ) {
        name = Action.declaration.name
        send = { service, how in _ = try await service.send(Action(try Self.arguments(of: type, texts)), how) }
        self.first = first
        self.record = record
        self.changes = changes.sorted()
    }

    var testDescription: String { "\(name.controller) \(name.action) \(changes)" }

    /// Flat `Name=text` parameters through the action's own check.
    private static func arguments<Action: WritingAction>(of type: Action.Type, _ texts: [String]) throws -> Arguments {
        let parameters = texts.flatMap { text -> [RawParameter] in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let field = Action.declaration.parameters.first { $0.name == parts[0] }
            return field?.parameters(parts[1]) ?? [RawParameter(parts[0], parts[1])]
        }
        return try Action.declaration.parse(parameters).arguments
    }

    static let all: [JournalledAction] = debtors + products + services + groups + users

    private static let debtors = [
        JournalledAction(
            EditDebtor.self, ["Identifier=1", "City=Delft", "Groups=1", "Country=NL"], on: "debtor 1",
            ["City: Amsterdam -> Delft", "Groups: 4 -> 1"]),
        JournalledAction(
            EditDebtor.self, ["DebtorCode=DB0001", "Password=planted-Secret-1"], on: "debtor 1",
            ["Password: changed"]),
        JournalledAction(
            AddDebtor.self,
            ["CompanyName=Nieuw", "EmailAddress=a@b.example", "SendWelcome=yes", "Password=planted-Secret-1"],
            on: "debtor 2",
            [
                "CompanyName:  -> Nieuw", "DebtorCode:  -> DB0002", "EmailAddress:  -> a@b.example",
                "Password: changed", "SendWelcome:  -> yes", "Username:  -> DB0002",
            ]),
        JournalledAction(
            UpdateLoginCredentials.self,
            [
                "Username=DB0001", "EmailAddress=info@company.com", "NewUsername=other",
                "Password=planted-Secret-1", "SendPasswordForgotEmail=yes",
            ], on: "debtor 1",
            ["Password: changed", "SendPasswordForgotEmail:  -> yes", "Username: DB0001 -> other"]),
        JournalledAction(
            SendEmail.self, ["DebtorCode=DB0001", "Message=Hallo"], on: "debtor 1",
            ["Message:  -> Hallo", "Recipient:  -> info@company.com"]),
    ]

    private static let products = [
        JournalledAction(
            AddProduct.self, ["ProductName=Opslag", "ProductKeyPhrase=Opslag", "PriceExcl=5"], on: "product 3",
            [
                "PriceExcl:  -> 5", "ProductCode:  -> P003", "ProductKeyPhrase:  -> Opslag",
                "ProductName:  -> Opslag", "TaxPercentage:  -> 21",
            ]),
        JournalledAction(
            EditProduct.self, ["Identifier=1", "PriceExcl=50.75"], on: "product 1", ["PriceExcl: 7.5 -> 50.75"]),
        JournalledAction(
            DeleteProduct.self, ["ProductCode=P002"], on: "product 1",
            [
                "Groups: 2 -> ", "PriceExcl: 7.5 -> ", "PricePeriod: m -> ", "ProductCode: P002 -> ",
                "ProductKeyPhrase: Hosting small -> ", "ProductName: Hosting small -> ", "ProductType: hosting -> ",
                "TaxPercentage: 21 -> ",
            ]),
    ]

    private static let services = [
        JournalledAction(
            AddService.self, ["DebtorCode=DB0001", "Subscription[ProductCode]=P002", "Subscription[Periodic]=m"],
            on: "service 2",
            [
                "Debtor:  -> 1", "DebtorCode:  -> DB0001", "Subscription[Description]:  -> Hosting small",
                "Subscription[ContractPeriodic]:  -> m", "Subscription[ContractPeriods]:  -> 1",
                "Subscription[EndContract]:  -> 2022-12-24", "Subscription[EndPeriod]:  -> 2022-12-24",
                "Subscription[NextDate]:  -> 2022-11-10", "Subscription[Periodic]:  -> m",
                "Subscription[PriceExcl]:  -> 7.5", "Subscription[ProductCode]:  -> P002",
                "Subscription[StartContract]:  -> 2022-11-24", "Subscription[StartPeriod]:  -> 2022-11-24",
                "Subscription[TaxPercentage]:  -> 21",
            ]),
        JournalledAction(
            EditService.self, ["Identifier=1", "Subscription[PriceExcl]=7"], on: "service 1",
            ["Subscription[PriceExcl]: 250 -> 7"]),
        JournalledAction(
            TerminateService.self, ["Identifier=1", "Date=2023-05-01", "Reason=weg"], on: "service 1",
            ["Reason:  -> weg", "Subscription[TerminationDate]:  -> 2023-05-01"]),
        JournalledAction(
            WithdrawTermination.self, ["Identifier=1"],
            after: { engine in
                var end = TerminateService()
                end[Subscription.identifier] = 1
                _ = try await engine.service.send(end)
            }, on: "service 1", ["Subscription[TerminationDate]: 2023-01-14 -> "]),
    ]

    private static let groups = [
        JournalledAction(
            AddGroup.self, ["GroupName=Nieuw", "Type=debtor", "Items=1"], on: "group 8",
            ["GroupName:  -> Nieuw", "Items:  -> 1", "Type:  -> debtor"]),
        JournalledAction(
            EditGroup.self, ["Identifier=4", "GroupName=Anders", "Items="], on: "group 4",
            ["GroupName: Hosting clients -> Anders", "Items: 1 -> "]),
        JournalledAction(
            DeleteGroup.self, ["Identifier=4"], on: "group 4",
            ["GroupName: Hosting clients -> ", "Items: 1 -> ", "Type: debtor -> "]),
    ]

    private static let users = [
        JournalledAction(
            UpdateUserDetails.self, ["user_id=3", "city=Ede", "blocked=1"], on: "user 3",
            ["blocked: 2 -> 1", "city: Amsterdam -> Ede"]),
        JournalledAction(UpdateUserDetails.self, ["user_id=3", "city=Amsterdam"], on: "user 3", []),
        JournalledAction(
            DeleteUser.self, ["user_id=4"],
            after: { engine in
                try await engine.store.write { transaction in
                    _ = try transaction.insert(
                        into: Tables.user,
                        [
                            SQLAssignment("id", .integer(4)), SQLAssignment("username", "gone"),
                            SQLAssignment("city", "Ede"), SQLAssignment(SQLTable.folded, "\u{1F}"),
                        ])
                }
            }, on: "user 4",
            [
                "balance: 0 -> ", "block_conditional_use: 0 -> ", "blocked: 2 -> ", "call_limit: 0 -> ",
                "city: Ede -> ", "currency_id: 1 -> ", "enable_static_list: no -> ",
                "enable_static_source_list: no -> ", "generate_invoice: 1 -> ", "hidden: 0 -> ",
                "hide_non_answered_calls: 0 -> ", "language: en -> ", "tax1_value: 0 -> ", "tax2_enabled: 0 -> ",
                "tax2_value: 0 -> ", "tax3_enabled: 0 -> ", "tax3_value: 0 -> ", "tax4_enabled: 0 -> ",
                "tax4_value: 0 -> ", "username: gone -> ", "warning_email_active: 0 -> ",
                "warning_email_balance: 0 -> ", "warning_email_hour: -1 -> ",
            ]),
        JournalledAction(
            UpdateBalance.self, ["user_id=3", "balance=1"], on: "user 3", ["balance: 12.5 -> 1"]),
        JournalledAction(
            UpdateExchangeRate.self, ["currency=EUR", "rate=0.95"], on: "currency 2", ["rate: 0.92 -> 0.95"]),
        JournalledAction(LogOut.self, ["u=companyx"], on: "user 3", []),
    ]
}

extension DatabaseJournal {
    /// Every entry, the oldest first.
    func entries(_ filter: Filter = Filter()) async throws -> [Entry] {
        var entries: [Entry] = []
        try await forEachEntry(filter) { entries.append($0) }
        return entries
    }
}

extension DatabaseJournal.Entry {
    /// As `JournalledAction` has them.
    var changes: [String] {
        history.changes.map {
            $0.isSecret ? "\($0.field): changed" : "\($0.field): \($0.before ?? "") -> \($0.after ?? "")"
        }.sorted()
    }

    var recordName: String { "\(kind?.rawValue ?? "") \(record ?? 0)" }
}

extension TestEngine {
    static let anna = ChangeAuthor(
        "anna", by: .user, origin: "anna@desk-2", address: "10.0.0.7", terminal: "/dev/pts/3")

    var journal: DatabaseJournal {
        DatabaseJournal(store: store, author: OwnAuthor { Self.anna }, clock: .fixed(Self.seedMoment))
    }

    /// The same data for somebody who is known.
    var annas: EngineService {
        EngineService(store: store, clock: .fixed(Self.seedMoment), author: OwnAuthor { Self.anna })
    }

    /// Moves debtor 1 to some towns, one after the other.
    func move(to cities: String..., note: ChangeNote = ChangeNote()) async throws {
        for city in cities {
            var edit = EditDebtor()
            edit[Debtor.identifier] = 1
            edit[Debtor.city] = city
            _ = try await annas.send(edit, Sending(note: note))
        }
    }
}
