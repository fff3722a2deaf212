import BillingAPI
import BillingModel

/// A successful answer of HostFact, read leniently. Source: HostFact reference, 2.6 and 2.8.
public struct HostFactEnvelope: Sendable {
    /// Every member, also those nobody asks for.
    public var members: [JSONMember]

    public init(_ members: [JSONMember]) {
        self.members = members
    }

    public subscript(_ name: String) -> JSONValue? { members.first { $0.name == name }?.value }

    /// The texts of `success`, `warning` or `errors`; one text may stand there without a list.
    public func texts(_ name: String) -> [String] {
        switch self[name] {
        case .array(let values)?: values.compactMap(\.scalarText)
        case .object(let members)?: members.compactMap(\.value.scalarText)
        case let value?: value.scalarText.map { $0.isEmpty ? [] : [$0] } ?? []
        case nil: []
        }
    }

    /// The object under a name; a list with one object in it counts as that object.
    public func object(_ name: String) -> [JSONMember]? {
        switch self[name] {
        case .object(let members)?: members
        case .array(let values)? where values.count == 1: HostFactEnvelope.members(of: values[0])
        default: nil
        }
    }

    /// The rows under a name, be they a list or a map by id; no rows where there is no such member.
    public func rows(_ name: String) -> [[JSONMember]] {
        switch self[name] {
        case .array(let values)?: values.compactMap(HostFactEnvelope.members)
        case .object(let members)?: members.compactMap { HostFactEnvelope.members(of: $0.value) }
        default: []
        }
    }

    /// A number written as a number or as a text.
    public func integer(_ name: String) -> Int? { self[name]?.scalarText.flatMap(Int.init) }

    private static func members(of value: JSONValue) -> [JSONMember]? {
        if case .object(let members) = value { members } else { nil }
    }
}

extension JSONValue {
    /// A string, or what stands for one: a number's digits, PHP's 1 and 0, nothing for null. Nil for the rest.
    var scalarText: String? {
        switch self {
        case .string(let text): text
        case .number(let number): number.vendorText
        case .boolean(let value): value ? "1" : "0"
        case .null: ""
        case .array, .object: nil
        }
    }
}
