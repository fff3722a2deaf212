import BillingModel

/// How much a decoder takes in before it refuses.
public struct WireLimits: Equatable, Sendable {
    public var bytes: Int
    /// How many levels of maps and lists a value may stand below the top one.
    public var nesting: Int
    public var parameters: Int

    public init(bytes: Int, nesting: Int, parameters: Int) {
        self.bytes = bytes
        self.nesting = nesting
        self.parameters = parameters
    }

    /// What a caller may send.
    public static let request = WireLimits(bytes: 1 << 20, nesting: 8, parameters: 2000)
    /// What a system may answer; a page of a thousand rows fits many times.
    public static let answer = WireLimits(bytes: 1 << 26, nesting: 32, parameters: 4_000_000)

    func check(size: Int) throws(APIError) {
        guard size > bytes else { return }
        throw APIError(
            .invalidInput,
            LocalizedText(
                "The body is \(size) bytes long; at most \(bytes) are taken.",
                "De inhoud is \(size) bytes lang; er passen er \(bytes)."))
    }

    func check(count: Int) throws(APIError) {
        guard count > parameters else { return }
        throw APIError(
            .invalidInput,
            LocalizedText(
                "There are more than \(parameters) parameters; send fewer in one request.",
                "Er zijn meer dan \(parameters) parameters; verstuur er minder in één verzoek."))
    }
}
