import BillingAPI
import BillingModel

/// A sending of which nothing tells whether it took effect: its program ended before the answer, or none came.
public struct UndecidedWrite: Equatable, Sendable, Identifiable {
    /// The number of the entry with which it was sent.
    public var id: Int
    public var intent: Intent
    public var author: JournalAuthor
    /// When it was sent, in universal time.
    public var moment: String
    /// What is known; nil where not even its end was written down.
    public var sentence: LocalizedText?
    /// Until then its answer may still come, in universal time; nil where it is known that none came.
    public var until: String?
    /// How long its answer was waited for at most, in universal time, also where it is known that none came.
    public var waitedUntil: String

    public func isUnderWay(at moment: LocalTime) -> Bool { until.map { moment.universalText < $0 } ?? false }

    /// As it is settled.
    public var open: OpenWrite {
        OpenWrite(intent, who: author.name, moment: moment, waitedUntil: waitedUntil, sentence: sentence)
    }
}

/// What became of every sending that a journal holds.
public struct Sendings: Sendable {
    public struct Sending: Sendable {
        public var line: JournalLine
        public var intent: Intent
        public var until: String
        public var outcomes: [Outcome] = []

        /// Whether it took effect or did not is known.
        var isDecided: Bool {
            outcomes.contains { outcome in
                switch outcome {
                case .done, .refused, .settled: true
                case .undecided: false
                }
            }
        }
    }

    /// In the order in which they were sent.
    public private(set) var all: [Sending] = []

    public init(_ lines: [JournalLine]) {
        var places: [Int: Int] = [:]
        for line in lines {
            switch line.entry.event {
            case .intent(let intent, let until):
                places[line.number] = all.count
                all.append(Sending(line: line, intent: intent, until: until))
            case .outcome(let outcome, let id, let number):
                guard let place = places[number], all[place].intent.id == id else { continue }
                all[place].outcomes.append(outcome)
            case .remainder: break
            }
        }
    }

    public var undecided: [UndecidedWrite] {
        // What was sent again under one id, and was done at last, is decided: a refusal of a repeat says nothing of the
        // first time.
        let done = Set(all.filter { $0.outcomes.contains(where: \.isDone) }.map(\.intent.id))
        return all.filter { !$0.isDecided && !done.contains($0.intent.id) }.map { sending in
            let sentences = sending.outcomes.compactMap { outcome -> LocalizedText? in
                if case .undecided(let sentence) = outcome { sentence } else { nil }
            }
            return UndecidedWrite(
                id: sending.line.number, intent: sending.intent, author: sending.line.entry.author,
                moment: sending.line.entry.moment, sentence: sentences.last,
                until: sentences.isEmpty ? sending.until : nil, waitedUntil: sending.until)
        }
    }

    /// The same, each change once however often it was sent: as it was sent first, with what is known at last.
    public var open: [OpenWrite] {
        var places: [Intent.ID: Int] = [:]
        var open: [OpenWrite] = []
        for write in undecided {
            guard let place = places[write.intent.id] else {
                places[write.intent.id] = open.count
                open.append(write.open)
                continue
            }
            open[place].waitedUntil = max(open[place].waitedUntil, write.waitedUntil)
            // While the last one is under way nothing is known of it.
            open[place].sentence = write.sentence
        }
        return open
    }

    /// Whether a change was done, however often it was sent; nil where that is undecided, or it was never sent.
    public func wasDone(_ intent: Intent.ID) -> Bool? {
        let sendings = all.filter { $0.intent.id == intent }
        let outcomes = sendings.flatMap(\.outcomes)
        if outcomes.contains(where: { $0.isDone || $0 == .settled(wasDone: true) }) { return true }
        return sendings.isEmpty || !sendings.allSatisfy(\.isDecided) ? nil : false
    }
}

extension Outcome {
    fileprivate var isDone: Bool {
        if case .done = self { true } else { false }
    }
}
