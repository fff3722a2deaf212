import HostFactAPI
import SQLStore

/// The engine's tables. Columns carry the vendors' member names; those in small letters are M4's or the engine's own.
enum Tables {
    /// Each before those that point at it.
    static let all =
        [installation, SQLTable.pendingTexts, group, debtor, debtorGroup, product, productGroup, service]
        + [currency, direction, numberPool, user, apiKey, m4Account, answeredRequest, mail, mailTemplate]
        + [journalEntry, journalSeal]

    /// Those that hold what staff work on.
    static let records = all.filter(\.isCounted)

    enum Name {
        static let debtor = "debtor"
        static let product = "product"
        static let service = "service"
        static let group = "record_group"
        static let user = "m4_user"
        static let currency = "m4_currency"
        static let direction = "m4_direction"
        static let numberPool = "m4_number_pool"
    }

    /// The identity of what M4 and the engine itself keep.
    static let id = "id"

    /// What is true of the whole database, such as that its data are invented.
    static let installation = SQLTable(
        "installation", .columns(["name"]), [.text("name"), .text("value")])
}
