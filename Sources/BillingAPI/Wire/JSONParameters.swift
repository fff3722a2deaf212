import BillingModel

extension JSONValue {
    /// The parameters in a JSON request body, as PHP's `json_decode` would give them to the same code as a form.
    ///
    /// Numbers stay as written, booleans become 1 and 0, null is dropped. An empty list stays: it clears.
    public func requestParameters() throws(APIError) -> [RawParameter] {
        switch self {
        case .object(let members): return Self.parameters(members)
        // PHP writes an empty map as a list.
        case .array(let values) where values.isEmpty: return []
        case .array, .string, .number, .boolean, .null:
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "The JSON body must be an object of parameters.",
                    "De JSON-inhoud moet een object met parameters zijn."))
        }
    }

    private static func parameters(_ members: [JSONMember]) -> [RawParameter] {
        members.compactMap { member in member.value.raw.map { RawParameter(member.name, $0) } }
    }

    private var raw: RawValue? {
        switch self {
        case .string(let text): .text(text)
        case .number(let number): .text(number.vendorText)
        case .boolean(let value): .text(value ? "1" : "0")
        case .null: nil
        case .array(let values): .list(values.compactMap(\.raw))
        case .object(let members): RawValue(members: Self.parameters(members))
        }
    }
}
