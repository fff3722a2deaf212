import BillingAPI
import BillingModel
import TerminalCore

/// A form derived from the declarations of an action's parameters.
struct Form: Sendable {
    private(set) var fields: [FormField]
    private(set) var focus = 0

    init(_ declarations: [FieldDeclaration], stored: [String: String], language: Language) {
        fields = declarations.map { FormField($0, stored: stored[$0.name] ?? "", language: language) }
        tellCountries()
    }

    var focused: FormField? { fields.indices.contains(focus) ? fields[focus] : nil }
    /// What the focused field takes of the keys.
    var takes: Focus { focused?.takes ?? .commands }
    var changed: [FormField] { fields.filter(\.isChanged) }
    var isAtEnd: Bool { focus >= fields.count - 1 }
    var isAtStart: Bool { focus <= 0 }

    /// - Parameter today: What a day without a year is read from; nil where the fields have none.
    mutating func handle(_ key: Key, today: CalendarDate? = nil) -> Bool {
        guard fields.indices.contains(focus) else { return false }
        defer { tellCountries() }
        return fields[focus].handle(key, today: today)
    }

    /// Returns how many characters did not fit; nil where no field takes text.
    mutating func paste(_ text: String, today: CalendarDate? = nil) -> Int? {
        defer { tellCountries() }
        return fields.indices.contains(focus) ? fields[focus].paste(text, today: today) : nil
    }

    mutating func moveFocus(by step: Int) {
        guard !fields.isEmpty else { return }
        focus = (focus + step + fields.count) % fields.count
    }

    /// The first field when going on, the last when going back.
    mutating func focusEnd(_ step: Int) { focus = step > 0 ? 0 : max(0, fields.count - 1) }

    mutating func set(_ name: String, _ text: String, remark: String = "", language: Language) {
        guard let index = fields.firstIndex(where: { $0.declaration.name == name }) else { return }
        fields[index].set(text, language: language)
        fields[index].remark = remark
        tellCountries()
    }

    /// Says what stands behind a stored value.
    mutating func remark(_ name: String, _ remark: String) {
        guard let index = fields.firstIndex(where: { $0.declaration.name == name }) else { return }
        if !fields[index].isChanged { fields[index].remark = remark }
        fields[index].originalRemark = remark
    }

    /// Says what the records are called whose ids a field holds.
    mutating func name(_ name: String, _ names: [String: String]) {
        guard let index = fields.firstIndex(where: { $0.declaration.name == name }),
            case .references(let kind) = fields[index].declaration.kind
        else { return }
        fields[index].name(names, of: kind)
    }

    /// The same in every field of such records.
    mutating func name(_ names: ReferenceNames) {
        for field in fields {
            guard case .references(let kind) = field.declaration.kind else { continue }
            name(field.declaration.name, names.of(kind).names)
        }
    }

    /// Puts records into a field that holds several, and takes out others.
    mutating func put(_ rows: [PickedRow], in name: String) {
        guard let index = fields.firstIndex(where: { $0.declaration.name == name }),
            case .references(let kind) = fields[index].declaration.kind
        else { return }
        for row in rows { fields[index].put(row.id, isIn: row.isIn, called: row.label, of: kind) }
    }

    /// Everything typed and not stored, by parameter name; never a secret.
    var typed: [String: String] {
        let typed = changed.filter { !$0.declaration.isSecret }.map { ($0.declaration.name, $0.value) }
        return Dictionary(typed, uniquingKeysWith: { first, _ in first })
    }

    /// The secrets that are typed, or that were and are to be typed again, by parameter name.
    var omitted: [String] {
        fields.filter { $0.declaration.isSecret && ($0.isChanged || $0.isDemanded) }.map { $0.declaration.name }
    }

    /// What pickers said of the records that were chosen, by parameter name.
    var remarks: [String: String] {
        let told = changed.compactMap { field -> (String, String)? in
            if case .references = field.declaration.kind { return (field.declaration.name, field.membership) }
            return field.remark.isEmpty ? nil : (field.declaration.name, field.remark)
        }
        return Dictionary(told, uniquingKeysWith: { first, _ in first })
    }

    /// Takes another state of the record as what is stored; what was typed stays.
    mutating func rebase(on stored: [String: String], language: Language) {
        fields = fields.map { $0.rebased(on: stored[$0.declaration.name] ?? "", language: language) }
        tellCountries()
    }

    /// Puts the stored value back; where it stands already, what was given up for it.
    mutating func revertFocused(language: Language) {
        defer { tellCountries() }
        guard let field = focused else { return }
        if !field.isChanged, !field.isDemanded, fields[focus].bringBack() { return }
        fields[focus].set(field.original, language: language)
        fields[focus].remark = field.originalRemark
    }

    /// Why the focused field cannot be put back.
    func revertRefusal(_ texts: Texts) -> String? {
        focused?.isChanged == true || focused?.isDemanded == true || focused?.aside != nil ? nil : texts.isAsStored
    }

    /// Has secrets typed again that a draft does not keep; the focus goes to the first of them.
    mutating func demand(_ names: [String], saying sentence: String) {
        for index in fields.indices where names.contains(fields[index].declaration.name) {
            fields[index].demand(saying: sentence)
        }
        if let first = fields.firstIndex(where: \.isDemanded) { focus = first }
    }

    /// Those that nobody has typed again, nor said to leave as they are.
    func demanded(saying sentence: String) -> [Problem] {
        fields.filter(\.isDemanded).map { Problem($0.declaration, sentence, sentence) }
    }

    /// Why there is no secret to show.
    func revealRefusal(_ texts: Texts) -> String? {
        fields.contains { $0.declaration.isSecret && !$0.value.isEmpty } ? nil : texts.noSecretTyped
    }

    /// A postcode or a telephone number is read by the rules of the country beside it.
    private mutating func tellCountries() {
        for index in fields.indices {
            guard let source = fields[index].declaration.notation?.country,
                let field = fields.first(where: { $0.declaration == source })
            else { continue }
            fields[index].country = field.value.isEmpty ? source.fallback : field.value
        }
    }

    // MARK: Sections

    /// Goes to the first field under the next heading, or under this one and then the one before; to the ends where
    /// there are no headings.
    mutating func moveSection(by step: Int) {
        let starts = fields.indices.filter {
            $0 == 0 || fields[$0].declaration.group != fields[$0 - 1].declaration.group
        }
        focus =
            step > 0
            ? starts.first { $0 > focus } ?? max(0, fields.count - 1) : starts.last { $0 < focus } ?? 0
    }

    // MARK: What another changed

    /// Gives up what is typed in a field for what is stored; it stays beside the field.
    mutating func setAside(_ name: String, saying note: (String) -> String, _ texts: Texts) {
        guard let index = fields.firstIndex(where: { $0.declaration.name == name }) else { return }
        fields[index].setAside(saying: note, texts)
    }

    /// What was given up so, by parameter name; never a secret.
    var aside: [String: String] {
        let given = fields.filter { !$0.declaration.isSecret }
            .compactMap { field in field.asideValue.map { (field.declaration.name, $0) } }
        return Dictionary(given, uniquingKeysWith: { first, _ in first })
    }

    mutating func keepAside(_ texts: [String: String], saying note: (String) -> String, _ words: Texts) {
        for index in fields.indices {
            guard let text = texts[fields[index].declaration.name] else { continue }
            fields[index].keepAside(text, saying: note, words)
        }
    }

    /// Says beside fields that are typed in what another made of them; nothing beside all others.
    mutating func mark(_ sentences: [String: String]) {
        for index in fields.indices { fields[index].theirs = sentences[fields[index].declaration.name] }
    }

    mutating func focus(on name: String) {
        if let index = fields.firstIndex(where: { $0.declaration.name == name }) { focus = index }
    }

    mutating func toggleReveal() {
        for index in fields.indices where fields[index].declaration.isSecret {
            fields[index].reveal(!fields[index].isRevealed)
        }
    }

    /// What the fields say now, as a wire would bring it: only changes, or everything filled in.
    func parameters(onlyChanges: Bool) -> [RawParameter] {
        fields.filter { onlyChanges ? $0.isChanged : !$0.value.isEmpty }
            .flatMap(\.parameters)
    }

    /// Numbers that can be read two ways; nothing is sent while there are any.
    func doubts(_ texts: Texts) -> [Problem] {
        fields.filter(\.isTyped).compactMap { field in
            field.doubtfulReading(texts).map { Problem(field.declaration, $0, $0) }
        }
    }

    /// The problems of an action's check in the words of the fields themselves: a date is one field here, also
    /// where it travels as three numbers.
    func inOwnWords(_ problems: [Problem]) -> [Problem] {
        let own = fields.compactMap { field -> Problem? in
            field.isChanged ? field.ownProblem : nil
        }
        let named = Set(own.compactMap(\.field))
        return own + problems.filter { problem in problem.field.map { !named.contains($0) } ?? true }
    }

    /// Puts every problem beside its field and the focus on the first; returns those that belong to no field here.
    mutating func show(_ problems: [Problem], language: Language) -> [String] {
        for index in fields.indices {
            let name = fields[index].declaration.name
            let own = problems.filter { $0.field == name }.map { $0.staff[language] }
            fields[index].problem = own.isEmpty ? nil : own.joined(separator: " ")
        }
        if let first = fields.firstIndex(where: { $0.problem != nil }) { focus = first }
        let names = Set(fields.map(\.declaration.name))
        return problems.filter { problem in problem.field.map { !names.contains($0) } ?? true }
            .map { $0.staff[language] }
    }
}
