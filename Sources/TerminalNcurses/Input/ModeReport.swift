/// What a terminal answers when it is asked for a mode of its own: `ESC [ ? mode ; state $ y`.
struct ModeReport: Equatable {
    /// Whether a picture is held back until it is whole.
    static let holding = 2026

    let mode: Int
    /// Whether the mode can be turned on and off.
    let isKnown: Bool

    init?(_ parameters: ArraySlice<UInt8>, final: UInt8) {
        guard final == UInt8(ascii: "y"), parameters.first == UInt8(ascii: "?"), parameters.last == UInt8(ascii: "$")
        else { return nil }
        let numbers = parameters.dropFirst().dropLast()
            .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { Int(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == 2, let mode = numbers[0], let state = numbers[1] else { return nil }
        self.mode = mode
        // On or off for the moment; 3 and 4 are for ever.
        isKnown = state == 1 || state == 2
    }
}
