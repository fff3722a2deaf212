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

    // What every database says in the same words.

    static func onlyRead(_ name: String) -> StoreError {
        StoreError(
            .noPermission, "The database “\(name)” was opened for reading only; nothing was changed.",
            "De database “\(name)” is alleen om te lezen geopend; er is niets gewijzigd.")
    }

    /// - Parameter reason: In the database's words.
    static func constraint(_ reason: String) -> StoreError {
        StoreError(
            .constraint, "The database refused the change (\(reason)); nothing was changed.",
            "De database weigerde de wijziging (\(reason)); er is niets gewijzigd.")
    }

    static let nul = StoreError(
        .constraint, "A text with the character NUL cannot be kept; nothing was changed. Take it out.",
        "Een tekst met het teken NUL kan niet worden bewaard; er is niets gewijzigd. Haal het weg.")

    static func full(_ name: String) -> StoreError {
        StoreError(
            .full,
            "The disk of the database “\(name)” is full; nothing was changed. Free some space and try again.",
            "De schijf van de database “\(name)” is vol; er is niets gewijzigd. Maak ruimte en probeer het opnieuw.")
    }
}
