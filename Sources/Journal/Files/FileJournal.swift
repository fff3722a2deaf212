import BillingModel
import Foundation

/// A journal in a folder of its own: a file for each month, to which lines are only ever added.
///
/// All that is here waits for the disk and for other programs, so not for a thread of the shared pool.
public struct FileJournal: JournalWriting {
    public let path: String
    private let author: @Sendable () -> JournalAuthor
    private let clock: LocalClock
    private let patience: Duration

    /// - Parameters:
    ///   - author: Asked for with each entry, since the directory of users may be elsewhere.
    ///   - patience: How long another program may be writing.
    public init(
        _ path: String, author: @escaping @Sendable () -> JournalAuthor, clock: LocalClock = .system,
        patience: Duration = .seconds(5)
    ) {
        self.path = path
        self.author = author
        self.clock = clock
        self.patience = patience
    }

    /// Adds an entry; it is on the disk when this returns.
    ///
    /// - Returns: Its number.
    @discardableResult
    public func append(_ event: JournalEntry.Event) throws(JournalTrouble) -> Int {
        guard let folder = try JournalFolder(path, for: .writing, patience: patience) else { throw .silent }
        let months = try folder.months()
        let tail = try JournalTail(of: months, in: folder)
        let (moment, author) = (clock.now().universalText, author())
        var chain = NewLines(after: tail)
        if let remainder = tail.remainder {
            chain.add(JournalEntry(moment: moment, author: author, event: .remainder(remainder)))
        }
        chain.add(JournalEntry(moment: moment, author: author, event: event))
        // Never an older file than there is: a clock that was put back changes nothing in the order.
        let name = max(months.last ?? "", String(moment.prefix(7)) + ".jsonl")
        let file = try folder.appending(name)
        try file.append((tail.isOpen && name == months.last ? [UInt8(ascii: "\n")] : []) + chain.bytes)
        if file.size == 0 { try folder.synchronize() }
        return chain.number
    }

    /// The months, the oldest first, each as long as it is by now: who writes meanwhile need not wait until all is read.
    func files() throws(JournalTrouble) -> [(name: String, file: JournalFile)] {
        var files: [(name: String, file: JournalFile)] = []
        guard let folder = try JournalFolder(path, for: .reading, patience: patience) else { return [] }
        for name in try folder.months() { files.append((name, try folder.reading(name))) }
        return files
    }

    /// Hands on each line, in order, that was there when this began.
    private func forEachLine(
        _ body: (_ line: [UInt8], _ isEnded: Bool, _ file: String, _ number: Int) -> Void
    ) throws(JournalTrouble) {
        for (name, file) in try files() {
            var number = 0
            try file.forEachLine { line, isEnded in
                number += 1
                body(line, isEnded, name, number)
            }
        }
    }

    /// Every entry, in order; what is none is left out.
    public func lines() throws(JournalTrouble) -> [JournalLine] {
        var lines: [JournalLine] = []
        try forEachLine { bytes, _, _, _ in
            if let line = JournalLine(parsing: bytes) { lines.append(line) }
        }
        return lines
    }

    /// Whether all that was written is there as it was.
    ///
    /// - Parameter digest: One that an entry must have: the head at an earlier time, which shows a tail that was cut off.
    public func verified(expecting digest: String? = nil) throws(JournalTrouble) -> ChainReport {
        var check = ChainCheck(asked: digest)
        try forEachLine { line, isEnded, file, number in
            check.add(line, isEnded: isEnded, file: file, line: number)
        }
        return check.finish()
    }
}

/// What the next line follows.
struct JournalTail {
    private(set) var last: (number: Int, digest: String)?
    /// What stands behind the last whole entry; nil where nothing does.
    private(set) var remainder: JournalRemainder?
    /// Whether the newest file ends in the middle of a line.
    private(set) var isOpen = false

    init(of months: [String], in folder: JournalFolder) throws(JournalTrouble) {
        var behind: [[UInt8]] = []
        var isFirst = true
        var isEnded = true
        var isNewestOpen = false
        for name in months.reversed() where last == nil {
            var found: (number: Int, digest: String)?
            try folder.reading(name).forEachLineBackwards { bytes, hasEnd in
                if isFirst {
                    (isFirst, isEnded) = (false, hasEnd)
                    isNewestOpen = !hasEnd && name == months.last
                }
                guard let line = JournalLine(parsing: bytes), line.isWhole(bytes) else {
                    behind.insert(bytes, at: 0)
                    return true
                }
                found = (line.number, line.digest)
                return false
            }
            last = found
        }
        isOpen = isNewestOpen
        if !behind.isEmpty { remainder = JournalRemainder(of: behind, isEnded: isEnded) }
    }
}

/// Lines to be added, each of which follows the one before.
private struct NewLines {
    private(set) var bytes: [UInt8] = []
    private(set) var number: Int
    private var digest: String

    init(after tail: JournalTail) {
        (number, digest) = tail.last ?? (0, JournalLine.nothing)
    }

    mutating func add(_ entry: JournalEntry) {
        number += 1
        let line = JournalLine.bytes(of: entry, number: number, after: digest)
        digest = line.digest
        bytes += line.bytes
        bytes.append(UInt8(ascii: "\n"))
    }
}
