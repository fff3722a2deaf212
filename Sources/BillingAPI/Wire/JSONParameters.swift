import BillingModel

extension JSONValue {
    /// The parameters in a JSON request body, as PHP's `json_decode` would give them to the same code as a form.
    ///
    /// Numbers stay as written. A member that is null is not given, as PHP's clients leave it out. An empty list stays:
    /// it clears.
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
        members.filter { $0.value != .null }.map { RawParameter($0.name, $0.value.raw) }
    }

    private var raw: RawValue {
        switch self {
        case .string(let text): .text(text)
        case .number(let number): .text(number.vendorText)
        case .boolean(let value): .boolean(value)
        case .null: .null
        case .array(let values): .list(values.map(\.raw))
        case .object(let members): RawValue(members: Self.parameters(members))
        }
    }
}
