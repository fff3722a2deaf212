import BillingModel

extension WireRequest {
    /// The parameters in the body, which is a form, in either writing, or a JSON object.
    ///
    /// A body that starts with a brace is JSON whatever it is called: scripts often leave the type out.
    /// Whether HostFact takes JSON is unknown. Source: HostFact reference, 16 no. 4.
    public func bodyParameters(limits: WireLimits = .request) throws(APIError) -> [RawParameter] {
        let type = HeaderParameters(contentType).value.lowercased()
        let first = body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard first != nil else { return [] }
        if type == MultipartForm.type {
            return try MultipartForm.decode(body, contentType: contentType, limits: limits)
        }
        if type.hasPrefix("multipart/") {
            let shown = type.plainLine.prefix(40)
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "\(shown) is not taken; send \(Self.form), \(Self.json) or \(MultipartForm.type).",
                    "\(shown) wordt niet ondersteund; verstuur \(Self.form), \(Self.json) of \(MultipartForm.type)."))
        }
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
