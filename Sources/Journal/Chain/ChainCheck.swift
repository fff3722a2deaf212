import BillingAPI

/// Goes through the lines of a journal, in the order of the files, and finds what does not belong to one chain.
struct ChainCheck {
    /// Numbers that were left out so far, and where that was seen.
    private struct Gap {
        var numbers: ClosedRange<Int>
        var file: String
        var line: Int
        /// What the last of them must have as its digest.
        var digest: String
    }

    private struct Place {
        var file: String
        var line: Int
    }

    private let asked: String?
    private var report = ChainReport()
    private var last: (number: Int, digest: String, place: Place)?
    private var gaps: [Gap] = []
    /// Lines that are no entries as they were written, since the last one that is.
    private var unread: [(place: Place, bytes: [UInt8], kind: ChainFinding.Kind)] = []
    private var isEnded = true

    /// - Parameter asked: A digest that some entry must have.
    init(asked: String?) {
        self.asked = asked
    }

    /// - Parameter isEnded: Whether the line's end stands behind it.
    mutating func add(_ bytes: [UInt8], isEnded: Bool, file: String, line: Int) {
        let place = Place(file: file, line: line)
        self.isEnded = isEnded
        let parsed = JournalLine(parsing: bytes)
        guard let read = parsed, read.isWhole(bytes) else {
            unread.append((place, bytes, parsed.map { .changed($0.number) } ?? .unreadable))
            return
        }
        report.entries += 1
        if asked == read.digest { report.expected = read.number }
        let highest = last?.number ?? 0
        guard read.number > highest else { return addLate(read, place) }
        let lost = closeUnread(by: read)
        addGap(from: highest + 1, to: read.number - 1, without: lost, before: read, place)
        if let last, read.number == highest + 1, read.previous != last.digest {
            find(.replaced(last.number), last.place)
        }
        last = (read.number, read.digest, place)
    }

    /// - Returns: What was found, in the order of the files.
    mutating func finish() -> ChainReport {
        tellUnread(tornUnless: isEnded, closedBy: nil)
        for gap in gaps { find(.missing(gap.numbers), Place(file: gap.file, line: gap.line)) }
        report.head = last.map { ChainReport.Head(number: $0.number, digest: $0.digest) }
        report.findings.sort { ($0.file, $0.line) < ($1.file, $1.line) }
        return report
    }

    private mutating func find(_ kind: ChainFinding.Kind, _ place: Place) {
        report.findings.append(ChainFinding(file: place.file, line: place.line, kind))
    }

    /// One whose number was passed already.
    private mutating func addLate(_ read: JournalLine, _ place: Place) {
        guard let index = gaps.firstIndex(where: { $0.numbers.contains(read.number) }) else {
            return find(.doubled(read.number), place)
        }
        find(.moved(read.number), place)
        let gap = gaps.remove(at: index)
        if read.number == gap.numbers.upperBound, read.digest != gap.digest { find(.replaced(read.number), place) }
        var parts: [Gap] = []
        if gap.numbers.lowerBound < read.number {
            var before = gap
            before.numbers = gap.numbers.lowerBound...read.number - 1
            before.digest = read.previous
            parts.append(before)
        }
        if read.number < gap.numbers.upperBound {
            var after = gap
            after.numbers = read.number + 1...gap.numbers.upperBound
            parts.append(after)
        }
        gaps.insert(contentsOf: parts, at: index)
    }

    /// Tells what stood there that is no entry, by what the entry behind it says of it.
    ///
    /// - Returns: How many entries that accounts for.
    private mutating func closeUnread(by read: JournalLine) -> Int {
        if case .remainder(let remainder) = read.entry.event,
            remainder == JournalRemainder(of: unread.map(\.bytes), isEnded: remainder.isEnded)
        {
            tellUnread(tornUnless: remainder.isEnded, closedBy: read.number)
            return 0
        }
        let count = unread.count
        tellUnread(tornUnless: true, closedBy: nil)
        return count
    }

    /// - Parameter isEnded: Where the last of them was not, power may have failed more than once; but what still reads as
    ///   an entry was written whole.
    private mutating func tellUnread(tornUnless isEnded: Bool, closedBy number: Int?) {
        for line in unread {
            find(!isEnded && line.kind == .unreadable ? .torn(closedBy: number) : line.kind, line.place)
        }
        unread = []
    }

    private mutating func addGap(
        from first: Int, to end: Int, without lost: Int, before read: JournalLine, _ place: Place
    ) {
        // Lines that cannot be read any more are told already.
        guard end - first + 1 > lost else { return }
        gaps.append(Gap(numbers: first...end, file: place.file, line: place.line, digest: read.previous))
    }
}

extension JournalRemainder {
    /// Of the lines behind the last whole entry.
    init(of lines: [[UInt8]], isEnded: Bool) {
        let bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
        self.init(bytes: bytes.count, digest: ContentHash.digits(ContentHash.digest(of: bytes)[...]), isEnded: isEnded)
    }
}
