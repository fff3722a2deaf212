import BillingModel

extension WireRequest {
    /// The parameters in the body, which is a form or a JSON object.
    ///
    /// A body that starts with a brace is JSON whatever it is called: scripts often leave the type out.
    /// Whether HostFact takes JSON is unknown. Source: HostFact reference, 16 no. 4.
    public func bodyParameters(limits: WireLimits = .request) throws(APIError) -> [RawParameter] {
        let type = contentType.prefix { $0 != ";" }.lowercased()
        if type.hasPrefix("multipart/") {
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "multipart/form-data is not taken; send \(Self.form) or \(Self.json).",
                    "multipart/form-data wordt niet ondersteund; verstuur \(Self.form) of \(Self.json)."))
        }
        let first = body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard first != nil else { return [] }
        guard type.hasSuffix("json") || first == UInt8(ascii: "{") else {
            return try PHPForm.decode(body, limits: limits)
        }
        return try JSONValue(parsing: body, limits: limits).requestParameters()
    }
}

extension [RawParameter] {
    /// The text of the last parameter of this name; nil when it is not there or is no text.
    public func text(_ name: String) -> String? {
        guard case .text(let text)? = last(where: { $0.name == name })?.value else { return nil }
        return text
    }
}
