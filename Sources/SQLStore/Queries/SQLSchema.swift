/// The tables of a program, as scripts that each bring the data one version further.
public struct SQLSchema: Sendable {
    /// The first script makes version 1 out of an empty database. A script that was shipped never changes.
    public var scripts: [String]
    /// The number in a file's header that says whose it is; 0 for none.
    public var applicationID: Int
    private var readableSince: Int?
    /// What makes the newest version out of an empty database at once; nil to run the scripts.
    public var whole: (@Sendable () -> String)?
    /// Puts in what a database made at once starts with.
    public var contents: @Sendable (any StoreTransaction) throws -> Void

    public init(
        _ scripts: [String], applicationID: Int = 0, readableSince: Int? = nil, whole: (@Sendable () -> String)? = nil,
        contents: @escaping @Sendable (any StoreTransaction) throws -> Void = { _ in }
    ) {
        self.scripts = scripts
        self.applicationID = applicationID
        self.readableSince = readableSince
        self.whole = whole
        self.contents = contents
    }

    public var version: Int { scripts.count }

    /// The earliest version whose data can be read as they are: what came later matters to who writes.
    public var oldestReadable: Int { readableSince ?? version }
}
