/// One column of one row: a grapheme cluster, its width, its meaning and what it stands on.
///
/// A cluster two columns wide stands in its first cell; the cell after it is `continuation` (width 0).
public struct Cell: Equatable, Sendable {
    public var character: Character
    /// Columns taken: 0 (right half of the cluster before), 1 or 2.
    public var width: UInt8
    public var role: StyleRole
    /// The role whose ground it stands on where its own role brings none.
    public var ground: StyleRole

    public init(_ character: Character, width: UInt8 = 1, role: StyleRole = .text, ground: StyleRole = .text) {
        self.character = character
        self.width = width
        self.role = role
        self.ground = ground
    }

    public static let blank = Cell(" ")

    static func continuation(_ role: StyleRole) -> Cell { Cell(" ", width: 0, role: role) }
}
