import BillingAPI
import BillingModel
import Foundation

/// The answer of an update: nothing but that it was done. Source: M4 reference, 6.1 shape S1.
public struct UserUpdated: M4Answer, Equatable {
    public static let text = "User was updated successfully"

    public init() {}

    public var element: M4Element {
        M4Element("page", [M4Element("status", [M4Element("success", Self.text)])])
    }
}

/// Users as `users_get` tells them. Source: M4 reference, 7.4.
public struct UserList: M4Answer, Equatable {
    public var users: [Record<User>]

    public init(_ users: [Record<User>]) {
        self.users = users
    }

    public var element: M4Element {
        let rows = users.map { user in
            M4Element("user", Self.columns.map { $0.element(of: user) })
        }
        return M4Element("page", [M4Element("status", [M4Element("users", rows)])])
    }

    private static let columns: [UserColumn] = [
        .id, .of(User.username), .of(User.firstName), .of(User.lastName), .of(User.balance), .of(User.isBlocked),
        .of(User.tariff), .of(User.owner), .of(User.userType), .of(User.userStatus), .of(User.isHidden),
    ]
}

/// One user with every column. Source: M4 reference, 7.3.
public struct UserRecord: M4Answer, Equatable {
    public var user: Record<User>
    /// As the system gave it.
    var givenTag: EntityTag?

    public init(_ user: Record<User>) {
        self.user = user
    }

    public var element: M4Element {
        M4Element("page", [M4Element("status", [M4Element("user", Self.columns.map { $0.element(of: user) })])])
    }

    /// The vendor's columns in its order, then those the reference adds so that every field can be read back.
    private static let columns: [UserColumn] =
        [.id, .of(User.username), .of(User.userType), .unused("logged", "0"), .of(User.firstName), .of(User.lastName)]
        + [.unused("calltime_normative", "0"), .unused("show_in_realtime_stats", "0"), .of(User.balance)]
        + [
            .unused("frozen_balance", "0"), .unused("lcr_id", "0"), .of(User.isPostpaid, else: "1"),
            .of(User.isBlocked),
        ]
        + [.of(User.tariff), .unused("month_plan_perc", "0"), .unused("month_plan_updated", "")]
        + [.unused("sales_this_month", "0"), .unused("sales_this_month_planned", "0")]
        + [.unused("show_billing_info", "1"), .unused("primary_device_id", "0"), .of(User.credit, else: "-1")]
        + [.of(User.clientID), .of(User.agreementNumber), .of(User.agreementDate), .of(User.language)]
        + [.of(User.taxationCountry), .of(User.vatNumber), .of(User.accountingNumber), .of(User.owner)]
        + [.of(User.isHidden), .of(User.currency), .of(User.callLimit), .of(User.responsibleManager)]
        + [.of(User.hidesNonAnsweredCalls), .of(User.blockAt), .of(User.conditionalBlockDay)]
        + [.of(User.blocksConditionally), .of(User.warnsByEmail), .of(User.warningBalance), .of(User.warningHour)]
        + [.of(User.generatesInvoice), .of(User.sourceRule.mode), .of(User.sourceRule.pool)]
        + [.of(User.destinationRule.mode), .of(User.destinationRule.pool), .of(User.comment), .of(User.userStatus)]
        + [.of(User.address), .of(User.city), .of(User.postcode), .of(User.county), .of(User.state)]
        + [.of(User.direction), .of(User.phone), .of(User.mobilePhone), .of(User.fax), .of(User.email)]
        + User.taxes.flatMap(\.declarations).map { UserColumn(declaration: $0) }
}

/// A user's personal details, with names in place of ids. Source: M4 reference, 7.2.
public struct UserView: M4Answer, Equatable {
    public var user: Record<User>
    /// Code of the system's default currency, which balances are kept in.
    public var currency: String
    public var taxationCountry: String
    /// The name of the address's direction.
    public var country: String

    public init(_ user: Record<User>, currency: String, taxationCountry: String, country: String) {
        self.user = user
        self.currency = currency
        self.taxationCountry = taxationCountry
        self.country = country
    }

    public var element: M4Element {
        let details = [
            M4Element("main_detail", mainDetails), M4Element("other_details", otherDetails),
            M4Element("registration", registration),
        ]
        return M4Element(
            "page",
            [
                M4Element("pagename", "Personal_details"), M4Element("language", user.text(User.language)),
                M4Element("userid", user.text(User.id)), M4Element("details", details),
            ])
    }

    private var mainDetails: [M4Element] {
        let balance = (user[User.balance] ?? 0).text(decimals: 4)
        let credit = user[User.credit].flatMap { $0 < 0 ? nil : $0 }
        return [
            M4Element("account", user[User.isPostpaid] == false ? "Prepaid" : "Postpaid"),
            M4Element("balance", "\(balance) \(currency)"), M4Element("balance_number", balance),
            M4Element("balance_currency", currency),
            M4Element("credit", credit.map { "\($0.text(decimals: 4)) \(currency)" } ?? "Unlimited"),
        ]
    }

    private var otherDetails: [M4Element] {
        [
            M4Element("username", user.text(User.username)), M4Element("first_name", user.text(User.firstName)),
            M4Element("surname", user.text(User.lastName)), M4Element("personalid", user.text(User.clientID)),
            M4Element("agreement_number", user.text(User.agreementNumber)),
            M4Element("agreement_date", user.text(User.agreementDate)),
            M4Element("taxation_country", taxationCountry),
            M4Element("vat_reg_number", user.text(User.vatNumber)),
            // The first tax is the one always in force; the vendor does not say which it means.
            M4Element("vat_percent", (user[User.taxes[0].value] ?? 0).text(decimals: 1)),
        ]
    }

    /// `reg_country` is the county: the vendor's spelling. Source: M4 reference, 7.2 (inferred).
    private var registration: [M4Element] {
        [
            M4Element("reg_address", user.text(User.address)), M4Element("reg_postcode", user.text(User.postcode)),
            M4Element("reg_city", user.text(User.city)), M4Element("reg_country", user.text(User.county)),
            M4Element("reg_state", user.text(User.state)), M4Element("reg_direction", country),
            M4Element("reg_phone", user.text(User.phone)), M4Element("reg_mobile", user.text(User.mobilePhone)),
            M4Element("reg_fax", user.text(User.fax)), M4Element("reg_email", user.text(User.email)),
        ]
    }
}

/// A column of M4's database as its answers show it.
private struct UserColumn {
    var name: String
    var text: @Sendable (Record<User>) -> String

    static let id = UserColumn(name: "id") { $0.text(User.id) }

    /// - Parameter fallback: What is answered when the record does not tell.
    static func of<Value>(_ field: Field<Value>, else fallback: String = "") -> UserColumn {
        UserColumn(declaration: field.declaration, else: fallback)
    }

    /// A column that means nothing here.
    static func unused(_ name: String, _ text: String) -> UserColumn { UserColumn(name: name) { _ in text } }

    init(name: String, text: @escaping @Sendable (Record<User>) -> String) {
        self.name = name
        self.text = text
    }

    init(declaration: FieldDeclaration, else fallback: String = "") {
        name = declaration.name
        text = { user in
            let text = user[text: declaration] ?? fallback
            // The database flag is 0 where the parameter is 2. Source: M4 reference, 8.1.
            if declaration.kind == .flag(.oneTwo), text == FlagCoding.oneTwo.off { return FlagCoding.oneZero.off }
            return text
        }
    }

    func element(of user: Record<User>) -> M4Element { M4Element(name, text(user)) }
}

extension Decimal {
    /// With at least so many decimals; nothing is rounded away.
    fileprivate func text(decimals: Int) -> String {
        let parts = vendorText.split(separator: ".")
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        return "\(parts[0])." + fraction + String(repeating: "0", count: max(0, decimals - fraction.count))
    }
}
