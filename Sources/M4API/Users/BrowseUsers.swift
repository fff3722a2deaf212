import BillingAPI
import BillingModel

/// The users that match, a page at a time; only customers, not administrator and managers.
///
/// M4's wire has no paging, search or sorting: this is asked of the embedded engine, or of a copy of `users_get`.
public struct BrowseUsers: APIAction {
    public typealias Answer = Page<Record<User>>

    public static let offset = Field<Int>.integer("offset", "First row", "Eerste rij", fallback: "0")
    public static let limit = Field<Int>.integer("limit", "Rows", "Rijen", 1...999_999_999, fallback: "1000")
    public static let ascending = "ASC"
    public static let descending = "DESC"
    public static let sort = Field<String>.choice(
        "sort", "Sort by", "Sorteer op",
        columns.map { Choice($0.name, $0.label.english, $0.label.dutch) }, fallback: User.username.name)
    public static let order = Field<String>.choice(
        "order", "Order", "Volgorde",
        [Choice(ascending, "ascending", "oplopend"), Choice(descending, "descending", "aflopend")], fallback: ascending)
    public static let searchFor = Field<String>.text(
        "searchfor", "Search for", "Zoek naar",
        help: LocalizedText("Words, each of which must be found", "Woorden die elk gevonden moeten worden")
    )
    .used(.asGiven)

    public static let declaration = ActionDeclaration(
        ActionName("m4", "users_browse"), LocalizedText("List users", "Gebruikers tonen"), .reads,
        [
            offset.declaration, limit.declaration, sort.declaration, order.declaration, searchFor.declaration,
        ], source: "Balie's own; columns of M4 reference, 7.4")

    /// What a row holds, and what may be sorted by.
    public static let columns: [FieldDeclaration] = [
        User.id.declaration, User.username.declaration, User.firstName.declaration, User.lastName.declaration,
        User.accountingNumber.declaration, User.clientID.declaration, User.city.declaration, User.email.declaration,
        User.phone.declaration, User.balance.declaration, User.isBlocked.declaration, User.blockAt.declaration,
        User.isHidden.declaration, User.userStatus.declaration, User.tariff.declaration,
    ]

    /// Where a search looks, as far as the system tells these of a user.
    public static let foundBy = FoundBy(
        texts: [
            User.username, User.firstName, User.lastName, User.accountingNumber, User.email, User.phone, User.city,
            User.clientID, User.agreementNumber, User.address, User.postcode,
        ].map(\.name),
        numbers: [User.clientID, User.postcode, User.vatNumber].map(\.name),
        phones: [User.phone, User.mobilePhone, User.fax].map(\.name))

    public var arguments = Arguments()
    /// False spares the system counting all matches; the answer's `total` is then nil.
    public var countsAll = true
    /// Counting stops at this number, which then means "at least"; nil counts to the end.
    public var mostCounted: Int?
    /// What every row must be like.
    public var conditions: [RowCondition] = []
    /// Orders what is equal in `sort`.
    public var thenBy: SecondOrder?
    public init() {}
}
