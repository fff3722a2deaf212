import TerminalCore

/// A field with a fixed set of values, drawn as `‹ Label ›`.
public struct ChoiceInput: Equatable, Sendable {
    /// A value as stored, with the words that staff read.
    public struct Option: Equatable, Sendable {
        public var value: String
        public var label: String

        public init(value: String, label: String) {
            self.value = value
            self.label = label
        }
    }

    public let options: [Option]
    /// The chosen value; one that is not among the options is kept, and shown as it is.
    public var value: String?

    public init(options: [Option], selected: String?) {
        self.options = options
        value = selected
    }

    /// What the chosen value is called.
    public var label: String {
        options.first { $0.value == value }?.label ?? value ?? ""
    }

    /// Left, right and space go round; a letter goes to the next option that begins with it.
    ///
    /// Other characters are used up too, since nobody who types in a field means a command.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .left: step(-1)
        case .right, .character(" "): step(1)
        case .character(let character): jump(to: character)
        default: return false
        }
        return true
    }

    public func draw(in area: Rect, isFocused: Bool, role: StyleRole = .field, on canvas: inout Canvas) {
        let area = area.top(1)
        guard !area.isEmpty else { return }
        canvas.layField(role, in: area, isFocused: isFocused)
        guard area.width > 4 else {
            canvas.write(label, at: area.origin, role: role, limit: area.width)
            return
        }
        canvas.write("‹ ", at: area.origin, role: role)
        let used = canvas.write(
            label, at: Point(x: area.x + 2, y: area.y), role: role, limit: area.width - 4)
        canvas.write(" ›", at: Point(x: area.x + 2 + used, y: area.y), role: role)
        if isFocused { canvas.setCursor(Point(x: area.x + 2, y: area.y), in: area) }
    }

    private var index: Int? { options.firstIndex { $0.value == value } }

    private mutating func step(_ distance: Int) {
        guard !options.isEmpty else { return }
        guard let index else {
            value = distance > 0 ? options.first?.value : options.last?.value
            return
        }
        value = options[(index + distance + options.count) % options.count].value
    }

    private mutating func jump(to character: Character) {
        let start = (index ?? -1) + 1
        for distance in 0..<options.count {
            let option = options[(start + distance) % options.count]
            if option.label.first?.lowercased() == character.lowercased() {
                value = option.value
                return
            }
        }
    }
}
