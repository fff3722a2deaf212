import BillingAPI
import BillingModel

/// The number pools that a user's rules can point at, or one of them. Source: M4 reference, 10.4.
///
/// The vendor can show the numbers too, in a shape that is not documented; Balie does not ask for them.
public struct ListNumberPools: M4Action {
    public typealias Answer = NumberPoolList

    public static let pool = Field<Int>.reference(
        "number_pool_id", "Number pool", "Nummerpool", to: .numberPool,
        help: LocalizedText("Only this one; otherwise all", "Alleen deze; anders alle"))

    public static let declaration = ActionDeclaration(
        ActionName("m4", "number_pools_get"), LocalizedText("List number pools", "Nummerpools tonen"), .reads,
        [pool.declaration], source: "M4 reference, 10.4")
    /// The key alone.
    public static let hashValues: [M4HashValue] = []
    public static let errorShape = M4ErrorShape.status
    public static let requiresCaller = true
    public static let words = M4Words(notFound: "Number Pool was not found", problems: [])

    public var arguments = Arguments()
    public init() {}
}

/// A named set of numbers.
public struct NumberPool: Equatable, Sendable {
    public var id: Int
    public var name: String
    public var comment: String
    /// The account it belongs to; 0 is the administrator.
    public var owner: Int

    public init(id: Int, name: String, comment: String = "", owner: Int = 0) {
        self.id = id
        self.name = name
        self.comment = comment
        self.owner = owner
    }
}

public struct NumberPoolList: M4Answer, Equatable {
    public var pools: [NumberPool]

    public init(_ pools: [NumberPool]) {
        self.pools = pools
    }

    public var element: M4Element {
        let rows = pools.map { pool in
            M4Element(
                "number_pool",
                [
                    M4Element("id", String(pool.id)), M4Element("name", pool.name),
                    M4Element("comment", pool.comment), M4Element("owner_id", String(pool.owner)),
                ])
        }
        return M4Element("page", [M4Element("status", [M4Element("number_pools", rows)])])
    }

    /// A pool without an id is of no use and is passed over.
    public static func reading(_ root: M4Element) -> NumberPoolList? {
        root.first("number_pools").map { list in
            NumberPoolList(
                list.all("number_pool").compactMap { row in
                    guard let id = row.first("id").flatMap({ Int($0.text) }) else { return nil }
                    return NumberPool(
                        id: id, name: row.first("name")?.text ?? "", comment: row.first("comment")?.text ?? "",
                        owner: row.first("owner_id").flatMap { Int($0.text) } ?? 0)
                })
        }
    }
}
