/// How well a text answers to a few letters of it: `etc` finds “Edit the customer”.
///
/// Every word that is typed must occur letter by letter in that order, though not side by side; the words themselves may
/// come in any order. Letters at the beginnings of words and letters in a row count most. Letter case and accents are
/// nothing. Nothing typed answers everything, with a score of 0.
public struct FuzzyMatch: Equatable, Sendable {
    /// The higher the better; of texts that answer to the same letters only.
    public let score: Int
    /// Which characters of the text were meant, in ascending order.
    public let positions: [Int]

    /// Nil where the text does not answer.
    public init?(_ typed: String, in text: String) {
        let letters = Self.letters(of: text)
        var (score, positions) = (0, Set<Int>())
        for word in TextFolding.fold(typed).prefix(Self.longest).split(whereSeparator: \.isWhitespace) {
            guard let best = Self.best(Array(word), in: letters) else { return nil }
            score += best.score
            positions.formUnion(best.places.map { letters[$0].position })
        }
        (self.score, self.positions) = (score, positions.sorted())
    }

    /// More is typed by nobody who looks for a few words.
    private static let longest = 64

    private struct Letter {
        var character: Character
        /// Of the character in the text that it belongs to: one may fold to two letters.
        var position: Int
        var beginsWord: Bool
    }

    private static func letters(of text: String) -> [Letter] {
        var isInWord = false
        return text.enumerated().flatMap { position, character -> [Letter] in
            let isPart = character.isLetter || character.isNumber
            defer { isInWord = isPart }
            let folded = TextFolding.fold(String(character))
            return folded.enumerated().map { index, letter in
                Letter(character: letter, position: position, beginsWord: isPart && !isInWord && index == 0)
            }
        }
    }

    private struct Way {
        var score: Int
        var places: [Int]

        func next(_ place: Int, worth own: Int) -> Way { Way(score: score + own, places: places + [place]) }

        static func better(_ one: Way?, _ other: Way?) -> Way? {
            guard let one, let other else { return one ?? other }
            return other.score > one.score ? other : one
        }
    }

    /// What a letter at the beginning of a word is worth beside 1, and what one right behind the letter before.
    private static let beginning = 8
    private static let inRow = 8
    /// A gap costs its length, and this at most.
    private static let mostOfGap = 3

    /// The best of all ways to find a word.
    private static func best(_ word: [Character], in letters: [Letter]) -> Way? {
        // By the place of the last letter so far.
        var best = [Way?](repeating: nil, count: letters.count)
        for (index, wanted) in word.enumerated() {
            let before = best
            // The best of those that lie further back than counts.
            var far: Way?
            for place in letters.indices {
                if place > mostOfGap { far = Way.better(far, before[place - mostOfGap - 1]) }
                best[place] = nil
                guard letters[place].character == wanted else { continue }
                let own = 1 + (letters[place].beginsWord ? beginning : 0) + (place == 0 ? 1 : 0)
                guard index > 0 else {
                    best[place] = Way(score: own, places: [place])
                    continue
                }
                var way = far?.next(place, worth: own - mostOfGap)
                for gap in 0..<min(mostOfGap, place) {
                    way = Way.better(before[place - gap - 1]?.next(place, worth: own + (gap == 0 ? inRow : -gap)), way)
                }
                best[place] = way
            }
        }
        return best.reduce(nil) { Way.better($0, $1) }
    }
}
