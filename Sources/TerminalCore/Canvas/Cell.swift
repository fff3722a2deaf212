/// One column of one row: a grapheme cluster, its meaning and what it stands on.
///
/// A cluster two columns wide stands in its first cell; the cell after it has its `continuation` (width 0).
public struct Cell: Equatable, Sendable {
    public internal(set) var cluster: DisplayText.Cluster
    public var role: StyleRole
    /// The role whose ground it stands on where its own role brings none.
    public var ground: StyleRole

    init(_ cluster: DisplayText.Cluster, role: StyleRole = .text, ground: StyleRole = .text) {
        self.cluster = cluster
        self.role = role
        self.ground = ground
    }

    public static let blank = Cell(.blank)

    public var character: Character { cluster.character }
    /// Columns taken: 0 (right half of the cluster before), 1 or 2.
    @inlinable public var width: Int { cluster.width }
}
