/// One record of one system: what drafts, marks, history and journal know it by. It outlives screens and programs.
public struct RecordRef: Hashable, Sendable {
    public let system: SystemID
    public let kind: RecordKind
    /// The system's own number; never 0.
    public let identifier: Int

    /// - Returns: Nil without an identifier: nothing stands in for one.
    public init?(_ system: SystemID, _ kind: RecordKind, _ identifier: Int?) {
        guard let identifier, identifier > 0 else { return nil }
        (self.system, self.kind, self.identifier) = (system, kind, identifier)
    }
}

extension RecordRef: Codable {
    private enum CodingKeys: String, CodingKey { case system, kind, identifier }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let system = try values.decode(SystemID.self, forKey: .system)
        let kind = try values.decode(RecordKind.self, forKey: .kind)
        guard let ref = RecordRef(system, kind, try values.decode(Int.self, forKey: .identifier)) else {
            throw DecodingError.dataCorruptedError(
                forKey: .identifier, in: values, debugDescription: "An identifier is a number above 0.")
        }
        self = ref
    }
}
