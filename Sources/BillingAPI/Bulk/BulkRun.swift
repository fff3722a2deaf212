import BillingModel

/// One change of a bulk run, frozen as it was shown before anything was sent.
public struct BulkRow: Codable, Equatable, Sendable {
    /// The record as staff knew it then.
    public var subject: String
    /// With what stood there, and the tag of the record where its system gave one.
    public var intent: Intent

    public init(_ subject: String, _ intent: Intent) {
        (self.subject, self.intent) = (subject, intent)
    }
}

/// What became of a row.
public enum BulkRowState: Codable, Hashable, Sendable {
    case waiting
    /// It was sent, or was about to be, at this moment in universal time: nothing tells what became of it.
    case sending(since: String)
    case done
    /// Nothing was stored, and why.
    case refused(LocalizedText)
    /// It was not sent, since the record is not what it was when the row was shown.
    case skipped(LocalizedText)
    /// It was sent at this moment in universal time, and no answer tells whether it was done.
    case undecided(LocalizedText, since: String)
}

/// How many rows came to what.
public struct BulkCounts: Equatable, Sendable {
    /// Those among them that were sent without anything being known of it.
    public var waiting = 0
    public var done = 0
    public var refused = 0
    public var skipped = 0
    public var undecided = 0

    public var ended: Int { done + refused + skipped + undecided }

    fileprivate mutating func count(_ state: BulkRowState, _ step: Int) {
        switch state {
        case .waiting, .sending: waiting += step
        case .done: done += step
        case .refused: refused += step
        case .skipped: skipped += step
        case .undecided: undecided += step
        }
    }
}

/// Many changes that somebody means to make at once, and what became of each.
public struct BulkRun: Equatable, Sendable, Identifiable {
    /// More are refused: they are all held, shown and kept.
    public static let mostRows = 10_000

    /// A name for a file, unlike that of any other run.
    public let id: String
    public let title: LocalizedText
    public let system: SystemID
    /// The system's name as staff know it.
    public let place: String
    /// When it was begun, in universal time.
    public let begun: String
    public let rows: [BulkRow]
    public private(set) var states: [BulkRowState]
    public private(set) var counts = BulkCounts()

    public init(
        id: String = KeptDraft.newID(), _ title: LocalizedText, in system: SystemID, place: String, begun: String,
        _ rows: [BulkRow]
    ) {
        (self.id, self.title, self.system, self.place) = (id, title, system, place)
        (self.begun, self.rows) = (begun, rows)
        states = Array(repeating: .waiting, count: rows.count)
        counts.waiting = rows.count
    }

    public mutating func note(_ state: BulkRowState, of row: Int) {
        guard states.indices.contains(row) else { return }
        counts.count(states[row], -1)
        counts.count(state, 1)
        states[row] = state
    }

    /// Whether something of it is left to do, or to find out.
    public var isOpen: Bool { counts.waiting + counts.undecided > 0 }

    /// The rows that a run goes over.
    public enum Part: Equatable, Sendable {
        /// Those that have not come to an end.
        case rest
        /// Those that were refused, and those that nothing is known of: these are looked up before anything is sent.
        case failed
    }

    public func rows(of part: Part) -> [Int] {
        states.indices.filter { row in
            switch (states[row], part) {
            case (.waiting, .rest), (.sending, .rest), (.sending, .failed), (.refused, .failed), (.undecided, .failed):
                true
            default: false
            }
        }
    }
}
