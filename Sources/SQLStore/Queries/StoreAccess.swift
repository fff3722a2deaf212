/// What is to be done with a database, and so what opening it may do.
public enum StoreAccess: Sendable {
    /// Reads and writes; the file and its tables are made where they are missing.
    case making
    /// Reads and writes what is there.
    case existing
    /// Reads what is there, beside whoever writes; tables of an earlier version are brought up to date first.
    case reading
    /// Reads what is there and changes no byte of it.
    case readOnly
}
