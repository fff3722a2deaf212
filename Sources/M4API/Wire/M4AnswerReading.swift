import BillingAPI
import BillingModel

extension UserUpdated {
    public static func reading(_ root: M4Element) -> UserUpdated? {
        root.first("success").map { _ in UserUpdated() }
    }
}

extension UserList {
    /// No users at all is a list without elements, not a missing one.
    public static func reading(_ root: M4Element) -> UserList? {
        root.first("users").map { UserList($0.all("user").map(UserColumns.record)) }
    }
}

extension UserRecord {
    public static func reading(_ root: M4Element) -> UserRecord? {
        root.first("user").map { UserRecord(UserColumns.record($0)) }
    }
}

extension UserView {
    /// The details under the names they have in a user's record. Source: M4 reference, 7.2.
    private static let names: [(element: String, field: FieldDeclaration)] = [
        ("language", User.language.declaration), ("userid", User.id.declaration),
        ("balance_number", User.balance.declaration), ("username", User.username.declaration),
        ("first_name", User.firstName.declaration), ("surname", User.lastName.declaration),
        ("personalid", User.clientID.declaration), ("agreement_number", User.agreementNumber.declaration),
        ("agreement_date", User.agreementDate.declaration), ("vat_reg_number", User.vatNumber.declaration),
        ("vat_percent", User.taxes[0].value.declaration), ("reg_address", User.address.declaration),
        ("reg_postcode", User.postcode.declaration), ("reg_city", User.city.declaration),
        ("reg_country", User.county.declaration), ("reg_state", User.state.declaration),
        ("reg_phone", User.phone.declaration), ("reg_mobile", User.mobilePhone.declaration),
        ("reg_fax", User.fax.declaration), ("reg_email", User.email.declaration),
    ]

    public static func reading(_ root: M4Element) -> UserView? {
        guard root.first("details") != nil else { return nil }
        var user = Record<User>([:])
        for (element, field) in names { user[text: field] = root.first(element)?.text }
        if let account = root.first("account")?.text { user[User.isPostpaid] = account != "Prepaid" }
        // An amount with its currency, or a word such as Unlimited.
        if let credit = root.first("credit")?.text.split(separator: " ").first {
            user[text: User.credit.declaration] =
                User.credit.declaration.isValid(String(credit)) ? String(credit) : UserColumns.unlimited
        }
        return UserView(
            user, currency: root.first("balance_currency")?.text ?? "",
            taxationCountry: root.first("taxation_country")?.text ?? "",
            country: root.first("reg_direction")?.text ?? "")
    }
}

extension FieldDeclaration {
    fileprivate func isValid(_ text: String) -> Bool {
        if case .success = check(text) { true } else { false }
    }
}

/// M4's columns as a user's record has them.
enum UserColumns {
    /// Inferred from the vendor's word. Source: M4 reference, 7.3.
    static let unlimited = "-1"

    /// The database flag is 0 where the parameter is 2. Source: M4 reference, 8.1.
    private static let oneTwoFlags = Set(User.details.filter { $0.kind == .flag(.oneTwo) }.map(\.name))

    static func record(_ element: M4Element) -> Record<User> {
        var texts: [String: String] = [:]
        for column in element.elements {
            let name = column.name == "id" ? User.id.declaration.member : column.name
            let isOff = oneTwoFlags.contains(name) && column.text == FlagCoding.oneZero.off
            texts[name] = isOff ? FlagCoding.oneTwo.off : column.text
        }
        return Record(texts)
    }
}
