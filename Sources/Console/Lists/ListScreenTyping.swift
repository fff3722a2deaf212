import BillingAPI
import TerminalCore
import Widgets

/// Rows that were an answer, and what to.
struct AnsweredRows<Row: Sendable>: Sendable {
    var state: ListState<Row>
    var filter: RowFilter
    var order: ListOrder
    /// How often the data had changed when they were asked for.
    var changes: Int
}

/// What typing into the filter of a list changes: the rows are always those of what was last understood.
extension ListScreen {
    mutating func type(_ entry: Entry, _ height: Int, _ setting: Setting) -> Effect<Action> {
        let before = wanted
        var said = Effect<Action>.none
        switch entry {
        case .key(.enter):
            // What is wrong is put right first; what is still to be typed is left out.
            guard asked.problem?.isUnfinished != false else {
                asked.isInLastPart = false
                return .alert
            }
            isTyping = false
            asked = reading(filter.text, setting)
        case .key(let key):
            guard filter.handle(key) else { return .alert }
            read(setting)
        case .paste(let text):
            said = .pasted(left: filter.paste(text), setting)
            read(setting)
        }
        guard wanted != before else { return said }
        return restart(height, setting, how: .betweenKeys) + askMemory(height) + said
    }

    /// The same as typing it.
    mutating func show(_ text: String, _ height: Int, _ setting: Setting) -> Effect<Action> {
        let before = wanted
        (filter, isTyping) = (TextInput(text), false)
        read(setting)
        return wanted == before ? .none : restart(height, setting)
    }

    mutating func back(_ height: Int, _ setting: Setting) -> Effect<Action> {
        if !isTyping, marks.isActive {
            return mark(.none, height, setting)
        }
        let wasFiltered = !wanted.isEmpty
        guard isTyping || !filter.text.isEmpty else { return .end(.quit) }
        isTyping = false
        (filter, asked) = (TextInput(), FilterReading())
        return wasFiltered ? restart(height, setting) : .none
    }

    private func reading(_ text: String, _ setting: Setting) -> FilterReading {
        FilterReading(text, source.filters, setting.texts, today: setting.today)
    }

    /// An expression that is not whole changes no row: the last that was is still looked for. Only what was looked for
    /// by the letters of its name is so no more, since they are no word.
    private mutating func read(_ setting: Setting) {
        var reading = reading(filter.text, setting)
        if reading.problem != nil {
            if reading.filter.words == wanted.words { reading.filter = wanted }
        } else if let held = asked.held, filter.text.hasPrefix(held),
            filter.text.dropFirst(held.count).allSatisfy(\.isLetter),
            let word = FilterReading.becoming(filter.text, source.filters)
        {
            // Nothing matches what is longer either.
            reading.hold(word, of: filter.text, as: wanted, setting.texts)
        }
        asked = reading
    }

    /// Where nothing matches a word that is being typed, but may become the name of a field, the rows from before stay, or
    /// those of what stands before the word are asked for.
    ///
    /// - Returns: Nil where the answer is to be shown.
    mutating func hold(
        _ window: Page<Row>, _ request: ListRequest, _ height: Int, _ setting: Setting
    ) -> Effect<Action>? {
        guard isTyping, asked.problem == nil, window.rows.isEmpty, request.offset == 0, window.looked?.isWhole != false,
            request.isFiltered(by: wanted), let word = FilterReading.becoming(filter.text, source.filters)
        else { return nil }
        let before = reading(String(filter.text.dropLast(word.count)), setting).filter
        guard let answered, answered.order == order, !answered.state.rows.isEmpty,
            answered.filter.conditions == before.conditions, answered.filter.words.hasPrefix(before.words),
            wanted.words.hasPrefix(answered.filter.words)
        else {
            // The first rows of all are what nobody asked for.
            guard !before.isEmpty else { return nil }
            asked.hold(word, of: filter.text, as: before, setting.texts)
            return restart(height, setting, how: .betweenKeys)
        }
        asked.hold(word, of: filter.text, as: answered.filter, setting.texts)
        (state, shown) = (answered.state, answered.filter)
        forgetDrawn()
        reading.changesRead = answered.changes
        let counting = state.total == nil && state.atLeast == 0 ? countAnew() : Effect<Action>.none
        return answered.changes == reading.changes ? counting : counting + readAgain(height)
    }
}
