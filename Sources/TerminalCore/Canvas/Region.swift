/// A part of a canvas that means something when it is pointed at.
public struct Region: Equatable, Sendable {
    public var id: RegionID
    public var area: Rect

    public init(_ id: RegionID, _ area: Rect) {
        self.id = id
        self.area = area
    }
}

/// What a region is to whoever drew it: a kind of thing, and which of them or where they begin.
public struct RegionID: Hashable, Sendable {
    public var kind: String
    public var index: Int

    public init(_ kind: String, _ index: Int = 0) {
        self.kind = kind
        self.index = index
    }
}

extension Canvas {
    /// Remembers that a part of what is drawn means something; what is marked later stands in front.
    public mutating func mark(_ area: Rect, as id: RegionID) {
        let area = area.intersection(bounds)
        if !area.isEmpty { regions.append(Region(id, area)) }
    }

    /// The region that is seen at a place.
    public func region(at place: Point) -> Region? { regions.last { $0.area.contains(place) } }
}
