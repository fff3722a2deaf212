import BillingModel

/// Parameters that are read one by one, their names taken apart as PHP does: `a[b][0]`, `a[]`; the last of two wins.
public struct PHPParameters {
    private let limits: WireLimits
    private let root = PHPMap()
    private var count = 0

    public init(limits: WireLimits = .request) {
        self.limits = limits
    }

    public mutating func add(_ name: String, _ value: String) throws(APIError) {
        count += 1
        try limits.check(count: count)
        guard let path = PHPPath(name) else { return }
        guard path.levels.count <= limits.nesting else {
            let shown = name.count > 40 ? name.prefix(40) + "…" : name
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "“\(shown)” is nested deeper than \(limits.nesting) levels.",
                    "“\(shown)” is dieper genest dan \(limits.nesting) niveaus."))
        }
        root.set(value, at: path)
    }

    /// In the order in which the names came first.
    public var all: [RawParameter] { root.parameters }
}
