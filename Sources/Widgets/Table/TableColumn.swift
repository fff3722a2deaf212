import TerminalCore

/// A column of a table and how it behaves when the window gets narrower or wider.
public struct TableColumn: Sendable, Equatable {
    public enum Alignment: Sendable {
        case leading, trailing
        /// Numbers under each other by their decimal sign, however many decimals they have.
        case decimal
    }

    public var title: String
    /// Fewest columns in which it makes sense; with less room it is left out.
    public var minimum: Int
    /// Columns that show nearly every value whole.
    public var ideal: Int
    /// Takes a share of what is left when every column is as wide as it should be.
    public var isFlexible: Bool
    public var alignment: Alignment
    /// Lower is kept longer when the window gets narrower.
    public var priority: Int
    /// False leaves it out at every width.
    public var isShown = true

    public init(
        title: String, minimum: Int, ideal: Int, isFlexible: Bool = false, alignment: Alignment = .leading,
        priority: Int = 0
    ) {
        self.title = title
        self.minimum = max(1, minimum)
        self.ideal = max(self.minimum, ideal)
        self.isFlexible = isFlexible
        self.alignment = alignment
        self.priority = priority
    }
}

/// What a table shows of one record.
public struct TableRow: Sendable, Equatable {
    /// One text a column, in the order of the columns; missing ones stay empty.
    public var cells: [String]
    public var role: StyleRole
    /// The roles of cells that differ from the row's, by the position of their column.
    public var cellRoles: [Int: StyleRole]
    public var isMarked: Bool

    public init(
        cells: [String], role: StyleRole = .text, cellRoles: [Int: StyleRole] = [:], isMarked: Bool = false
    ) {
        self.cells = cells
        self.role = role
        self.cellRoles = cellRoles
        self.isMarked = isMarked
    }
}
