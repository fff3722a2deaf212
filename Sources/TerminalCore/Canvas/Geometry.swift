/// A cell position; the top left cell is 0, 0.
public struct Point: Hashable, Sendable {
    public var x: Int
    public var y: Int

    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A number of columns and rows.
public struct Size: Hashable, Sendable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// A rectangle of cells. Its sides are never negative, so any arithmetic on a tiny window stays drawable.
public struct Rect: Hashable, Sendable {
    public var origin: Point
    public var size: Size

    public init(x: Int, y: Int, width: Int, height: Int) {
        origin = Point(x: Self.bounded(x), y: Self.bounded(y))
        size = Size(width: max(0, Self.bounded(width)), height: max(0, Self.bounded(height)))
    }

    /// Far beyond any screen, and near enough that no later sum overflows.
    private static func bounded(_ value: Int) -> Int { min(max(value, -1 << 30), 1 << 30) }

    public init(_ size: Size) {
        self.init(x: 0, y: 0, width: size.width, height: size.height)
    }

    public var x: Int { origin.x }
    public var y: Int { origin.y }
    public var width: Int { size.width }
    public var height: Int { size.height }
    /// First column to the right of the rectangle.
    public var endX: Int { x + width }
    /// First row below the rectangle.
    public var endY: Int { y + height }
    public var isEmpty: Bool { width == 0 || height == 0 }

    public func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < endX && point.y >= y && point.y < endY
    }

    public func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(
            x: left, y: top, width: min(endX, other.endX) - left, height: min(endY, other.endY) - top)
    }

    /// The rectangle without `columns` at the left and right and `rows` at the top and bottom.
    public func inset(columns: Int, rows: Int = 0) -> Rect {
        Rect(x: x + columns, y: y + rows, width: width - 2 * columns, height: height - 2 * rows)
    }

    /// What remains under the first `rows` rows.
    public func below(_ rows: Int) -> Rect {
        Rect(x: x, y: y + rows, width: width, height: height - rows)
    }

    /// The first `rows` rows.
    public func top(_ rows: Int) -> Rect {
        Rect(x: x, y: y, width: width, height: min(rows, height))
    }

    /// The last `rows` rows.
    public func bottom(_ rows: Int) -> Rect {
        Rect(x: x, y: max(y, endY - rows), width: width, height: min(rows, height))
    }

    /// What remains above the last `rows` rows.
    public func above(_ rows: Int) -> Rect {
        Rect(x: x, y: y, width: width, height: height - rows)
    }

    /// The first `columns` columns.
    public func left(_ columns: Int) -> Rect {
        Rect(x: x, y: y, width: min(columns, width), height: height)
    }

    /// What remains right of the first `columns` columns.
    public func right(of columns: Int) -> Rect {
        Rect(x: x + columns, y: y, width: width - columns, height: height)
    }

    /// One row of it, counted from its own top.
    public func row(_ index: Int) -> Rect {
        Rect(x: x, y: y + index, width: width, height: index >= 0 && index < height ? 1 : 0)
    }

    /// A rectangle of `size` in the middle, cut to what fits.
    public func centred(_ inner: Size) -> Rect {
        let width = min(inner.width, self.width)
        let height = min(inner.height, self.height)
        return Rect(
            x: x + (self.width - width) / 2, y: y + (self.height - height) / 2, width: width, height: height)
    }
}
