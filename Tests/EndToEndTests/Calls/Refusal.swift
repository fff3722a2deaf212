import Testing

/// A call that must be refused, and what must be said: in Dutch in HostFact's envelope, in English to the caller.
struct Refusal: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var errors: [String]
    var sentences: [String]

    /// Words of HostFact, which are the same in every language.
    init(_ arguments: String..., says vendorWords: String...) {
        self.arguments = arguments
        errors = vendorWords
        sentences = vendorWords
    }

    init(_ arguments: String..., dutch: [String], english: [String]) {
        self.arguments = arguments
        errors = dutch
        sentences = english
    }

    var testDescription: String { arguments.joined(separator: " ") }

    /// What `balie call` prints.
    var envelope: String {
        let list = errors.map { "\"\($0)\"" }.joined(separator: ",")
        return
            #"{"controller":"\#(arguments[0])","action":"\#(arguments[1])","status":"error","date":"NOW","errors":[\#(list)]}"#
            + "\n"
    }
}

extension Refusal {
    static let unknownNames = [
        Refusal(
            "invoice", "show", "Identifier=1", dutch: ["Invalid controller"],
            english: ["Balie does not have the controller “invoice”; it has debtor, group, product, service."]),
        Refusal(
            "debtor", "explode", dutch: ["Invalid action"],
            english: [
                "Balie does not have the debtor action “explode”; it has add, checklogin, edit, generatepdf, list, sendemail, show, updatelogincredentials."
            ]),
        Refusal(
            "product", "edit", "Identifier=1", "Colour=red",
            dutch: ["product edit kent geen parameter “Colour”."], english: ["product edit has no parameter “Colour”."]),
        Refusal(
            "product", "edit", "Identifier=1", "priceexcl=5",
            dutch: ["product edit kent geen parameter “priceexcl” (bedoelde u PriceExcl?)."],
            english: ["product edit has no parameter “priceexcl” (did you mean PriceExcl?)."]),
        Refusal(
            "service", "add", "DebtorCode=DB0001", "Subscription[ProductCode]=P001", "Subscription[Price]=5",
            dutch: ["service add kent geen parameter “Subscription[Price]”."],
            english: ["service add has no parameter “Subscription[Price]”."]),
    ]

    static let badValues = [
        Refusal(
            "product", "edit", "Identifier=1", "PriceExcl=abc",
            dutch: ["PriceExcl: “abc” is geen getal zoals 1250.75."],
            english: ["PriceExcl: “abc” is not a number such as 1250.75."]),
        Refusal(
            "product", "edit", "Identifier=x", "PriceExcl=5",
            dutch: ["Identifier: “x” is geen geheel getal."], english: ["Identifier: “x” is not a whole number."]),
        Refusal("product", "edit", "Identifier=1", "PriceExcl[a]=5", says: "Invalid type for 'PriceExcl'"),
        Refusal("service", "add", "DebtorCode=DB0001", "Subscription=P001", says: "Invalid type for 'Subscription'"),
        Refusal(
            "product", "edit", "Identifier=1", "TaxPercentage=101",
            dutch: ["TaxPercentage: 101 moet tussen 0 en 100 liggen."],
            english: ["TaxPercentage: 101 must be between 0 and 100."]),
        Refusal(
            "product", "edit", "Identifier=1", "TaxPercentage=-1",
            dutch: ["TaxPercentage: -1 moet tussen 0 en 100 liggen."],
            english: ["TaxPercentage: -1 must be between 0 and 100."]),
        Refusal(
            "service", "terminate", "Identifier=1", "Date=2026-02-30",
            dutch: ["Date: “2026-02-30” is geen datum zoals 2026-03-31."],
            english: ["Date: “2026-02-30” is not a day such as 2026-03-31."]),
        Refusal(
            "debtor", "updatelogincredentials", "Username=DB0001", "EmailAddress=info@company.com",
            "SendPasswordForgotEmail=maybe",
            dutch: ["SendPasswordForgotEmail: “maybe” is niet een van yes, no."],
            english: ["SendPasswordForgotEmail: “maybe” is not one of yes, no."]),
    ]

    static let missing = [
        Refusal(
            "debtor", "updatelogincredentials",
            dutch: ["Username is verplicht.", "EmailAddress is verplicht."],
            english: ["Username is required.", "EmailAddress is required."]),
        Refusal(
            "product", "edit", "PriceExcl=5",
            dutch: ["Identifier of ProductCode is verplicht."],
            english: ["One of Identifier, ProductCode is required."]),
        Refusal(
            "service", "terminate", dutch: ["Identifier is verplicht."], english: ["Identifier is required."]),
        Refusal(
            "service", "add", "DebtorCode=DB0001",
            dutch: [
                "Subscription[Description] is verplicht.", "Subscription[PriceExcl] is verplicht.",
                "Subscription[Periodic] is verplicht.",
            ],
            english: [
                "Subscription[Description] is required.", "Subscription[PriceExcl] is required.",
                "Subscription[Periodic] is required.",
            ]),
        Refusal(
            "service", "add", "Subscription[ProductCode]=P001",
            dutch: ["Debtor of DebtorCode is verplicht."], english: ["One of Debtor, DebtorCode is required."]),
    ]

    static let unknownRecords = [
        Refusal("product", "edit", "Identifier=9999", "PriceExcl=5", says: "Ongeldig kenmerk voor product"),
        Refusal("service", "terminate", "Identifier=9999", says: "Ongeldig kenmerk voor dienst"),
        Refusal(
            "debtor", "updatelogincredentials", "Username=DB0001", "EmailAddress=other@company.com", "Password=x",
            "SendPasswordForgotEmail=yes", says: "Ongeldig kenmerk voor debiteur"),
        Refusal(
            "service", "add", "DebtorCode=DB9999", "Subscription[ProductCode]=P999",
            says: "Ongeldig kenmerk voor debiteur", "Ongeldig kenmerk voor product"),
    ]

    static let several = [
        Refusal(
            "product", "edit", "Identifier=1", "PriceExcl=abc", "TaxPercentage=101",
            dutch: [
                "PriceExcl: “abc” is geen getal zoals 1250.75.", "TaxPercentage: 101 moet tussen 0 en 100 liggen.",
            ],
            english: [
                "PriceExcl: “abc” is not a number such as 1250.75.", "TaxPercentage: 101 must be between 0 and 100.",
            ]),
        Refusal(
            "service", "add", "DebtorCode=DB0001", "Subscription[ProductCode]=P001", "Subscription[Periods]=0",
            "Subscription[Periodic]=x",
            dutch: [
                "Subscription[Periods]: 0 moet tussen 1 en 999 liggen.",
                "Subscription[Periodic]: “x” is niet een van d, w, m, k, h, j, t.",
            ],
            english: [
                "Subscription[Periods]: 0 must be between 1 and 999.",
                "Subscription[Periodic]: “x” is not one of d, w, m, k, h, j, t.",
            ]),
    ]
}
