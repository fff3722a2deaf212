/// What can be done on a list: its desk's commands, and moving about.
extension ListScreen {
    /// With what the pane has read of it, where that is there.
    func copying(_ row: Row, _ setting: Setting) -> CopyDialog {
        source.copying(row, pane.lines(of: source.id(of: row)) ?? source.facts(row, setting.texts), setting.texts)
    }

    /// Whether the system tells a column of any row that is known.
    func shows(_ column: ListColumn<Row>) -> Bool {
        state.rows.isEmpty || state.rows.contains(where: column.isTold)
    }

    /// Filter, order and columns as they are shown.
    func export(_ setting: Setting) -> Effect<Action> {
        let columns = columns(setting).filter(shows)
        let request = request(offset: 0, limit: 0)
        let export = ListExport(source: source, request: request, columns: columns, texts: setting.texts)
        let day = setting.today
        return .export(slot: "export") { service, files, tell in
            .exported(await export.run(service, files, day: day) { await tell(.exported($0)) })
        }
    }

    func exported(_ state: ListExport<Source>.State, _ setting: Setting) -> Effect<Action> {
        let texts = setting.texts
        switch state {
        case .under(let done, let total): return .notice(Notice(.info, texts.exporting(done, of: total)))
        case .done(let rows, let file): return .notice(Notice(.done, texts.exported(rows, to: file)))
        case .failed(let error): return .notice(Notice(.problem, error.message[setting.language]))
        }
    }

    func bindings(_ setting: Setting) -> [Binding<Action>] {
        offered(setting).map { binding in binding.map { _ in action(of: binding.command) } }
    }

    func offered(_ setting: Setting) -> [Binding<Command>] {
        // Rows of another filter are still in view until the answer comes; none of them is what was searched for.
        let isThere = state.hasAnswer && reading.target == nil
        let unloaded = isThere ? nil : setting.texts.notThere(problem)
        let selected = state.selected
        let nothing = state.hasAnswer && selected == nil ? setting.texts.nothingSelected : nil
        return source.commands.map { $0.binding(selected, setting, nothing: nothing, waiting: unloaded) }
            + ownCommands.map { command in
                switch command {
                case .copy, .mark, .markRange, .markAll:
                    Binding(command, unavailable: nothing, waiting: unloaded)
                case .unmark: Binding(command, unavailable: marks.isActive ? nil : setting.texts.nothingMarked)
                case .bulk: Binding(command, unavailable: bulkRefusal(setting))
                default: Binding(command)
                }
            }
    }

    func commands(_ setting: Setting) -> [Command] { source.commands.map { $0.command } + ownCommands }

    func binding(among wanted: [Command], _ setting: Setting) -> Binding<Action>? {
        // Nearly every key moves, and moving has no reason against it that must be asked for.
        if wanted.count == 1, Self.movement.contains(wanted[0]) { return Binding(wanted[0], .move(wanted[0])) }
        return bindings(setting).first { wanted.contains($0.command) }
    }

    /// Those that are not about the record under the cursor as its desk has them.
    private var ownCommands: [Command] {
        let isWhole = !isTyping && shown.isEmpty && filter.text.isEmpty && !marks.isActive
        return [.filter, isWhole ? .quit : .back, .sort, .filters, .columns, .reverseSort, .refresh, .copy, .export]
            + [.mark, .markRange, .markAll, .unmark, .bulk] + Self.movement
    }

    private func action(of command: Command) -> Action {
        switch command {
        case .filter: .filter
        case .filters: .filters
        case .columns: .columns
        case .quit, .back: .back
        case .sort: .sort
        case .reverseSort: .reverseSort
        case .refresh: .refresh
        case .copy: .copy
        case .export: .export
        case .mark: .marking(.row)
        case .markRange: .marking(.range)
        case .markAll: .marking(.all)
        case .unmark: .marking(.none)
        case .bulk: .marking(.change)
        case .up, .down, .pageUp, .pageDown, .first, .last: .move(command)
        default: .perform(command)
        }
    }

    private static var movement: [Command] { [.up, .down, .pageUp, .pageDown, .first, .last] }
}
