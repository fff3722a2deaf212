import Foundation

/// Inputs made from good ones by changing, dropping and doubling bytes, the same on every run.
struct Mutations: Sequence, IteratorProtocol {
    let seeds: [[UInt8]]
    /// Bytes that mean something to the decoder.
    let marks: [UInt8]
    var left: Int
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// - Parameter count: How many; the environment may ask for more, such as a million in a run by hand.
    init(of seeds: [String], marks: String, count: Int) {
        self.seeds = seeds.map { Array($0.utf8) }
        self.marks = Array(marks.utf8)
        left = ProcessInfo.processInfo.environment["BALIE_MUTATIONS"].flatMap(Int.init) ?? count
    }

    mutating func next() -> [UInt8]? {
        guard left > 0 else { return nil }
        left -= 1
        var bytes = seeds[random(seeds.count)]
        for _ in 0...random(6) { mutate(&bytes) }
        return bytes
    }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        let place = random(bytes.count + 1)
        switch random(5) {
        case 0 where place < bytes.count: bytes[place] = UInt8(random(256))
        case 1 where place < bytes.count: bytes.removeSubrange(place..<Swift.min(bytes.count, place + 1 + random(8)))
        case 2: bytes.insert(marks[random(marks.count)], at: place)
        case 3: bytes.insert(contentsOf: bytes[place...].prefix(random(16)), at: place)
        default: bytes.insert(UInt8(random(256)), at: place)
        }
    }

    private mutating func random(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(Swift.max(1, bound)))
    }
}
