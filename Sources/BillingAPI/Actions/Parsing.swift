import BillingModel

/// What to do with a parameter no declaration knows: vendors ignore it, a command line says so.
public enum UnknownParameters: Sendable {
    case ignored
    case refused
}

extension ActionDeclaration {
    /// Checks every parameter and rule; throws one error with all the problems found.
    public func parse(
        _ parameters: [RawParameter], unknown: UnknownParameters = .ignored
    ) throws(APIError) -> CheckedArguments {
        var reader = ParameterReader(declaration: self, unknown: unknown)
        for parameter in parameters { reader.read(parameter, path: []) }
        reader.finishDateParts()
        reader.problems += violations(of: reader.arguments, faulty: reader.faulty)
        guard reader.problems.isEmpty else { throw APIError(problems: reader.problems) }
        return CheckedArguments(reader.arguments, keepingRulesOf: name)
    }

    /// The rules that the arguments break. A parameter in `faulty` already has a problem of its own.
    ///
    /// - Parameter stored: What the record has now, by parameter name; without it no rule is checked that depends on it.
    public func violations(
        of arguments: Arguments, faulty: Set<String> = [], stored: [String: String]? = nil
    ) -> [Problem] {
        func isMissing(_ field: FieldDeclaration) -> Bool {
            !arguments.isFilled(field) && !faulty.contains(field.name)
        }
        func missing(_ field: FieldDeclaration) -> Problem {
            Problem(naming: field) { LocalizedText("\($0.english) is required.", "\($0.dutch) is verplicht.") }
        }
        return rules.flatMap { rule -> [Problem] in
            switch rule {
            case .required(let field):
                return isMissing(field) ? [missing(field)] : []
            case .oneOf(let fields):
                guard fields.allSatisfy(isMissing) else { return [] }
                // The code stands last: it is what a person gives.
                return [
                    Problem(
                        fields.last, wire: Self.oneIsRequired(fields.map { LocalizedText(verbatim: $0.name) }),
                        staff: Self.oneIsRequired(fields.map(\.label)))
                ]
            case .requiredWithout(let field, let others):
                return isMissing(field) ? others.filter(isMissing).map(missing) : []
            case .neverEmpty(let fields):
                return fields.filter { arguments.has($0) && isMissing($0) }.map(Problem.empty)
            case .needs(let field, let off, let other):
                guard let stored, let value = arguments[text: field], !value.isEmpty, value != off,
                    (arguments[text: other] ?? stored[other.name] ?? "").isEmpty
                else { return [] }
                return [.lacking(other, for: value, of: field)]
            }
        }
    }

    /// What is called the same is named once.
    private static func oneIsRequired(_ names: [LocalizedText]) -> LocalizedText {
        let names = names.enumerated().filter { index, name in !names[..<index].contains(name) }.map(\.element)
        let (english, dutch) = (names.map(\.english), names.map(\.dutch))
        return LocalizedText(
            (english.count > 1 ? "One of " : "") + "\(english.joined(separator: ", ")) is required.",
            "\(dutch.joined(separator: " of ")) is verplicht.")
    }
}

extension Problem {
    /// What must have a value was given none.
    public static func empty(_ field: FieldDeclaration) -> Problem {
        func sentence(_ name: LocalizedText) -> LocalizedText {
            LocalizedText("\(name.english) cannot be empty.", "\(name.dutch) mag niet leeg zijn.")
        }
        let names = LocalizedText(verbatim: field.wireNames.joined(separator: ", "))
        return Problem(field, wire: sentence(names), staff: sentence(field.label))
    }

    /// A choice cannot be without what it works with.
    fileprivate static func lacking(
        _ other: FieldDeclaration, for value: String, of field: FieldDeclaration
    ) -> Problem {
        let noun = other.kind.noun
        var label = LocalizedText(verbatim: value)
        if case .choice(let choices) = field.kind, let choice = choices.first(where: { $0.value == value }) {
            label = choice.label
        }
        return Problem(
            field,
            wire: LocalizedText(
                "\(field.name): “\(value)” needs \(noun.english); give its id in \(other.name).",
                "\(field.name): “\(value)” vereist \(noun.dutch); geef het id in \(other.name)."),
            staff: LocalizedText(
                "\(field.label.english): “\(label.english)” needs \(noun.english); choose it in \(other.label.english).",
                "\(field.label.dutch): “\(label.dutch)” vereist \(noun.dutch); kies die bij \(other.label.dutch)."))
    }
}

/// Walks raw parameters down to the declared fields, gathering arguments and problems.
private struct ParameterReader {
    let declaration: ActionDeclaration
    let unknown: UnknownParameters
    var arguments = Arguments()
    var problems: [Problem] = []
    var faulty: Set<String> = []
    private var parts: [String: String] = [:]
    private let names: ParameterNames

    init(declaration: ActionDeclaration, unknown: UnknownParameters) {
        self.declaration = declaration
        self.unknown = unknown
        names = declaration.names
    }

    private var fields: [String: FieldDeclaration] { names.fields }
    private var maps: Set<String> { names.maps }
    private var partNames: Set<String> { names.dateParts }

    mutating func read(_ parameter: RawParameter, path: [String]) {
        let path = path + [parameter.name]
        let name = path[0] + path.dropFirst().map { "[\($0)]" }.joined()
        if let field = fields[name], field.wire == .plain {
            let before = problems.count
            take(parameter.value, for: field)
            if problems.count > before { faulty.insert(name) }
        } else if path.count == 1, partNames.contains(name) {
            guard case .text(let text) = parameter.value else { return wrongType(named: name) }
            parts[name] = text.withoutBlankEnds
        } else if path.count == 1, maps.contains(name) {
            // PHP's empty map is an empty list.
            if parameter.value == .list([]) { return }
            guard case .map(let members) = parameter.value else {
                faulty.formUnion(fields.keys.filter { $0.hasPrefix(name + "[") })
                return wrongType(named: name)
            }
            for member in members { read(member, path: path) }
        } else if unknown == .refused {
            let title = "\(declaration.name.controller) \(declaration.name.action)"
            problems.append(
                Problem(
                    nil, "\(title) has no parameter “\(name)”\(suggestion(for: name, "did you mean")).",
                    "\(title) kent geen parameter “\(name)”\(suggestion(for: name, "bedoelde u"))."))
        }
    }

    private func suggestion(for name: String, _ words: String) -> String {
        let known = fields.filter { $0.key.lowercased() == name.lowercased() || $0.key.hasSuffix("[\(name)]") }
        guard let field = known.min(by: { $0.key < $1.key })?.value else { return "" }
        return " (\(words) \(field.wireNames.joined(separator: ", "))?)"
    }

    private mutating func take(_ value: RawValue, for field: FieldDeclaration) {
        switch (value, field.kind) {
        case (.text(let text), .rows):
            if text.isEmpty { arguments[rows: field] = [] } else { wrongType(field) }
        case (.text(let text), .references):
            if text.isEmpty { arguments[text: field] = "" } else { wrongType(field) }
        case (.text(let text), _):
            arguments[text: field] = accepted(field.check(text))
        case (.boolean(let isOn), .flag(let coding)):
            arguments[text: field] = isOn ? coding.on : coding.off
        case (.list(let items), .references):
            let texts = items.compactMap { if case .text(let text) = $0 { text } else { nil } }
            guard texts.count == items.count else { return wrongType(field) }
            arguments[text: field] = accepted(field.check(ids: texts))
        case (.list(let items), .rows(let members)):
            takeRows(items, of: members, for: field)
        case (.map(let items), .references), (.map(let items), .rows):
            // PHP arrays with gaps in their indices arrive as maps.
            take(.list(items.map(\.value)), for: field)
        default: wrongType(field)
        }
    }

    private mutating func takeRows(_ items: [RawValue], of members: [FieldDeclaration], for field: FieldDeclaration) {
        var rows: [[String: String]] = []
        for (index, item) in items.enumerated() {
            guard case .map(let given) = item else { return wrongType(field) }
            var row: [String: String] = [:]
            for parameter in given {
                guard let member = members.first(where: { $0.name == parameter.name }) else { continue }
                guard case .text(let text) = parameter.value else {
                    wrongType(named: "\(field.name)[\(index)].\(member.name)", field)
                    continue
                }
                row[member.name] = accepted(member.check(text))
            }
            rows.append(row)
        }
        arguments[rows: field] = rows
    }

    /// The text to keep; nil when it was refused, which is noted as a problem.
    private mutating func accepted(_ result: Result<String, CheckFailure>) -> String? {
        switch result {
        case .success(let text): return text
        case .failure(let failure):
            problems.append(failure.problem)
            return nil
        }
    }

    private mutating func wrongType(_ field: FieldDeclaration) { wrongType(named: field.name, field) }

    /// The vendor's own words. Source: HostFact reference, 2.7.
    private mutating func wrongType(named name: String, _ field: FieldDeclaration? = nil) {
        let staff = field.map {
            LocalizedText("\($0.label.english): this cannot be read.", "\($0.label.dutch): dit is niet te lezen.")
        }
        let words = LocalizedText(verbatim: "Invalid type for '\(name)'")
        problems.append(Problem(field, wire: words, staff: staff ?? words))
    }

    /// Joins `by`, `bm`, `bd` to one date: all three or none, and a day that exists.
    mutating func finishDateParts() {
        for field in declaration.parameters {
            guard case .dateParts(let year, let month, let day) = field.wire else { continue }
            let given = [year, month, day].map { parts[$0] }
            if given.allSatisfy({ $0 == nil }) { continue }
            let texts = given.map { $0 ?? "" }
            if texts.allSatisfy(\.isEmpty) {
                arguments[text: field] = ""
                continue
            }
            let numbers = texts.map(wholeNumber)
            guard let y = numbers[0], y >= 1000, let m = numbers[1], let d = numbers[2],
                let date = CalendarDate(year: y, month: m, day: d)
            else {
                problems.append(datePartsProblem(field, [year, month, day], texts))
                faulty.insert(field.name)
                continue
            }
            arguments[text: field] = date.text
        }
    }

    /// Leading zeros are accepted, signs are not.
    private func wholeNumber(_ text: String) -> Int? {
        text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }

    /// Nobody types a date as three numbers: staff read of the day.
    private func datePartsProblem(_ field: FieldDeclaration, _ names: [String], _ texts: [String]) -> Problem {
        let day = texts.joined(separator: "-").prefix(40)
        return Problem(
            field, wire: datePartsSentence(names, texts),
            staff: LocalizedText(
                "\(field.label.english): “\(day)” is not a day such as 2026-03-31.",
                "\(field.label.dutch): “\(day)” is geen datum zoals 2026-03-31."))
    }

    private func datePartsSentence(_ names: [String], _ texts: [String]) -> LocalizedText {
        let absent = zip(names, texts).filter { $0.1.isEmpty }.map(\.0)
        let list = names.joined(separator: ", ")
        guard absent.isEmpty else {
            let missing = absent.joined(separator: ", ")
            return LocalizedText(
                "\(list) are one date; \(missing) is missing.", "\(list) zijn één datum; \(missing) ontbreekt.")
        }
        for (name, text) in zip(names, texts) where wholeNumber(text) == nil {
            return LocalizedText(
                "\(name): “\(text.prefix(40))” is not a whole number.",
                "\(name): “\(text.prefix(40))” is geen geheel getal.")
        }
        if let year = wholeNumber(texts[0]), !(1000...9999).contains(year) {
            return LocalizedText(
                "\(names[0]) must be a year of four digits.", "\(names[0]) moet een jaar van vier cijfers zijn.")
        }
        if let month = wholeNumber(texts[1]), !(1...12).contains(month) {
            return LocalizedText(
                "\(names[1]) must be between 1 and 12", "\(names[1]) moet tussen 1 en 12 liggen")
        }
        let given = texts.joined(separator: "-")
        return LocalizedText(
            "\(list): “\(given)” is not a day of the calendar.",
            "\(list): “\(given)” is geen dag van de kalender.")
    }
}
