import BillingModel

/// Where a text has what was looked for, as the search itself reads it: letter case, diacritics and, in numbers, signs
/// make no difference.
public enum TextMatch {
    /// Fewer digits side by side, signs apart, are chance.
    private static let fewestDigits = 4

    /// The hits, as positions in the text as given: folding can change a text's length.
    public static func ranges(of words: SearchWords, in text: [Character]) -> [Range<Int>] {
        let folded = Folded(text)
        let bare = folded.withoutSigns
        var isHit = [Bool](repeating: false, count: text.count)
        for wanted in words.texts {
            let bytes = Array(wanted.utf8)
            folded.mark(bytes, &isHit)
            if bytes.count >= fewestDigits, wanted.allSatisfy({ $0.isLetter || $0.isNumber }),
                wanted.contains(where: \.isNumber)
            {
                bare.mark(bytes, &isHit)
            }
        }
        return ranges(isHit)
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
