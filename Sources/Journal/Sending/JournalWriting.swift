/// Where entries are written down.
public protocol JournalWriting: Sendable {
    /// Adds an entry, which is there for good when this returns. May wait long: never on a thread of the shared pool.
    ///
    /// - Returns: Its number.
    @discardableResult
    func append(_ event: JournalEntry.Event) throws(JournalTrouble) -> Int
}
