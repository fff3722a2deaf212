import SQLStore

/// Mail templates beside the standard ones, so that the vendor's example, which mails by no. 5, runs as printed.
enum DemoMailTemplates {
    static let all = [
        MailTemplate(
            id: 4, name: "Storing",
            subject: "{{#english}}Disruption of your service{{/english}}{{#dutch}}Storing van uw dienst{{/dutch}}",
            body: """
                {{#english}}
                Dear {{DisplayName}},

                One of your services is not working as it should. We are on it.

                {{Message}}
                {{/english}}
                {{#dutch}}
                Beste {{DisplayName}},

                Een van uw diensten werkt niet zoals het hoort. Wij werken eraan.

                {{Message}}
                {{/dutch}}

                """),
        MailTemplate(
            id: 5, name: "Antwoord",
            subject: "{{#english}}Your question{{/english}}{{#dutch}}Uw vraag{{/dutch}}",
            body: """
                {{#english}}
                Dear {{DisplayName}},

                You asked us a question. Our answer:

                {{Message}}
                {{/english}}
                {{#dutch}}
                Beste {{DisplayName}},

                U stelde ons een vraag. Ons antwoord:

                {{Message}}
                {{/dutch}}

                """),
    ]

    static func insert(in transaction: any StoreTransaction) throws {
        for template in all { try template.insert(in: transaction) }
    }

    /// A template that demo data of an earlier version lack; nil for any other, and in data that are no demo.
    static func missing(_ id: Int, in transaction: any StoreTransaction) throws -> MailTemplate? {
        guard let template = all.first(where: { $0.id == id }) else { return nil }
        return try DemoData.isPresent(in: transaction) ? template : nil
    }
}
