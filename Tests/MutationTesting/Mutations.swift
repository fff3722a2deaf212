import Foundation

/// Inputs made from good ones by changing, dropping, doubling and mixing bytes, the same on every run.
///
/// An input that is still being worked on after a minute counts as a hang: it is shown, and the run ends.
package struct Mutations: Sequence, IteratorProtocol {
    private let name: String
    private let seeds: [[UInt8]]
    private let marks: [UInt8]
    private let count: Int
    private var made = 0
    private var state: UInt64
    private let watch: HangWatch

    /// - Parameters:
    ///   - name: What the inputs are for, in the report of a long run.
    ///   - marks: Bytes that mean something to the decoder.
    ///   - count: How many; `BALIE_MUTATIONS` asks for another number, and `BALIE_SEED` for other ones.
    package init(_ name: String, of seeds: [String], marks: String, count: Int) {
        self.name = name
        self.seeds = seeds.map { Array($0.utf8) }
        self.marks = Array(marks.utf8)
        self.count = Self.number("BALIE_MUTATIONS").map { Int(clamping: $0) } ?? count
        // Never zero, which would make nothing but zeros.
        state = 0x9E37_79B9_7F4A_7C15 ^ ((Self.number("BALIE_SEED") ?? 0) << 8)
        watch = HangWatch(name)
    }

    package mutating func next() -> [UInt8]? {
        guard made < count else {
            if Self.number("BALIE_MUTATIONS") != nil { print("\(name): \(made) inputs") }
            return nil
        }
        made += 1
        var bytes = seeds[random(seeds.count)]
        for _ in 0...random(6) { mutate(&bytes) }
        watch.start(bytes)
        return bytes
    }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        let place = random(bytes.count + 1)
        switch random(8) {
        case 0 where place < bytes.count: bytes[place] = UInt8(random(256))
        case 1 where place < bytes.count: bytes.removeSubrange(place..<Swift.min(bytes.count, place + 1 + random(8)))
        case 2: bytes.insert(marks[random(marks.count)], at: place)
        case 3: bytes.insert(contentsOf: bytes[place...].prefix(random(16)), at: place)
        case 4: mix(&bytes, at: place)
        case 5: bytes.insert(contentsOf: Self.extremes[random(Self.extremes.count)].utf8, at: place)
        case 6:
            bytes.insert(contentsOf: Array(repeating: marks[random(marks.count)], count: random(40)), at: place)
        default: bytes.insert(UInt8(random(256)), at: place)
        }
    }

    /// Goes on as another seed does from somewhere.
    private mutating func mix(_ bytes: inout [UInt8], at place: Int) {
        let other = seeds[random(seeds.count)]
        bytes.replaceSubrange(place..., with: other[random(other.count + 1)...])
    }

    private static let extremes = [
        "-1", "0", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e309", "0.1e-400",
        "99999999999999999999999999999999999999999", "\u{0}", "\u{FEFF}", "\u{202E}", "e\u{301}", "👩‍👩‍👧",
        "2026-02-30", "%00", "%", "&#0;", "&#x10FFFF;", "\\ud800", "NaN", "٣",
    ]

    private mutating func random(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(Swift.max(1, bound)))
    }

    private static func number(_ variable: String) -> UInt64? {
        ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) }
    }
}
