// A change as journals have it: in one way only, with the names in the order of their letters.
extension FieldChange {
    /// Of a secret the one word that it changes.
    public var json: JSONValue {
        guard !isSecret else { return .object([JSONMember("field", field), JSONMember("secret", "changed")]) }
        let texts = [("after", after), ("before", before), ("field", field)]
        return .object(texts.compactMap { name, text in text.map { JSONMember(name, $0) } })
    }

    /// Nil of what is none.
    public init?(_ json: JSONValue) {
        guard let field = json["field"]?.text else { return nil }
        self.init(
            field: field, isSecret: json["secret"] != nil, before: json["before"]?.text, after: json["after"]?.text)
    }
}
