import Foundation
import BillingAPI
import BillingModel

/// An action of HostFact 3.1 or WeFact Hosting 2.7.
public protocol HostFactAction: APIAction where Answer: HostFactAnswer {
    /// The problem as the vendor words it, where its sentence is known.
    static func inVendorsWords(_ problem: Problem) -> Problem
}

extension HostFactAction {
    public static func inVendorsWords(_ problem: Problem) -> Problem { problem }
}

/// What an answer adds to the envelope after `status` and `date`, in the vendor's order.
public protocol HostFactAnswer: Sendable, TaggedAnswer {
    var envelopeMembers: [JSONMember] { get }
    /// The answer in an envelope that tells of success.
    ///
    /// - Returns: Nil when the envelope lacks what the answer is about.
    static func reading(_ envelope: HostFactEnvelope) -> Self?
    /// The record's tag, where its members have been made already.
    func tag(in members: [JSONMember]) -> EntityTag?
}

extension HostFactAnswer {
    public func tag(in members: [JSONMember]) -> EntityTag? { tag }
}

/// An entity of HostFact: a controller with the members of its objects, in the vendor's order.
public protocol HostFactEntity {
    static var kind: RecordKind { get }
    /// Every entity calls its id so.
    static var identifier: Field<Int> { get }
    /// `debtor`; also the key of a single object.
    static var controller: String { get }
    /// `debtors`; the key of the rows.
    static var listKey: String { get }
    static var members: [Member<Self>] { get }
    static var listMembers: [Member<Self>] { get }
    /// Members, at any depth, that change without a change of the record, or only say in words what another says.
    static var passing: Set<String> { get }
    /// The texts that a record has for a member of an answer.
    static func texts(of member: JSONMember) -> [(String, String)]
}

/// One member of an entity's object and how its JSON follows from a record.
public struct Member<Kind>: Sendable {
    public var name: String
    /// Nil when the object does not have the member.
    var value: @Sendable (Record<Kind>) -> JSONValue?

    /// A column: a string, as the vendor answers what comes straight from the database.
    static func text<Value>(_ field: Field<Value>) -> Member { text(field.declaration.member) }

    static func text(_ name: String) -> Member {
        Member(name: name) { .string($0[member: name]) }
    }

    /// A value the vendor normalises to a number.
    static func number(_ field: Field<Decimal>) -> Member {
        Member(name: field.declaration.member) { .number($0[field] ?? 0) }
    }

    static func computed(_ name: String, _ value: @escaping @Sendable (Record<Kind>) -> JSONValue?) -> Member {
        Member(name: name, value: value)
    }

    static func object(_ name: String, _ members: [Member<Kind>]) -> Member {
        Member(name: name) { .object(members.json(of: $0)) }
    }
}

extension Array {
    /// The members that the record's object has, in order.
    func json<Kind>(of record: Record<Kind>) -> [JSONMember] where Element == Member<Kind> {
        compactMap { member in member.value(record).map { JSONMember(member.name, $0) } }
    }
}

/// One record: the answer of `show`, and of edits that answer without a message.
public struct Found<Kind: HostFactEntity>: HostFactAnswer {
    public var record: Record<Kind>
    /// As the system gave it.
    var givenTag: EntityTag?

    public init(_ record: Record<Kind>) {
        self.record = record
    }

    public var envelopeMembers: [JSONMember] {
        [JSONMember(Kind.controller, .object(Kind.members.json(of: record)))]
    }
}

/// A record after a change, with the vendor's messages.
public struct Changed<Kind: HostFactEntity>: HostFactAnswer {
    public var messages: [String]
    public var record: Record<Kind>
    /// As the system gave it.
    var givenTag: EntityTag?

    public init(_ messages: [String], _ record: Record<Kind>) {
        self.messages = messages
        self.record = record
    }

    public var envelopeMembers: [JSONMember] {
        Done(messages).envelopeMembers + Found(record).envelopeMembers
    }
}

/// The vendor's messages alone, where nothing is left to show.
public struct Done: HostFactAnswer {
    public var messages: [String]

    public init(_ messages: [String]) {
        self.messages = messages
    }

    public var envelopeMembers: [JSONMember] { [JSONMember("success", .strings(messages))] }
}

/// What a list answers: some of its rows, and what was asked.
@dynamicMemberLookup public struct Listed<Kind: HostFactEntity>: HostFactAnswer {
    public var page: Page<Record<Kind>>
    /// The list parameters that were sent, as the vendor echoes them.
    public var filters: [JSONMember]

    public init(total: Int?, offset: Int, filters: [JSONMember], rows: [Record<Kind>]) {
        self.init(Page(offset: offset, rows: rows, total: total), filters: filters)
    }

    public init(_ page: Page<Record<Kind>>, filters: [JSONMember]) {
        self.page = page
        self.filters = filters
    }

    public subscript<Value>(dynamicMember path: WritableKeyPath<Page<Record<Kind>>, Value>) -> Value {
        get { page[keyPath: path] }
        set { page[keyPath: path] = newValue }
    }

    /// An empty list has no rows key at all. Source: HostFact reference, 3.3.
    public var envelopeMembers: [JSONMember] {
        let (rows, total) = (page.rows, page.total)
        var members = [
            // Without a row the vendor counts nothing, also on a page past the end.
            JSONMember("totalresults", .number(rows.isEmpty ? 0 : .init(total ?? rows.count))),
            JSONMember("currentresults", .number(.init(rows.count))),
            JSONMember("offset", .number(.init(page.offset))),
        ]
        if !filters.isEmpty { members.append(JSONMember("filters", .object(filters))) }
        if !rows.isEmpty {
            members.append(JSONMember(Kind.listKey, .array(rows.map { .object(Kind.listMembers.json(of: $0)) })))
        }
        return members
    }
}
