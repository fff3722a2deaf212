import BillingAPI
import BillingModel
import M4API
import SQLStore

/// What a user's fields can point at. Source: M4 reference, 8.6 and section 10.
enum UserReferences {
    /// A query for id, code and name of every record of the kind; nil for kinds of another vendor.
    static func list(_ kind: RecordKind) -> String? {
        switch kind {
        case .manager:
            """
            SELECT id, username, CASE WHEN first_name || last_name = '' THEN username
            ELSE trim(first_name || ' ' || last_name) END
            FROM m4_user WHERE usertype = 'manager' ORDER BY username
            """
        case .currency: "SELECT id, code, code FROM m4_currency ORDER BY code"
        case .direction: "SELECT id, code, name FROM m4_direction ORDER BY name"
        case .numberPool: "SELECT id, '', name FROM m4_number_pool ORDER BY name"
        case .debtor, .product, .service, .group, .user: nil
        }
    }

    /// A problem for each given id that is none of its field's kind.
    static func problems(with arguments: Arguments, in transaction: any StoreTransaction) throws -> [Problem] {
        try User.details.compactMap { field in
            guard case .reference(let kind) = field.kind, let text = arguments[text: field], !text.isEmpty,
                let (condition, english, dutch) = described(kind)
            else { return nil }
            let known = try transaction.row(
                SQLQuery("SELECT 1 FROM \(condition) AND id = ?", [.integer(Int(text) ?? -1)]))
            if known != nil { return nil }
            return Problem(naming: field) {
                LocalizedText(
                    "\($0.english): there is no \(english) \(text).", "\($0.dutch): er is geen \(dutch) \(text).")
            }
        }
    }

    private static func described(_ kind: RecordKind) -> (from: String, english: String, dutch: String)? {
        switch kind {
        case .manager: ("m4_user WHERE usertype = 'manager'", "manager", "manager")
        case .currency: ("m4_currency WHERE 1 = 1", "currency", "valuta")
        case .direction: ("m4_direction WHERE 1 = 1", "direction", "bestemming")
        case .numberPool: ("m4_number_pool WHERE 1 = 1", "number pool", "nummerpool")
        case .debtor, .product, .service, .group, .user: nil
        }
    }
}
