import BillingModel

extension FieldDeclaration {
    /// The parameters that carry a text of this field on the wire; parsing them gives the text back.
    ///
    /// A date sent as three numbers is split; a text that is no date lands in the first part, to be refused there.
    public func parameters(_ text: String) -> [RawParameter] {
        let text = text.isEmpty ? clearing ?? "" : text
        switch wire {
        case .plain:
            return [
                path.dropLast().reversed().reduce(RawParameter(member, value(text))) { RawParameter($1, .map([$0])) }
            ]
        case .dateParts(let year, let month, let day):
            guard let date = CalendarDate(text) else {
                return [RawParameter(year, text), RawParameter(month, ""), RawParameter(day, "")]
            }
            return zip([year, month, day], [date.year, date.month, date.day]).map { RawParameter($0, String($1)) }
        }
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
        parameters.flatMap { field -> [RawParameter] in
            if let rows = arguments[rows: field] {
                let maps = rows.map { row in
                    RawValue.map(row.sorted { $0.key < $1.key }.map { RawParameter($0.key, $0.value) })
                }
                return [RawParameter(field.name, .list(maps))]
            }
            return arguments[text: field].map(field.parameters) ?? []
        }
    }
}
