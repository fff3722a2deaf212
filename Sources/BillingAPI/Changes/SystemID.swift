/// Which billing system a record is in, also after the program that read it has ended.
public struct SystemID: Hashable, Sendable {
    /// `profile:work`, or `database:` and the id that a database gave itself when it was made.
    public let text: String

    /// As it was written down.
    public init(text: String) { self.text = text }

    /// A system elsewhere, by the name of its profile.
    public static func profile(_ name: String) -> SystemID { SystemID(text: "profile:" + name) }

    /// A database of Balie's own, by the id that it gave itself: it stays the same wherever the file is moved.
    public static func database(_ id: String) -> SystemID { SystemID(text: "database:" + id) }
}

extension SystemID: Codable {
    public init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
