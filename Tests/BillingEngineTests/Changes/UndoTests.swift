import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import Testing

@testable import BillingEngine

/// What an action names to undo it puts the record back as it was.
@Suite struct UndoTests {
    private func undone<Action: WritingAction>(_ action: Action, known: Int? = nil) async throws {
        let engine = try await TestEngine()
        let before = try await read(action, known, engine)
        let answer = try await engine.service.send(action)
        let changed = try await read(action, known, engine)
        #expect(changed.tag != before.tag || !before.isTagged)
        #expect(changed.texts != before.texts)
        guard case .by(let undo) = action.undo(before: before.answer, answer: answer) else {
            Issue.record("nothing undoes \(Action.declaration.name)")
            return
        }
        _ = try await engine.service.send(undo)
        #expect(try await read(action, known, engine).texts == before.texts)
    }

    private struct Shown {
        var answer: any RecordAnswer
        var isTagged: Bool
        var texts: [String: String]
        var tag: EntityTag? { answer.tag }
    }

    private func read(
        _ action: some WritingAction, _ known: Int?, _ engine: TestEngine
    ) async throws -> Shown {
        guard case .shown(let reading, let isTagged) = action.target(known) else { throw APIError.nothingToMatch }
        let answer: any RecordAnswer = try await answer(to: reading, engine.service)
        let fields =
            EditDebtor.declaration.parameters + EditProduct.declaration.parameters
            + EditService.declaration.parameters + EditGroup.declaration.parameters
            + UpdateUserDetails.declaration.parameters + UpdateBalance.declaration.parameters
        let own = fields.filter { answer.text(of: $0) != nil }
        return Shown(answer: answer, isTagged: isTagged, texts: answer.texts(of: own))
    }

    private func answer<Reading: RecordReading>(
        to reading: Reading, _ system: EngineService
    ) async throws -> any RecordAnswer { try await system.send(reading) }

    @Test func anEditOfADebtor() async throws {
        var edit = EditDebtor(try EditDebtor.arguments("Identifier=1", "City=Ede", "Comment=x", "Groups="))
        try await undone(edit)
        edit = EditDebtor(try EditDebtor.arguments("Identifier=1", "DebtorCode=KL1"))
        try await undone(edit)
        try await undone(EditDebtor(try EditDebtor.arguments("DebtorCode=DB0001", "City=Ede")))
    }

    @Test func anotherUserName() async throws {
        try await undone(
            UpdateLoginCredentials(
                try UpdateLoginCredentials.arguments(
                    "Username=DB0001", "EmailAddress=info@company.com", "NewUsername=other")), known: 1)
    }

    @Test func anEditOfAProduct() async throws {
        try await undone(EditProduct(try EditProduct.arguments("Identifier=1", "PriceExcl=5", "TaxPercentage=9")))
    }

    /// Two prices would be one too many: the one with VAT wins, and the other is worked out from it again.
    @Test(arguments: [
        (["PriceExcl": "0.12345"], ["PriceExcl": "0.12345"]), (["PriceExcl": "120"], ["PriceExcl": "120"]),
        (["PriceIncl": "10"], ["PriceIncl": "10"]), (["PriceIncl": "121"], ["PriceExcl": "100"]),
    ])
    func pricesForPeriods(_ given: [String: String], _ sentBack: [String: String]) async throws {
        let engine = try await TestEngine()
        let system = engine.service
        let period = ["Periods": "12", "Periodic": "m"]
        func edit(_ price: [String: String]) -> EditProduct {
            var edit = EditProduct()
            edit[Product.identifier] = 1
            edit.arguments[rows: Product.customPrices] = [period.merging(price) { $1 }]
            return edit
        }
        let before = try await system.send(edit(given))
        let change = edit(["PriceExcl": "130"])
        let answer = try await system.send(change)
        guard case .by(let undo as EditProduct) = change.undo(before: before, answer: answer) else {
            Issue.record("nothing takes the price back")
            return
        }
        #expect(undo.arguments[rows: Product.customPrices] == [period.merging(sentBack) { $1 }])
        let after = try await system.send(undo)
        #expect(Product.customPriceRows(of: after.record) == Product.customPriceRows(of: before.record))
    }

    @Test func aPriceForAPeriodUnderAnotherVATPercentage() async throws {
        let engine = try await TestEngine()
        let system = engine.service
        var edit = EditProduct()
        edit[Product.identifier] = 1
        edit.arguments[rows: Product.customPrices] = [["Periods": "12", "Periodic": "m", "PriceExcl": "120"]]
        let before = try await system.send(edit)
        edit.arguments[rows: Product.customPrices] = [["Periods": "12", "Periodic": "m", "PriceExcl": "130"]]
        let answer = try await system.send(edit)
        _ = try await system.send(EditProduct(try EditProduct.arguments("Identifier=1", "TaxPercentage=9")))
        guard case .by(let undo) = edit.undo(before: before, answer: answer) else {
            Issue.record("nothing takes the price back")
            return
        }
        _ = try await system.send(undo)
        let rows = Product.customPriceRows(of: try await system.send(ShowProduct(1)).record)
        #expect(rows.map { [$0["PriceExcl"], $0["PriceIncl"]] } == [["120", "130.8"]])
    }

    @Test func anEditOfAServiceAndWhatFollowedFromIt() async throws {
        try await undone(
            EditService(
                try EditService.arguments(
                    "Identifier=1", "Subscription[Periods]=3", "Subscription[Description]=Anders",
                    "Subscription[PriceExcl]=")))
    }

    @Test func aTermination() async throws {
        try await undone(TerminateService(try TerminateService.arguments("Identifier=1", "Date=2023-05-01")))
    }

    @Test func anEditOfAGroup() async throws {
        try await undone(EditGroup(try EditGroup.arguments("Identifier=4", "GroupName=Anders", "Items=")))
    }

    @Test func anEditOfAUser() async throws {
        try await undone(UpdateUserDetails(try UpdateUserDetails.arguments("user_id=3", "city=Ede", "blocked=1")))
    }

    @Test func aBalance() async throws {
        try await undone(UpdateBalance(try UpdateBalance.arguments("user_id=3", "balance=1")))
    }

    @Test func whatWasAddedIsTakenAway() async throws {
        let engine = try await TestEngine()
        let system = engine.service
        let group = AddGroup(try AddGroup.arguments("GroupName=Nieuw", "Type=debtor"))
        let added = try await system.send(group)
        guard case .by(let undo) = group.undo(before: nil, answer: added) else {
            Issue.record("nothing takes the group away")
            return
        }
        _ = try await system.send(undo)
        let id = try #require(added.identifier)
        await #expect(throws: VendorMessage.unknown(VendorMessage.group)) {
            try await engine.service.send(ShowGroup(id))
        }
    }
}

extension APIAction {
    /// Flat `Name=text` parameters through the action's own check.
    fileprivate static func arguments(_ texts: String...) throws -> Arguments {
        let pairs = texts.map { text -> (String, String) in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), String(parts[1]))
        }
        return try declaration.parse(
            pairs.flatMap { name, text in
                declaration.parameters.first { $0.name == name }?.parameters(text) ?? []
            }
        ).arguments
    }
}
