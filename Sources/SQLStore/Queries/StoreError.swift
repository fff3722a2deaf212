/// Why the store could not do something, in whole sentences.
public struct StoreError: Error, Equatable, Sendable {
    public enum Kind: Hashable, Sendable {
        case busy
        /// Others changed the same data at that moment; it may be tried again at once.
        case conflict
        /// The server cannot be reached, or was lost before anything was to last.
        case away
        /// Nobody knows whether the change was made.
        case undecided
        /// That names no database at all.
        case invalid
        case full
        case notADatabase
        case noPermission
        /// There is no such database.
        case missing
        /// The data was written by an earlier version of the program, and may not be changed.
        case older
        /// The data was written by a later version of the program.
        case newer
        /// A rule of the schema refused the change.
        case constraint
        case cancelled
        case failure
    }

    public var kind: Kind
    public var message: String
    public var dutchMessage: String

    public init(_ kind: Kind, _ message: String, _ dutchMessage: String) {
        self.kind = kind
        self.message = message
        self.dutchMessage = dutchMessage
    }
}
