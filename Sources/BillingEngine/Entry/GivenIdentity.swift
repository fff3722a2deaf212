import BillingAPI
import BillingModel

extension APIAction {
    /// The identity that a rule of the action demands. Where there is none it is none, and never 0: that is one of the
    /// identities, M4's administrator.
    func identity(_ field: Field<Int>) throws(APIError) -> Int {
        if let id = self[field] { return id }
        throw APIError(problems: [
            Problem(field.declaration, "\(field.name) is required.", "\(field.name) is verplicht.")
        ])
    }
}

extension Record {
    /// The identity that every row has.
    func identity(_ field: Field<Int>) throws(APIError) -> Int {
        if let id = self[field] { return id }
        throw APIError(
            .failure,
            LocalizedText(
                "A record of the database has no \(field.name); it was left alone.",
                "Een record van de database heeft geen \(field.name) en bleef ongemoeid."))
    }
}
