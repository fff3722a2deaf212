import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI
import M4API
import TerminalCore

@testable import Console

/// A screen in one of its states.
struct ScreenState: Sendable {
    var name: String
    var screen: any Screen

    init(_ name: String, _ screen: some Screen) {
        self.name = name
        self.screen = screen
    }
}

/// Every screen of the console in every state that changes what its keys do.
@MainActor struct ScreenStates {
    let setting: Setting

    init(_ language: Language, isReadOnly: Bool = false) {
        setting = Self.setting(language) {
            isReadOnly && $0.declaration.access == .writes ? ReadOnlyService.reason() : nil
        }
    }

    static func setting(
        _ language: Language = .english, reason: @escaping @Sendable (any APIAction.Type) -> LocalizedText?
    ) -> Setting {
        Setting(
            texts: Texts(language), clock: fixedClock, backend: .embedded(mail: .waits),
            area: Frame.page(of: Size(width: 80, height: 24)), reason: reason)
    }

    var all: [ScreenState] {
        lists(Desks.debtors, Sample.debtors) + lists(Desks.products, Sample.products)
            + lists(Desks.services, Sample.services) + lists(Desks.users, Sample.users) + pages + forms
            + terminations(serviceDialog) + terminations(blockDialog) + pickers + overlays + connecting + histories
            + takingBack + outbox + bulk + groups
    }

    private func lists<Source: Desk>(_ source: Source, _ rows: [Source.Row]) -> [ScreenState] {
        let name = "list of \(source.tab)"
        var states: [ScreenState] = []
        var screen = ListScreen(source)
        var request = ListRequest(offset: 0, limit: 100, sort: "", ascending: true, filter: "", countsAll: true)
        func keep(_ state: String) { states.append(ScreenState("\(name), \(state)", screen)) }
        keep("unanswered")
        _ = screen.update(
            .answered(request, .success(Page(offset: 0, rows: rows, total: rows.count))), setting)
        keep("loaded")
        _ = screen.update(.move(.last), setting)
        keep("on the last row")
        _ = screen.update(.filter, setting)
        keep("typing")
        _ = screen.update(.entered(.key(.character("z"))), setting)
        keep("typing a term")
        request.filter = "z"
        _ = screen.update(.answered(request, .success(Page(offset: 0, rows: [], total: 0))), setting)
        _ = screen.update(.entered(.key(.enter)), setting)
        keep("filtered to nothing")
        _ = screen.update(
            .answered(request, .failure(APIError(.failure, LocalizedText(verbatim: "No.")))), setting)
        keep("failed")
        return states
    }

    private var pages: [ScreenState] {
        var customer = DebtorPage(1)
        var states = [ScreenState("customer, unanswered", customer)]
        let read = DebtorPage.Customer(
            debtor: Sample.debtors[0], services: Page(offset: 0, rows: Sample.services, total: 3),
            users: Sample.users)
        _ = customer.update(.loaded(.success(read)), setting)
        states.append(ScreenState("customer, services", customer))
        _ = customer.update(.move(.last), setting)
        states.append(ScreenState("customer, ended service", customer))
        _ = customer.update(.nextSection, setting)
        states.append(ScreenState("customer, users", customer))
        _ = customer.update(.nextSection, setting)
        states.append(ScreenState("customer, mails unanswered", customer))
        let mail = CustomerMail(id: 7, created: "", recipient: "a@x.example", subject: "x", state: .failed)
        let state = CustomerState(temporaryPasswordUntil: nil, mails: [mail], mailCount: 1)
        _ = customer.update(.toldState(.success(state)), setting)
        states.append(ScreenState("customer, mails", customer))
        _ = customer.update(.nextSection, setting)
        states.append(ScreenState("customer, history unanswered", customer))
        _ = customer.update(.toldChanges(.success(Sample.latest(3))), setting)
        states.append(ScreenState("customer, history", customer))
        _ = customer.update(.toldChanges(.failure(APIError(.failure, LocalizedText(verbatim: "No.")))), setting)
        states.append(ScreenState("customer, history failed", customer))
        _ = customer.update(.nextSection, setting)
        states.append(ScreenState("customer as such", customer))
        var beside = BesidePage(DebtorPage(1), nil, setting)
        states.append(ScreenState("beside, choosing", beside))
        _ = beside.update(.turn, setting)
        states.append(ScreenState("beside, unanswered", beside))
        _ = beside.update(.half(.left, .loaded(.success(read))), setting)
        states.append(ScreenState("beside", beside))
        var page = MailPage(7, to: "DB0001 Alpha Bakery")
        states.append(ScreenState("mail, unanswered", page))
        _ = page.update(.loaded(.success(MailTold(mail))), setting)
        states.append(ScreenState("mail", page))
        return states + records(Desks.products, Sample.products) + records(Desks.services, Sample.services)
            + records(Desks.users, Sample.users)
    }

    private func records<Kind: Desk>(_ desk: Kind, _ rows: [Kind.Row]) -> [ScreenState] {
        var page = RecordPage(desk, 1)
        var states = [ScreenState("page of \(desk.tab), unanswered", page)]
        for row in rows {
            let shown = RecordPage<Kind>.Shown(row: row, lines: desk.facts(row, setting.texts))
            _ = page.update(.loaded(.success(shown)), setting)
            states.append(ScreenState("page of \(desk.tab), \(desk.name(of: row))", page))
        }
        return states
    }

    private var forms: [ScreenState] {
        let language = setting.language
        let note = ChangeScreen(Sample.debtors[0], by: "anna", setting)
        return formStates("debtor form", FormScreen(DebtorPlans.edit(Sample.debtors[0]), language: language))
            + formStates("product form", FormScreen(ProductPlans.edit(Sample.products[0]), language: language))
            + formStates("user form", FormScreen(UserPlans.edit(Sample.users[0]), language: language))
            + formStates("edit service form", FormScreen(ServicePlans.edit(Sample.services[0]), language: language))
            + formStates("service form", serviceForm)
            + formStates("password dialog", FormScreen(PasswordReset.plan(Sample.debtors[0]), language: language))
            + [ScreenState("line for a note", note)] + offered
    }

    /// A form over what an earlier console left of it.
    private var offered: [ScreenState] {
        var form = FormScreen(DebtorPlans.edit(Sample.debtors[0]), language: setting.language)
        _ = form.offer(Sample.draft(), setting)
        var states = [ScreenState("debtor form, draft", form)]
        form.wasShown()
        for name in ["start afresh", "drop"] {
            _ = form.update(.key(.right), setting)
            states.append(ScreenState("debtor form, draft, \(name)", form))
        }
        return states
    }

    /// With a product, without which it would need a text, a price and a period before its review.
    private var serviceForm: FormScreen<AddService> {
        var form = FormScreen(ServicePlans.add(for: Sample.debtors[0]), language: setting.language)
        for _ in form.editor.plan.fields
        where form.editor.form.focused?.declaration.name != Subscription.productCode.name {
            _ = form.update(.next, setting)
        }
        for character in "P001" { _ = form.update(.key(.character(character)), setting) }
        return form
    }

    private func formStates<Change>(_ name: String, _ form: FormScreen<Change>) -> [ScreenState] {
        var screen = form
        var states: [ScreenState] = []
        for number in 0...form.editor.plan.fields.count {
            states.append(ScreenState("\(name), field \(number)", screen))
            _ = screen.update(.next, setting)
        }
        // Some text field takes a letter; then the review has something to show.
        for _ in form.editor.plan.fields {
            _ = screen.update(.key(.character("1")), setting)
            // A review waits for what is looked up for it.
            _ = screen.update(
                .editor(.previewed(screen.editor.givenArguments, .success(FormPreview()))), setting)
            _ = screen.update(.review, setting)
            if case .checking = screen.phase { break }
            if case .asking = screen.phase { break }
            _ = screen.update(.editor(.revert), setting)
            _ = screen.update(.next, setting)
        }
        if case .checking = screen.phase {
            states.append(ScreenState("\(name), checking", screen))
            _ = screen.update(.checked(.success(SeenAgain(now: screen.editor))), setting)
        }
        // A system that says nothing of what it would answer.
        if case .checking = screen.phase, case .ready(let change, let review) = screen.editor.propose(setting) {
            _ = screen.update(.rehearsed(change, review, isPlain: true, .success(nil)), setting)
        }
        states.append(ScreenState("\(name), review", screen))
        screen.wasShown()
        let isSendMarked = if case .asking(_, let review) = screen.phase { review.marked == .send } else { false }
        _ = screen.update(.key(isSendMarked ? .left : .right), setting)
        states.append(ScreenState("\(name), review, other button", screen))
        _ = screen.update(.key(.right), setting)
        _ = screen.update(.press, setting)
        states.append(ScreenState("\(name), sending", screen))
        return states
    }

    private var serviceDialog: TerminationDialog<TerminateService> {
        let plan = TerminationPlan<TerminateService>(
            title: TerminateService.declaration.title, subject: "DB0001", dateField: TerminateService.date.declaration,
            reasonField: TerminateService.reason.declaration, current: nil, proposed: setting.today, explanation: [],
            identity: [RawParameter(Subscription.identifier.name, "1")], consequences: { _, _ in [] },
            words: { _ in [] },
            done: { _, _ in "" })
        return TerminationDialog(plan, setting)
    }

    private var blockDialog: TerminationDialog<UpdateUserDetails> {
        let plan = TerminationPlan<UpdateUserDetails>(
            title: setting.texts.blockTitle, subject: "companyx", dateField: User.blockAt.declaration,
            reasonField: nil, current: nil, proposed: setting.today, explanation: [],
            identity: [RawParameter(User.id.name, "3")], consequences: { _, _ in [] }, words: { _ in [] },
            done: { _, _ in "" })
        return TerminationDialog(plan, setting)
    }

    private func terminations<Change>(_ dialog: TerminationDialog<Change>) -> [ScreenState] {
        var screen = dialog
        let name = dialog.title(setting)
        var states: [ScreenState] = []
        for _ in 0..<4 {
            states.append(ScreenState("\(name), \(screen.isOnButtons ? "buttons" : "\(screen.editor.part)")", screen))
            _ = screen.update(.next, setting)
        }
        _ = screen.update(.review, setting)
        states.append(ScreenState("\(name), review", screen))
        screen.wasShown()
        _ = screen.update(.key(.right), setting)
        states.append(ScreenState("\(name), review, Send", screen))
        _ = screen.update(.press, setting)
        states.append(ScreenState("\(name), sending", screen))
        return states
    }

    private var histories: [ScreenState] {
        var page = HistoryPage(of: .debtor, 1, "DB0001 Alpha Bakery")
        var states = [ScreenState("history, unanswered", page)]
        let part = HistoryPage.Part(entries: Sample.manyEntries(50), isLast: false, names: ReferenceNames())
        _ = page.update(.read(after: nil, .success(part)), setting)
        states.append(ScreenState("history, read", page))
        _ = page.update(.read(after: nil, .failure(APIError(.failure, LocalizedText(verbatim: "No.")))), setting)
        states.append(ScreenState("history, failed", page))
        states.append(
            ScreenState(
                "history of a field",
                HistoryPage(of: .debtor, 1, "DB0001 Alpha Bakery", field: Debtor.city.declaration)))
        return states
    }

    private var groups: [ScreenState] {
        var page = GroupsPage()
        var states = [ScreenState("groups, unanswered", page)]
        _ = page.update(.loaded(.debtor, .success(Sample.groups)), setting)
        states.append(ScreenState("groups, read", page))
        _ = page.update(.turn(1), setting)
        states.append(ScreenState("groups, the other kind unanswered", page))
        _ = page.update(.loaded(.product, .failure(APIError(.failure, LocalizedText(verbatim: "No.")))), setting)
        states.append(ScreenState("groups, failed", page))
        var group = GroupPage(1, "Shops")
        states.append(ScreenState("group, unanswered", group))
        _ = group.update(.loaded(.success([Sample.groups[0]])), setting)
        states.append(ScreenState("group, read", group))
        let form = FormScreen(GroupPlans.edit(Found(Sample.groups[0])), language: setting.language, focus: "Items")
        states.append(ScreenState("group form, members", form))
        let field = form.editor.form.focused
        var picker = field.map { PickerDialog(Desks.debtors, marking: $0) { DebtorPlans.subject($0) } }
        if let picker { states.append(ScreenState("members, unanswered", picker)) }
        _ = picker?.update(.turn, setting)
        if let picker { states.append(ScreenState("members alone", picker)) }
        _ = picker?.update(.mark, setting)
        if let picker { states.append(ScreenState("members, one let go", picker)) }
        return states
    }

    /// What is reviewed once more the other way round.
    private var takingBack: [ScreenState] {
        let plan = DebtorPlans.edit(Sample.debtor(1, "Alpha Bakery", ["City": "Leiden"]))
        var change = EditDebtor()
        change[Debtor.identifier] = 1
        change[Debtor.city] = "Delft"
        let intent = Intent(
            system: setting.system, action: EditDebtor.declaration.name, target: nil,
            changes: change.changes(from: plan.read))
        let done = DoneChange(Intended(change: change, intent: intent, plan: plan), nil, setting)
        guard case .by(let back as EditDebtor) = done.undo else { return [] }
        var screen = UndoScreen(UndoPlan(done, by: back, passing: []), setting.language)
        var states = [ScreenState("taking back", screen)]
        _ = screen.update(.review, setting)
        states.append(ScreenState("taking back, checking", screen))
        return states
    }

    private var pickers: [ScreenState] {
        var picker = PickerDialog(Desks.debtors, field: Subscription.debtorCode.declaration, "")
        var states = [ScreenState("picker, unanswered", picker)]
        let request = ListRequest(offset: 0, limit: 100, sort: "", ascending: true, filter: "", countsAll: true)
        _ = picker.update(
            .answered(request, .success(Page(offset: 0, rows: Sample.debtors, total: 3))), setting)
        states.append(ScreenState("picker, loaded", picker))
        _ = picker.update(.answered(request, .success(Page(offset: 0, rows: [], total: 0))), setting)
        states.append(ScreenState("picker, empty", picker))
        return states
    }

    private var outbox: [ScreenState] {
        let book = OutboxBook(nil, drafts: DraftBook(nil, clock: setting.clock), clock: setting.clock)
        var screen = OutboxScreen(book)
        var states: [ScreenState] = []
        func keep(_ state: String) { states.append(ScreenState("outbox, \(state)", screen)) }
        keep("reading")
        _ = screen.update(.told(.success([])), setting)
        keep("empty")
        _ = screen.update(.read, setting)
        let under = SentSample.edit(moment: "2026-03-10T09:59:50Z", until: "2026-03-10T10:00:20Z")
        _ = screen.update(.told(.success([under, SentSample.password()])), setting)
        keep("loaded")
        _ = screen.update(.open, setting)
        keep("page")
        screen.wasShown()
        _ = screen.update(.key(.right), setting)
        keep("page, other button")
        _ = screen.update(.press, setting)
        keep("settling")
        _ = screen.update(.found("password-1", .success(.silent)), setting)
        keep("left open")
        _ = screen.update(.leave, setting)
        _ = screen.update(.move(1), setting)
        _ = screen.update(.open, setting)
        keep("under way")
        return states
    }

    private var connecting: [ScreenState] {
        var screen = ConnectScreen(StubSetup(), language: setting.language)
        var states: [ScreenState] = []
        func keep(_ state: String) { states.append(ScreenState("connect, \(state)", screen)) }
        keep("reading")
        _ = screen.update(.read(.success([KnownProfile(name: "work", place: "HostFact")])), setting)
        keep("choosing")
        _ = screen.update(.move(1), setting)
        _ = screen.update(.choose, setting)
        keep("editing")
        _ = screen.update(.check, setting)
        keep("incomplete")
        for text in ["voice", "voice.example.net", "key"] {
            _ = screen.update(.entered(.paste(text)), setting)
            _ = screen.update(.next, setting)
        }
        _ = screen.update(.check, setting)
        keep("checking")
        let failed = CheckStep(.failed, LocalizedText(verbatim: "No."))
        _ = screen.update(.stepped(failed), setting)
        _ = screen.update(.checked, setting)
        keep("failed")
        _ = screen.update(.leave, setting)
        _ = screen.update(.check, setting)
        _ = screen.update(.checked, setting)
        keep("checked")
        _ = screen.update(.save, setting)
        keep("sending")
        return states
    }

    private var bulk: [ScreenState] {
        let price = BulkPrice("+5%")
        let order = BulkOrder(
            records: .marked(.products, [1, 2]), change: .price(price), deed: LocalizedText(verbatim: "Price"))
        var page = BulkPage(order)
        var states = [
            ScreenState("bulk dialog", BulkDialog(.products, [1, 2], setting)), ScreenState("bulk, planning", page),
        ]
        var plan = BulkPlan(order.deed)
        for product in Sample.products {
            let read = Found(product)
            let proposal = order.change.proposal(for: read, of: .products, setting)
            plan.add(proposal, for: read, product.text(Product.code), in: setting.system)
        }
        plan.refuse("P003", "No.")
        _ = page.update(.planned(.success(plan)), setting)
        page.wasShown()
        states.append(ScreenState("bulk, review", page))
        _ = page.update(.key(.right), setting)
        states.append(ScreenState("bulk, review, Send", page))
        states.append(ScreenState("bulk, message", BulkMessagePage(plan)))
        let work = BulkUnderWay(plan.run(setting))
        var following = BulkPage(work)
        _ = following.update(.start, setting)
        states.append(ScreenState("bulk, stopped", following))
        _ = work.begin()
        _ = following.update(.progress(work.progress), setting)
        states.append(ScreenState("bulk, running", following))
        _ = following.update(.back, setting)
        states.append(ScreenState("bulk, leaving", following))
        var failed = BulkPage(order)
        _ = failed.update(.planned(.failure(APIError(.failure, LocalizedText(verbatim: "No.")))), setting)
        states.append(ScreenState("bulk, failed", failed))
        return states
    }

    private var overlays: [ScreenState] {
        let entries = [Command.edit, .new].map { command in
            var entry = Binding(command, unavailable: command == .new ? "No." : nil)
            entry.keys = setting.keys.keys(of: command)
            return entry
        }
        var menu = CommandPalette(.palette, entries.map { PaletteEntry($0, setting.texts) })
        var leaving = LeaveDialog(LeaveDialog.Left(unsent: 2, undecided: 1), setting.texts)
        _ = leaving.update(.key(.right), setting)
        var states = [
            ScreenState("leave, stay", LeaveDialog(LeaveDialog.Left(unsent: 1), setting.texts)),
            ScreenState("leave, leave", leaving),
            ScreenState(
                "leave, all of it",
                LeaveDialog(LeaveDialog.Left(unsent: 1, drafts: 2, writes: 1, bulkRows: 7), setting.texts)),
            ScreenState("help", HelpPage(bindings: entries, title: "List")), ScreenState("menu", menu),
        ]
        _ = menu.update(.entered(.key(.character("~"))), setting)
        states.append(ScreenState("menu without a match", menu))
        var finder = FieldFinder(
            Form(EditDebtor.declaration.parameters, stored: [:], language: .english), setting.texts)
        states.append(ScreenState("field finder", finder))
        _ = finder.update(.entered(.key(.character("~"))), setting)
        states.append(ScreenState("field finder without a match", finder))
        return states
    }
}
