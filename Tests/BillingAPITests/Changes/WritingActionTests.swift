import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import Testing

/// What the catalogues' writing actions say of the record that they change.
@Suite struct WritingActionTests {
    static let catalogue: [any APIAction.Type] =
        HostFactCall.actions + M4Call.actions + [WithdrawTermination.self, SendMailAgain.self]

    /// One call of every writing action, and what its system answered.
    static let calls: [any Sample] = [
        Call(EditDebtor(of([Debtor.identifier.name: "1", Debtor.city.name: "Ede"])), Changed([], debtor)),
        Call(
            UpdateLoginCredentials(of([UpdateLoginCredentials.newUsername.name: "new"])), Changed([], debtor)),
        Call(AddDebtor(), Changed([], debtor)), Call(SendEmail(), MailAccepted([])),
        Call(EditProduct(of([Product.code.name: "P001", Product.name.name: "Kabel"])), Found(product)),
        Call(AddProduct(), Found(product)), Call(DeleteProduct(of([Product.identifier.name: "1"])), Done([])),
        Call(EditService(of([Subscription.identifier.name: "1", Subscription.number.name: "2"])), Found(service)),
        Call(AddService(), Changed([], service)),
        Call(TerminateService(of([Subscription.identifier.name: "1"])), Changed([], service)),
        Call(EditGroup(of([Group.identifier.name: "1", Group.name.name: "Nieuw"])), Changed([], group)),
        Call(AddGroup(), Changed([], group)), Call(DeleteGroup(of([Group.identifier.name: "1"])), Done([])),
        Call(UpdateUserDetails(of([User.id.name: "3", User.city.name: "Ede"])), UserUpdated()),
        Call(DeleteUser(3), UserDeleted()),
        Call(UpdateBalance(of([User.id.name: "3", User.balance.name: "5"])), BalanceUpdated(user)),
        Call(WithdrawTermination(1), Found(service)), Call(SendMailAgain(9), MailTold(mail)),
        Call(LogOut(), LoggedOut()), Call(UpdateExchangeRate(), ExchangeRateUpdated()),
    ]

    @Test func everyWritingActionSaysWhatItChangesAndWhatUndoesIt() {
        let writing = Self.catalogue.filter { $0.declaration.access == .writes }
        for action in writing {
            #expect(action is any WritingAction.Type, "\(action)")
        }
        #expect(Set(Self.calls.map { $0.name }) == Set(writing.map { $0.declaration.name }))
        for action in Self.catalogue where action.declaration.access == .reads {
            #expect(!(action is any WritingAction.Type), "\(action)")
        }
    }

    @Test(arguments: calls.indices) func theRecordIsShownOrItIsSaidWhyNot(index: Int) {
        let call = Self.calls[index]
        switch call.target {
        case .shown(let reading, _):
            #expect(type(of: reading).declaration.access == .reads)
            #expect(type(of: reading).declaration.violations(of: reading.arguments).isEmpty, "\(call.name)")
        case .nothing(let reason): expectSentence(reason, "\(call.name)")
        }
    }

    @Test func aRecordThatIsMeantByItsNumberIsKnownByIt() {
        let system = SystemID.profile("main")
        let readings: [(reading: any RecordReading, kind: RecordKind)] = [
            (ShowDebtor(7), .debtor), (ShowProduct(7), .product), (ShowService(7), .service), (ReadUser(7), .user),
        ]
        for (reading, kind) in readings { #expect(reading.ref(in: system) == RecordRef(system, kind, 7)) }
        #expect(ShowDebtor(code: "DB0007").ref(in: system) == nil)
        #expect(WithdrawTermination(7).target.ref(in: system) == RecordRef(system, .service, 7))
        #expect(AddDebtor().target.ref(in: system) == nil)
    }

    @Test func anActionIsMadeAnewOfItsIntentWithoutItsSecrets() throws {
        let edit = EditDebtor(
            Self.of([Debtor.identifier.name: "1", Debtor.city.name: "Ede", Debtor.password.name: "hunter2"]))
        let intent = Intent(
            system: .profile("main"), action: EditDebtor.declaration.name, target: nil, changes: edit.changes())
        let again = try #require(EditDebtor(intent))
        #expect(again[Debtor.identifier] == 1 && again[Debtor.city] == "Ede")
        #expect(!again.arguments.has(Debtor.password.declaration))
        #expect(EditProduct(intent) == nil)
    }

    @Test(arguments: calls.indices) func anActionUndoesItOrItIsSaidWhyNot(index: Int) {
        let call = Self.calls[index]
        switch call.undo {
        case .by(let action):
            #expect(type(of: action).declaration.violations(of: action.arguments).isEmpty, "\(call.name)")
        case .impossible(let reason): expectSentence(reason, "\(call.name)")
        case .onceAnswered: Issue.record("\(call.name) was answered")
        }
        // Without the record from before, its values are never guessed at.
        guard case .shown = call.target, case .by = call.undo else { return }
        guard case .impossible(let reason) = call.blindUndo else {
            Issue.record("\(call.name)")
            return
        }
        expectSentence(reason, "\(call.name)")
    }

    /// Staff are told before they send what they are told afterwards.
    @Test(arguments: calls.indices) func whetherItCanBeUndoneIsKnownBeforehand(index: Int) {
        let call = Self.calls[index]
        switch (call.foreseen, call.undo) {
        case (.impossible(let before), .impossible(let after)): #expect(before == after, "\(call.name)")
        case (.onceAnswered, .by(let action)): #expect(type(of: action).declaration.access == .writes)
        case (.by(let before), .by(let after)):
            #expect(type(of: before).declaration.name == type(of: after).declaration.name, "\(call.name)")
        default: Issue.record("\(call.name): \(call.foreseen), \(call.undo)")
        }
    }

    @Test func aMailStaysWhateverElseIsTakenBack() throws {
        var change = UpdateLoginCredentials(Self.of([UpdateLoginCredentials.newUsername.name: "new"]))
        #expect(change.lasting == nil)
        change[UpdateLoginCredentials.sendMail] = true
        expectSentence(try #require(change.lasting), "mail")
        guard case .by = change.undo(before: Found(Self.debtor), answer: nil) else {
            Issue.record("the user name cannot be put back")
            return
        }
        // Without another name there is nothing to put back.
        let mail = UpdateLoginCredentials(Self.of([UpdateLoginCredentials.sendMail.name: "yes"]))
        guard case .impossible(let reason) = mail.undo(before: Found(Self.debtor), answer: nil) else {
            Issue.record("a mail is taken back")
            return
        }
        expectSentence(reason, "mail")
    }

    private func expectSentence(_ text: LocalizedText, _ name: String) {
        for sentence in [text.english, text.dutch] {
            #expect(sentence.last == "." && sentence.first?.isUppercase == true, "\(name): \(sentence)")
        }
        #expect(text.english != text.dutch, "\(name)")
    }

    @Test func anEditGivesEveryFieldItsValueBack() throws {
        let edit = EditDebtor(
            Self.of([Debtor.identifier.name: "1", Debtor.city.name: "Ede", Debtor.groups.name: ""]))
        let undo = try back(edit, Found(Self.debtor), Changed([], Self.debtor))
        #expect(undo[Debtor.identifier] == 1)
        #expect(undo[text: Debtor.city.declaration] == "Breda")
        #expect(undo[text: Debtor.groups.declaration] == "4,7")
        #expect(undo.names == [Debtor.identifier.name, Debtor.city.name, Debtor.groups.name])
    }

    @Test func whatFollowedFromAnEditIsPutBackToo() throws {
        let edit = EditService(Self.of([Subscription.identifier.name: "1", Subscription.periods.name: "3"]))
        var after = Self.service
        after[Subscription.periods] = 3
        after[Subscription.contractPeriods] = 3
        let undo = try back(edit, Found(Self.service), Found(after))
        #expect(undo[Subscription.periods] == 1)
        #expect(undo[Subscription.contractPeriods] == 1)
    }

    /// As the store and an answer have them, so that equal ones are no change.
    @Test func rowsAreWrittenInTheOrderOfTheirMembers() throws {
        let rows = [["PriceIncl": "145.2", "PriceExcl": "120", "Periodic": "m", "Periods": "12"]]
        let text = #"[{"Periods":"12","Periodic":"m","PriceExcl":"120","PriceIncl":"145.2"}]"#
        #expect(Product.customPriceText(rows) == text)
        var edit = EditProduct(Self.of([Product.identifier.name: "1"]))
        edit.arguments[rows: Product.customPrices] = rows
        #expect(edit.changes().last?.after == text)
        edit.arguments[rows: Product.customPrices] = []
        #expect(edit.changes().last?.after == "")
    }

    /// Whichever wire they travel on.
    @Test func rowsTravelInTheOrderOfTheirMembersAndAreClearedByAnEmptyText() {
        var arguments = Arguments()
        arguments[rows: Product.customPrices] = [["PriceExcl": "120", "Periodic": "m", "Periods": "12"]]
        let row = [
            RawParameter("Periods", "12"), RawParameter("Periodic", "m"), RawParameter("PriceExcl", "120"),
        ]
        #expect(
            EditProduct.declaration.parameters(arguments) == [RawParameter("CustomPrices", .list([.map(row)]))])
        arguments[rows: Product.customPrices] = []
        #expect(EditProduct.declaration.parameters(arguments) == [RawParameter("CustomPrices", "")])
    }

    @Test func anEmptyRowListIsPutBackAsRows() throws {
        let edit = EditProduct(Self.of([Product.identifier.name: "1", Product.taxPercentage.name: "9"]))
        var after = Self.product
        after[member: Product.customPrices.name] = ""
        let undo = try back(edit, Found(Self.product), Found(after))
        #expect(undo[rows: Product.customPrices] == [["Periods": "12", "Periodic": "m", "PriceExcl": "120"]])
    }

    @Test func aTerminationIsUndoneByTheDayFromBefore() throws {
        let terminate = TerminateService(Self.of([Subscription.identifier.name: "1"]))
        guard
            case .by(let none as WithdrawTermination) = terminate.undo(
                before: Found(Self.service), answer: Changed([], Self.service))
        else {
            Issue.record("the ending is not withdrawn")
            return
        }
        #expect(none[Subscription.identifier] == 1)
        var pending = Self.service
        pending[Subscription.terminationDate] = CalendarDate("2026-12-31")
        let undo = try back(terminate, Found(pending), Changed([], pending))
        #expect(undo[Subscription.terminationDate] == CalendarDate("2026-12-31"))
    }

    @Test func whatTheSystemDoesNotTellIsNotGuessed() {
        let edits = [Debtor.password.name: "secret", Debtor.mandateDate.name: "2026-01-01"]
        for (name, text) in edits {
            let edit = EditDebtor(Self.of([Debtor.identifier.name: "1", name: text]))
            guard case .impossible = edit.undo(before: Found(Self.debtor), answer: Changed([], Self.debtor)) else {
                Issue.record("\(name)")
                continue
            }
        }
    }

    @Test func whatCannotBeEmptiedIsNotPutBackToNothing() {
        let edit = UpdateUserDetails(Self.of([User.id.name: "3", User.callLimit.name: "4"]))
        guard case .impossible(let reason) = edit.undo(before: UserRecord(Self.user), answer: UserUpdated()) else {
            Issue.record("put back")
            return
        }
        #expect(reason.english == "“Call limit” cannot be set to what it was before.")
    }

    @Test func aChangeOfAnotherNameIsOneOfTheRecordsField() {
        let change = UpdateLoginCredentials(
            Self.of([
                Debtor.username.name: "old", UpdateLoginCredentials.newUsername.name: "new",
                Debtor.password.name: "secret",
            ]))
        let changes = change.changes(from: Found(Self.debtor))
        #expect(changes.first { $0.field == "NewUsername" }?.before == "companyx")
        #expect(changes.first { $0.field == "NewUsername" }?.after == "new")
        let secret = changes.first { $0.field == "Password" }
        #expect(secret?.isSecret == true && secret?.before == nil && secret?.after == nil)
    }

    private func back<Action: WritingAction>(
        _ action: Action, _ before: any RecordAnswer, _ answer: Action.Answer
    ) throws -> Arguments {
        guard case .by(let undo) = action.undo(before: before, answer: answer) else { throw NotUndone() }
        return undo.arguments
    }

    struct NotUndone: Error {}

    // MARK: Samples

    static func of(_ texts: [String: String]) -> Arguments {
        var arguments = Arguments()
        for (name, text) in texts {
            arguments[text: FieldDeclaration(name, .text(maximum: 255), LocalizedText(verbatim: name))] = text
        }
        return arguments
    }

    private static let mail = CustomerMail(id: 9, created: "", recipient: "a@x.example", subject: "x", state: .sent)
    static let debtor = Record<Debtor>([
        Debtor.identifier.name: "1", Debtor.city.name: "Breda", Debtor.groups.name: "4,7",
        Debtor.username.name: "companyx", Debtor.emailAddress.name: "info@company.com",
    ])
    static let product = Record<Product>([
        Product.identifier.name: "1", Product.code.name: "P001", Product.name.name: "Draad",
        Product.taxPercentage.name: "21",
        Product.customPrices.name: #"[{"Periods":"12","Periodic":"m","PriceExcl":"120"}]"#,
    ])
    static let service = Record<Subscription>([
        Subscription.identifier.name: "1", "Number": "1", "Periods": "1", "ContractPeriods": "1", "TerminationDate": "",
    ])
    static let group = Record<Group>([Group.identifier.name: "1", Group.name.name: "Groep"])
    static let user = Record<User>([
        User.id.name: "3", User.city.name: "Breda", User.callLimit.name: "", User.balance.name: "12.5",
    ])

    protocol Sample: Sendable {
        var name: ActionName { get }
        var target: WriteTarget { get }
        var undo: Undo { get }
        var blindUndo: Undo { get }
        var foreseen: Undo { get }
    }

    struct Call<Action: WritingAction>: Sample {
        var action: Action
        var answer: Action.Answer

        init(_ action: Action, _ answer: Action.Answer) { (self.action, self.answer) = (action, answer) }

        var name: ActionName { Action.declaration.name }
        var target: WriteTarget { action.target }
        var blindUndo: Undo { action.undo(before: nil, answer: answer) }
        var undo: Undo { action.undo(before: before, answer: answer) }
        var foreseen: Undo { action.undo(before: before, answer: nil) }

        private var before: any RecordAnswer {
            switch name.controller {
            case Debtor.controller: Found(WritingActionTests.debtor)
            case Product.controller: Found(WritingActionTests.product)
            case Subscription.controller: Found(WritingActionTests.service)
            case Group.controller: Found(WritingActionTests.group)
            default: UserRecord(WritingActionTests.user)
            }
        }
    }
}
