import BillingAPI
import BillingModel
import HostFactAPI

/// One line of a desk: something that can be done with a kind of record, what it is called, why it is off, and the
/// screen that does it.
struct DeskCommand<Row: Sendable>: Sendable {
    typealias Opening = @Sendable (Row, Setting, any BillingService) async throws(APIError) -> AnyScreen

    /// What the screen is about.
    enum Target: Sendable {
        /// The record's page, which reads what it shows.
        case page(@Sendable (Row) -> AnyScreen)
        /// The record as it is at the moment of opening, not as a list showed it.
        case record(Opening)
        /// The same, or nothing that is there already.
        case recordOrNone(@Sendable (Row?, Setting) -> AnyScreen)
        /// Nothing that is there already.
        case none(@Sendable (Setting) -> AnyScreen)
        /// It can never be done; staff who press its key are told why.
        case never(@Sendable (Texts) -> String)
    }

    let command: Command
    let name: CommandName
    /// What it is made of: it is off, with the system's reason, where one of these is never carried out.
    let needs: [any APIAction.Type]
    let target: Target
    /// Why it cannot be done with this record, which may be a list's row.
    var refusal: @Sendable (Row, Setting) -> String? = { _, _ in nil }

    var needsRecord: Bool {
        switch target {
        case .page, .record: true
        case .recordOrNone, .none, .never: false
        }
    }

    /// Whether it is about a record at all.
    var concernsRecord: Bool { if case .none = target { false } else { true } }

    /// - Parameters:
    ///   - nothing: What is said where a record is needed and there is none.
    ///   - waiting: What is said while rows are being read.
    func binding(_ row: Row?, _ setting: Setting, nothing: String?, waiting: String?) -> Binding<Command> {
        Binding(
            command, name: name,
            unavailable: reason(row, setting) ?? (needsRecord && row == nil ? nothing : nil),
            waiting: needsRecord ? waiting : nil)
    }

    private func reason(_ row: Row?, _ setting: Setting) -> String? {
        if let reason = setting.reasonAgainst(needs) { return reason }
        if case .never(let sentence) = target { return sentence(setting.texts) }
        return row.flatMap { refusal($0, setting) }
    }

    /// The screen that does it; reads first what it needs.
    func screen(
        for row: Row?, at desk: some Desk<Row>, _ setting: Setting, _ service: any BillingService
    ) async throws(APIError) -> AnyScreen {
        switch target {
        case .none(let open): return open(setting)
        case .never(let sentence): throw Self.refused(sentence(setting.texts))
        case .recordOrNone(let open):
            guard let row else { return open(nil, setting) }
            return open(try await desk.read(row, service), setting)
        case .page(let open): return open(try Self.marked(row, setting))
        case .record(let open):
            let now = try await desk.read(Self.marked(row, setting), service)
            if let sentence = refusal(now, setting) { throw Self.refused(sentence) }
            return try await open(now, setting, service)
        }
    }

    private static func marked(_ row: Row?, _ setting: Setting) throws(APIError) -> Row {
        guard let row else { throw refused(setting.texts.nothingSelected) }
        return row
    }

    private static func refused(_ sentence: String) -> APIError {
        APIError(.forbidden, LocalizedText(verbatim: sentence))
    }
}

// The lines as desks write them.
extension DeskCommand {
    /// Shows the record.
    static func page(
        _ english: String, _ dutch: String, by action: any APIAction.Type,
        _ open: @escaping @Sendable (Row) -> AnyScreen
    ) -> DeskCommand {
        DeskCommand(command: .open, name: CommandName(english, dutch), needs: [action], target: .page(open))
    }

    /// Shows who changed what in the record.
    static func history(
        of kind: RecordKind, _ id: @escaping @Sendable (Row) -> Int?, _ subject: @escaping @Sendable (Row) -> String
    ) -> DeskCommand {
        DeskCommand(
            command: .history, name: CommandName("History: who changed what", "Geschiedenis: wie wijzigde wat"),
            needs: [],
            target: .page { row in AnyScreen(HistoryPage(of: kind, id(row), subject(row))) },
            refusal: { _, setting in HistoryPage.refusal(setting) })
    }

    /// Does something with the record as it is at that moment.
    static func record(
        _ command: Command, _ name: CommandName, needs: [any APIAction.Type],
        refusal: @escaping @Sendable (Row, Setting) -> String? = { _, _ in nil }, _ open: @escaping Opening
    ) -> DeskCommand {
        DeskCommand(command: command, name: name, needs: needs, target: .record(open), refusal: refusal)
    }

    /// The form as the declaration makes it: every parameter but the record's id, starting from what is stored.
    static func form<Kind: HostFactEntity & SendableMetatype, Reading: RecordReading, Change: WritingAction>(
        _ command: Command, _ name: CommandName, _ change: Change.Type,
        reading: @escaping @Sendable (Int) -> Reading, _ subject: @escaping @Sendable (Row) -> String
    ) -> DeskCommand where Row == Record<Kind>, Reading.Answer == Found<Kind> {
        .record(command, name, needs: [Reading.self, change]) { record, setting, _ in
            let plan = FormPlan<Change>(of: Found(record), subject(record), reading: reading)
            return AnyScreen(FormScreen(plan, language: setting.language))
        }
    }

    /// Adds something, for the record where one is marked.
    static func new(
        _ name: CommandName, needs: [any APIAction.Type],
        forRecord open: @escaping @Sendable (Row?, Setting) -> AnyScreen
    ) -> DeskCommand {
        DeskCommand(command: .new, name: name, needs: needs, target: .recordOrNone(open))
    }

    /// Adds something, whatever is marked.
    static func new(
        _ name: CommandName, needs: [any APIAction.Type], _ open: @escaping @Sendable (Setting) -> AnyScreen
    ) -> DeskCommand { adding(.new, name, needs: needs, open) }

    /// The same by another key, where that one adds something else.
    static func adding(
        _ command: Command, _ name: CommandName, needs: [any APIAction.Type],
        _ open: @escaping @Sendable (Setting) -> AnyScreen
    ) -> DeskCommand {
        DeskCommand(command: command, name: name, needs: needs, target: .none(open))
    }

    /// What staff may expect here, and why there is no such thing.
    static func never(
        _ command: Command, _ name: CommandName, needs: [any APIAction.Type],
        _ sentence: @escaping @Sendable (Texts) -> String
    ) -> DeskCommand {
        DeskCommand(command: command, name: name, needs: needs, target: .never(sentence))
    }
}

extension FormPlan {
    /// What the declaration says of a form for one record.
    fileprivate init<Kind: HostFactEntity & SendableMetatype, Reading: RecordReading>(
        of found: Found<Kind>, _ subject: String, reading: @escaping @Sendable (Int) -> Reading
    ) where Reading.Answer == Found<Kind> {
        let (record, id) = (found.record, found.identifier ?? 0)
        let fields = Change.declaration.parameters.filter { $0 != Kind.identifier.declaration && !$0.isSecret }
        self.init(
            title: Change.declaration.title, subject: subject, read: found,
            identity: [RawParameter(Kind.identifier.name, record.text(Kind.identifier))], fields: fields,
            stored: record.values(of: fields),
            consequences: { _, setting in [.rest(setting.texts.onlyChangesAreSent)] },
            done: { _, _, setting in setting.texts.changeIsDone(Change.declaration.title[setting.language], subject) })
        var change = Change()
        change[Kind.identifier] = id
        // What only adds something changes no record that another could have changed meanwhile.
        guard case .shown = change.target else { return }
        again = { _, system throws(APIError) in
            FormPlan(of: try await system.send(reading(id)), subject, reading: reading)
        }
    }
}

extension CommandName {
    /// - Parameter short: In the key bar; the command's usual word there when nil.
    init(_ english: String, _ dutch: String, short: LocalizedText? = nil) {
        self.init(short: short, label: LocalizedText(english, dutch))
    }
}
