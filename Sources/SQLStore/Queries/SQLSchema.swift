/// The tables of a program, as scripts that each bring the data one version further.
public struct SQLSchema: Sendable {
    /// The first script makes version 1 out of an empty database. A script that was shipped never changes.
    public var scripts: [String]
    /// The number in a file's header that says whose it is; 0 for none.
    public var applicationID: Int

    public init(_ scripts: [String], applicationID: Int = 0) {
        self.scripts = scripts
        self.applicationID = applicationID
    }

    public var version: Int { scripts.count }
}
