import BillingAPI
import TerminalCore
import Widgets

extension FormField {
    /// What stands under it, the most pressing first.
    ///
    /// - Parameter isFocused: What is still being typed is not doubted yet.
    func notes(isFocused: Bool, _ texts: Texts) -> [(text: String, role: StyleRole)] {
        var notes: [(text: String, role: StyleRole)] = []
        if let problem { notes.append((problem, .danger)) }
        if !isFocused, let doubt = doubt(texts) { notes.append((doubt, .warning)) }
        if case .rows = declaration.kind, isTyped {
            notes += rowReading(of: typedText).understood.map { ("= " + $0, .dim) }
        }
        if let theirs { notes.append((theirs, .warning)) }
        if let asideNote { notes.append((asideNote, .warning)) }
        return notes
    }

    func height(width: Int) -> Int {
        if case .area(let area) = editor { return min(mostRows, max(1, area.preferredHeight(width: width))) }
        return 1
    }

    /// A table is seen whole where it can be.
    private var mostRows: Int { if case .rows = declaration.kind { 8 } else { 4 } }

    func draw(in area: Rect, isFocused: Bool, _ texts: Texts, on canvas: inout Canvas) {
        let role: StyleRole = isFocused ? .fieldFocused : isChanged ? .fieldChanged : .field
        let placeholder = declaration.fallback.map { shown($0, texts) } ?? ""
        switch editor {
        case .line(let input):
            input.draw(in: area, isFocused: isFocused, role: role, placeholder: placeholder, on: &canvas)
        case .area(let text): text.draw(in: area, isFocused: isFocused, role: role, on: &canvas)
        case .choice(let choice): choice.draw(in: area, isFocused: isFocused, role: role, on: &canvas)
        case .members:
            // It is chosen from a list: no cursor stands in it.
            TextInput(membership).draw(in: area, isFocused: false, role: role, on: &canvas)
        }
    }
}
