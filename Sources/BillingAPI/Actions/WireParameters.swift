import BillingModel

extension FieldDeclaration {
    /// The parameters that carry a text of this field on the wire; parsing them gives the text back.
    ///
    /// A date sent as three numbers is split; a text that is no date lands in the first part, to be refused there.
    public func parameters(_ text: String) -> [RawParameter] {
        let text = text.isEmpty ? clearing ?? "" : text
        switch wire {
        case .plain:
            return [nested(value(text))]
        case .dateParts(let year, let month, let day):
            guard let date = CalendarDate(text) else {
                return [RawParameter(year, text), RawParameter(month, ""), RawParameter(day, "")]
            }
            return zip([year, month, day], [date.year, date.month, date.day]).map { RawParameter($0, String($1)) }
        }
    }

    /// The parameters that carry a text as records have it, also of rows; nil where it is none.
    public func parameters(writing text: String) -> [RawParameter]? {
        guard case .rows = kind else { return parameters(text) }
        var arguments = Arguments()
        guard arguments.set(writing: text, of: self), let rows = arguments[rows: self] else { return nil }
        return parameter(rows: rows).map { [$0] }
    }

    /// The parameter that carries rows, each with its members in the order of the declaration; nil where the field has
    /// none. An empty list cannot be sent: a list is cleared by an empty text. Source: HostFact reference, 2.3.
    func parameter(rows: [[String: String]]) -> RawParameter? {
        guard let entries = entries(of: rows) else { return nil }
        let maps = entries.map { RawValue.map($0.map { RawParameter($0.name, $0.text) }) }
        return nested(rows.isEmpty ? .text("") : .list(maps))
    }

    /// The value inside of the parameters that the path of its field begins with.
    private func nested(_ value: RawValue) -> RawParameter {
        path.dropLast().reversed().reduce(RawParameter(member, value)) { RawParameter($1, .map([$0])) }
    }

    /// Ids travel one by one; an empty list cannot be sent, so that an empty text clears them.
    private func value(_ text: String) -> RawValue {
        guard case .references = kind, !text.isEmpty else { return .text(text) }
        return .list(text.split(separator: ",", omittingEmptySubsequences: false).map { .text(String($0)) })
    }
}

extension ActionDeclaration {
    /// What is sent for the arguments, in the order of the declaration.
    public func parameters(_ arguments: Arguments) -> [RawParameter] {
        parameters.flatMap { field in
            if let rows = arguments[rows: field], let parameter = field.parameter(rows: rows) { return [parameter] }
            return arguments[text: field].map(field.parameters) ?? []
        }
    }
}
