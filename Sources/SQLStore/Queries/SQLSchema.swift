/// The tables of a program, as scripts that each bring the data one version further.
public struct SQLSchema: Sendable {
    /// The first script makes version 1 out of an empty database. A script that was shipped never changes.
    public var scripts: [String]

    public init(_ scripts: [String]) {
        self.scripts = scripts
    }

    public var version: Int { scripts.count }
}
