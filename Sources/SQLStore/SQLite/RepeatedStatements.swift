import Synchronization

/// Which statements a connection keeps, so that it does not read and plan them again.
///
/// One that comes again is kept; many, such as those of a far page of a list, never do.
final class RepeatedStatements: Sendable {
    private struct Texts {
        var repeated: Set<String> = []
        var seen: Set<String> = []
    }

    /// Each connection keeps the plan of each in memory.
    private static let most = 200

    private let texts = Mutex(Texts())

    /// Notes that a text is to be run, and tells whether the connection keeps its statement.
    func areKept(_ text: String) -> Bool {
        texts.withLock { texts in
            if texts.repeated.contains(text) { return true }
            if texts.seen.remove(text) != nil, texts.repeated.count < Self.most {
                texts.repeated.insert(text)
                return true
            }
            if texts.seen.count > Self.most { texts.seen = [] }
            texts.seen.insert(text)
            return false
        }
    }
}
