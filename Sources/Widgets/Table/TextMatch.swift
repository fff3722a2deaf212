import BillingModel

/// Where a text has what was looked for, as the search itself reads it: letter case, diacritics and, in numbers, signs
/// make no difference.
public struct TextMatch: Sendable {
    private struct Wanted: Sendable {
        let bytes: [UInt8]
        /// Whether it is found between signs too.
        let isNumber: Bool
    }

    /// Fewer digits side by side, signs apart, are chance.
    private static let fewestDigits = 4

    private let wanted: [Wanted]

    public init(_ words: SearchWords) {
        wanted = words.texts.map { text in
            let hasDigits = text.allSatisfy { $0.isLetter || $0.isNumber } && text.contains(where: \.isNumber)
            return Wanted(bytes: Array(text.utf8), isNumber: hasDigits && text.utf8.count >= Self.fewestDigits)
        }
    }

    public var isEmpty: Bool { wanted.isEmpty }

    /// The hits, as positions in the text as given: folding can change a text's length.
    public func ranges(in text: [Character]) -> [Range<Int>] { ranges(in: Folded(text), count: text.count) }

    /// The same of printable ASCII, as nearly all text in a table is, by its bytes.
    public func ranges(inPlain text: [UInt8]) -> [Range<Int>] { ranges(in: Folded(plain: text), count: text.count) }

    private func ranges(in folded: Folded, count: Int) -> [Range<Int>] {
        var isHit = [Bool](repeating: false, count: count)
        for wanted in wanted { folded.mark(wanted.bytes, &isHit) }
        let numbers = wanted.filter(\.isNumber)
        if !numbers.isEmpty {
            let bare = folded.withoutSigns
            for wanted in numbers { bare.mark(wanted.bytes, &isHit) }
        }
        return Self.ranges(isHit)
    }

    private static func ranges(_ isHit: [Bool]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for index in isHit.indices where isHit[index] {
            if let last = ranges.last, last.upperBound == index {
                ranges[ranges.count - 1] = last.lowerBound..<(index + 1)
            } else {
                ranges.append(index..<(index + 1))
            }
        }
        return ranges
    }

    /// Folded bytes, and of which character each is.
    private struct Folded {
        var bytes: [UInt8] = []
        var places: [Int] = []

        init(_ text: [Character]) {
            for (place, character) in text.enumerated() {
                for byte in TextFolding.fold(String(character)).utf8 { append(byte, place) }
            }
        }

        init(plain text: [UInt8]) {
            bytes = text.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
            places = Array(text.indices)
        }

        private init() {}

        private mutating func append(_ byte: UInt8, _ place: Int) {
            bytes.append(byte)
            places.append(place)
        }

        /// Without what is neither letter nor digit in ASCII.
        var withoutSigns: Folded {
            var bare = Folded()
            for (byte, place) in zip(bytes, places) {
                let isSign = byte < 0x80 && !Character(UnicodeScalar(byte)).isLetter
                if !isSign || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { bare.append(byte, place) }
            }
            return bare
        }

        /// Marks each hit from its first character to its last, signs between them included.
        func mark(_ wanted: [UInt8], _ isHit: inout [Bool]) {
            guard let first = wanted.first, bytes.count >= wanted.count else { return }
            for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
                guard bytes[start..<(start + wanted.count)].elementsEqual(wanted) else { continue }
                for place in places[start]...places[start + wanted.count - 1] { isHit[place] = true }
            }
        }
    }
}
