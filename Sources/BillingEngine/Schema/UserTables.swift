import BillingAPI
import M4API
import SQLStore

extension Tables {
    /// M4's users, managers and the administrator, no. 0; flags as `1` and `0`, amounts and percentages as texts.
    static let user = SQLTable(
        Name.user, .identity(id),
        userAccount + userGeneral + userBlocking + userWarning + userRules + userAddress + userTaxes + managerRights
            + [.text(SQLTable.folded)] + userHistory,
        indexes: [
            SQLIndex("m4_user_username", [.caseless(User.username.name)], isUnique: true),
            SQLIndex("m4_user_first_name", [.caseless(User.firstName.name)]),
            SQLIndex("m4_user_accounting_number", User.accountingNumber.name),
            SQLIndex("m4_user_balance", [.number(User.balance.name)]),
            SQLIndex("m4_user_blocked", User.isBlocked.name),
            SQLIndex("m4_user_block_at", User.blockAt.name),
            SQLIndex("m4_user_staff", User.userType.name, where: "\(User.userType.name) <> '\(UserTable.customer)'"),
            SQLIndex(
                "m4_user_manager", User.responsibleManager.name,
                where: "\(User.responsibleManager.name) IS NOT NULL"),
        ],
        isSearched: true, isCounted: true, isReferredTo: true)

    private static let userAccount: [SQLColumn] = [
        .given(User.username),
        .text(User.userType.name, else: UserTable.customer, .oneOf(["admin", "manager", UserTable.customer])),
        .text(UserTable.passwordHash, else: ""), SQLColumn(User.firstName), SQLColumn(User.lastName),
        SQLColumn(User.balance, else: "0").checked(.filled), SQLColumn(User.isBlocked, else: "0"),
        .optionalInteger(User.tariff.name), .integer(User.owner.name, else: 0), SQLColumn(User.userStatus),
        SQLColumn(User.isHidden, else: "0"), SQLColumn(User.clientID),
    ]

    private static let userGeneral: [SQLColumn] = [
        SQLColumn(User.agreementNumber), SQLColumn(User.agreementDate), SQLColumn(User.language, else: "en"),
        SQLColumn(User.taxationCountry), SQLColumn(User.vatNumber), SQLColumn(User.accountingNumber),
        SQLColumn(User.currency).always(1), SQLColumn(User.callLimit, else: "0"), SQLColumn(User.responsibleManager),
        SQLColumn(User.hidesNonAnsweredCalls, else: "0"),
    ]

    private static let userBlocking: [SQLColumn] = [
        SQLColumn(User.blockAt), .text(User.conditionalBlockDay.name, else: ""),
        SQLColumn(User.blocksConditionally, else: "0"),
    ]

    private static let userWarning: [SQLColumn] = [
        SQLColumn(User.warnsByEmail, else: "0"), SQLColumn(User.warningBalance, else: "0"),
        SQLColumn(User.warningHour, else: "-1").unchecked, SQLColumn(User.generatesInvoice, else: "1"),
    ]

    private static let userRules: [SQLColumn] = [User.sourceRule, User.destinationRule].flatMap { rule in
        [SQLColumn(rule.mode, else: NumberRuleFields.off), SQLColumn(rule.pool)]
    }

    private static let userAddress: [SQLColumn] =
        .of(User.comment, User.address, User.city, User.postcode, User.county, User.state)
        + [SQLColumn(User.direction)] + .of(User.phone, User.mobilePhone, User.fax, User.email)

    /// The first is always in force, which the vendor's answers show all the same.
    private static let userTaxes: [SQLColumn] = User.taxes.enumerated().flatMap { index, tax in
        [
            SQLColumn(tax.name), SQLColumn(tax.value, else: "0"),
            tax.isEnabled.map { SQLColumn($0, else: "0") }
                ?? .text("tax\(index + 1)_enabled", else: "1", .oneOf(["1"])),
        ]
    }

    private static let managerRights: [SQLColumn] = ["can_edit_users", "only_assigned_users"].map {
        .text($0, else: "0", .oneOf(["0", "1"]))
    }

    private static let userHistory: [SQLColumn] =
        [User.didCount, User.callCount, User.paymentCount, User.invoiceCount].map { .integer($0.name, else: 0) }

    static let currency = SQLTable(
        Name.currency, .identity(id), [.text("code", .filled).unique, .text("rate", else: "1")])

    static let direction = SQLTable(
        Name.direction, .identity(id), [.text("code", .filled).unique, .text("name", .filled)])

    static let numberPool = SQLTable(Name.numberPool, .identity(id), [.text("name", .filled)])
}
