/// Numbers that look random and are the same for the same seed everywhere (SplitMix64).
struct DemoRandom {
    private var state: UInt64

    /// Each record has its own numbers, whatever was made before it.
    init(seed: UInt64, kind: UInt64, record: Int) {
        state = seed &* 0xD134_2543_DE82_EF95 &+ kind &* 0x2545_F491_4F6C_DD1D &+ UInt64(truncatingIfNeeded: record)
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not including, `bound`.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    /// True in `part` out of a hundred cases.
    mutating func chance(_ part: Int) -> Bool { below(100) < part }

    mutating func pick(_ items: [String]) -> String { items.isEmpty ? "" : items[below(items.count)] }

    mutating func digits(_ count: Int) -> String {
        (0..<count).reduce(into: "") { text, _ in text += String(below(10)) }
    }
}
