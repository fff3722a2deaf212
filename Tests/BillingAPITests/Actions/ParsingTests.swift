import BillingAPI
import BillingModel
import Foundation
import Testing

@Suite struct ParsingTests {
    private static let id = Field<Int>.reference("Identifier", "Id", "Id", to: .service)
    private static let code = Field<String>.text("Code", "Code", "Code")
    private static let mailing = Field<Bool>.flag("Mailing", "Mailing", "Mailing", .yesNo)
    private static let product = Field<String>.text("Subscription[ProductCode]", "Product", "Product")
    private static let price = Field<Decimal>.decimal("Subscription[PriceExcl]", "Price", "Prijs")
    private static let groups = Field<[Int]>.references("Groups", "Groups", "Groepen", to: .group)
    private static let blockAt = Field<CalendarDate>.date(
        "block_at", "Block at", "Blokkeren op", wire: .dateParts(year: "by", month: "bm", day: "bd"))
    private static let periods = Field<Int>.integer("Periods", "Periods", "Perioden", 1...12)
    private static let prices = FieldDeclaration(
        "CustomPrices", .rows([periods.declaration]), LocalizedText("Prices", "Prijzen"))

    private static let all =
        [id.declaration, code.declaration, mailing.declaration, product.declaration, price.declaration]
        + [groups.declaration, blockAt.declaration, prices]

    private func declaration(_ rules: [Rule] = []) -> ActionDeclaration {
        ActionDeclaration(
            ActionName("thing", "edit"), LocalizedText("Edit thing", "Ding bewerken"), .writes, Self.all, rules: rules,
            source: "test")
    }

    private func parsed(_ parameters: [RawParameter]) throws(APIError) -> Arguments {
        try declaration().parse(parameters).arguments
    }

    private func sentences(
        _ parameters: [RawParameter], rules: [Rule] = [], unknown: UnknownParameters = .refused
    ) -> [String] {
        do {
            _ = try declaration(rules).parse(parameters, unknown: unknown)
            return []
        } catch {
            return error.sentences.map(\.english)
        }
    }

    // MARK: Values

    @Test func readsTypedValues() throws {
        let arguments = try parsed([
            RawParameter("Identifier", "7"), RawParameter("Mailing", "yes"),
            RawParameter(
                "Subscription", .map([RawParameter("ProductCode", "P001"), RawParameter("PriceExcl", "12.50")])),
            RawParameter("Groups", .list([.text("4"), .text("7")])), RawParameter("by", "2026"),
            RawParameter("bm", "5"), RawParameter("bd", "2"),
            RawParameter("CustomPrices", .list([.map([RawParameter("Periods", "12"), RawParameter("x", "y")])])),
        ])
        #expect(arguments[Self.id] == 7)
        #expect(arguments[Self.mailing] == true)
        #expect(arguments[Self.product] == "P001")
        #expect(arguments[text: Self.price.declaration] == "12.5")
        #expect(arguments[Self.groups] == [4, 7])
        #expect(arguments[Self.blockAt]?.text == "2026-05-02")
        #expect(arguments[rows: Self.prices] == [["Periods": "12"]])
        #expect(arguments[Self.code] == nil && !arguments.has(Self.code.declaration))
    }

    @Test func flatNamesReachIntoMaps() throws {
        let arguments = try parsed([RawParameter("Subscription[ProductCode]", "P001")])
        #expect(arguments[Self.product] == "P001")
    }

    @Test func arraysWithGapsArriveAsMaps() throws {
        let arguments = try parsed([
            RawParameter("Groups", .map([RawParameter("0", "4"), RawParameter("3", "7")]))
        ])
        #expect(arguments[Self.groups] == [4, 7])
    }

    @Test func emptyIsGivenButNotFilled() throws {
        let arguments = try parsed([
            RawParameter("Code", ""), RawParameter("Groups", ""), RawParameter("CustomPrices", ""),
        ])
        for field in [Self.code.declaration, Self.groups.declaration, Self.prices] {
            #expect(arguments.has(field) && !arguments.isFilled(field), "\(field.name)")
        }
        #expect(arguments[rows: Self.prices] == [])
    }

    @Test func aBooleanIsTheAnswerToAYesOrNo() throws {
        for isOn in [true, false] {
            let arguments = try parsed([RawParameter("Mailing", .boolean(isOn))])
            #expect(arguments[text: Self.mailing.declaration] == (isOn ? "yes" : "no"))
        }
    }

    @Test func anEmptyListIsAnEmptyMap() throws {
        #expect(try parsed([RawParameter("Subscription", .list([]))]) == Arguments())
    }

    @Test func theLastOfTwoWins() throws {
        let arguments = try parsed([RawParameter("Code", "a"), RawParameter("Code", "b")])
        #expect(arguments[Self.code] == "b")
    }

    @Test func argumentsSurviveBeingSent() throws {
        var arguments = Arguments()
        arguments[Self.id] = 7
        arguments[Self.product] = "P001"
        arguments[Self.price] = 12
        arguments[Self.groups] = [4, 7]
        arguments[Self.blockAt] = CalendarDate("2026-05-02")
        arguments[rows: Self.prices] = [["Periods": "12"], ["Periods": "3"]]
        #expect(try declaration().parse(declaration().parameters(arguments), unknown: .refused).arguments == arguments)
    }

    // MARK: Rules

    private static let rules: [Rule] = [
        .required(mailing.declaration), .oneOf([id.declaration, code.declaration]),
        .requiredWithout(product.declaration, [price.declaration, groups.declaration]),
        .neverEmpty([groups.declaration, blockAt.declaration]),
    ]

    static let broken: [(given: [String: String], sentences: [String])] = [
        (
            [:],
            [
                "Mailing is required.", "One of Identifier, Code is required.",
                "Subscription[PriceExcl] is required.", "Groups is required.",
            ]
        ),
        (["Mailing": "yes", "Code": "a", "Subscription[ProductCode]": "P"], []),
        (["Mailing": "yes", "Identifier": "1", "Subscription[ProductCode]": "P"], []),
        (["Mailing": " ", "Identifier": "1", "Code": "a", "Subscription[ProductCode]": "P"], ["Mailing is required."]),
        (
            ["Mailing": "yes", "Code": "\u{200B} ", "Subscription[ProductCode]": "P"],
            ["One of Identifier, Code is required."]
        ),
        (["Mailing": "", "Code": "a", "Subscription[ProductCode]": "P"], ["Mailing is required."]),
        (
            ["Mailing": "maybe", "Code": "a", "Subscription[ProductCode]": "P"],
            ["Mailing: “maybe” is not one of yes, no."]
        ),
        (
            ["Mailing": "yes", "Identifier": "x", "Subscription[ProductCode]": "P"],
            ["Identifier: “x” is not a whole number."]
        ),
        (
            ["Mailing": "yes", "Identifier": "1", "Subscription[ProductCode]": "", "Groups": ""],
            [
                "Subscription[PriceExcl] is required.", "Groups is required.", "Groups cannot be empty.",
            ]
        ),
        (
            ["Mailing": "yes", "Code": "a", "Subscription[ProductCode]": "P", "Groups": "", "by": ""],
            ["Groups cannot be empty.", "by, bm, bd cannot be empty."]
        ),
    ]

    @Test(arguments: broken) func rulesAreReportedTogether(given: [String: String], sentences: [String]) {
        let parameters = given.sorted { $0.key < $1.key }.map { RawParameter($0.key, $0.value) }
        #expect(self.sentences(parameters, rules: Self.rules) == sentences)
    }

    @Test func requiredFieldsAreKnownToForms() {
        let action = declaration(Self.rules)
        #expect(Self.all.filter(action.isRequired) == [Self.mailing.declaration])
    }

    // MARK: Wrong shapes and unknown names

    static let wrong: [(RawParameter, [String])] = [
        (RawParameter("Subscription", "P001"), ["Invalid type for 'Subscription'"]),
        (RawParameter("Code", .list([.text("a")])), ["Invalid type for 'Code'"]),
        (RawParameter("Code", .map([])), ["Invalid type for 'Code'"]),
        (RawParameter("Groups", .list([.list([])])), ["Invalid type for 'Groups'"]),
        (RawParameter("Groups", "4"), ["Invalid type for 'Groups'"]),
        (RawParameter("Groups", "4,7"), ["Invalid type for 'Groups'"]),
        (RawParameter("Groups", .list([.null])), ["Invalid type for 'Groups'"]),
        (RawParameter("Groups", .list([.text("4"), .boolean(true)])), ["Invalid type for 'Groups'"]),
        (RawParameter("Groups", .boolean(true)), ["Invalid type for 'Groups'"]),
        (RawParameter("Groups", .list([.text("")])), ["Groups: “” is not a list of ids such as 4,7."]),
        (RawParameter("Groups", .list([.text("4,7")])), ["Groups: “4,7” is not a list of ids such as 4,7."]),
        (RawParameter("Groups", .list([.text("4.5")])), ["Groups: “4.5” is not a list of ids such as 4,7."]),
        (RawParameter("Identifier", .boolean(true)), ["Invalid type for 'Identifier'"]),
        (RawParameter("Identifier", .null), ["Invalid type for 'Identifier'"]),
        (RawParameter("Identifier", "1.5"), ["Identifier: “1.5” is not a whole number."]),
        (RawParameter("Code", .boolean(false)), ["Invalid type for 'Code'"]),
        (RawParameter("Subscription", .list([.text("P001")])), ["Invalid type for 'Subscription'"]),
        (
            RawParameter("Subscription", .map([RawParameter("PriceExcl", .boolean(true))])),
            ["Invalid type for 'Subscription[PriceExcl]'"]
        ),
        (RawParameter("by", .boolean(true)), ["Invalid type for 'by'"]),
        (RawParameter("CustomPrices", "12"), ["Invalid type for 'CustomPrices'"]),
        (RawParameter("CustomPrices", .list([.text("12")])), ["Invalid type for 'CustomPrices'"]),
        (
            RawParameter("CustomPrices", .list([.map([RawParameter("Periods", "13")])])),
            ["Periods: 13 must be between 1 and 12."]
        ),
        (
            RawParameter("CustomPrices", .list([.map([RawParameter("Periods", .list([]))])])),
            ["Invalid type for 'CustomPrices[0].Periods'"]
        ),
        (RawParameter("Colour", "red"), ["thing edit has no parameter “Colour”."]),
        (RawParameter("code", "a"), ["thing edit has no parameter “code” (did you mean Code?)."]),
        (
            RawParameter("ProductCode", "P"),
            ["thing edit has no parameter “ProductCode” (did you mean Subscription[ProductCode]?)."]
        ),
        (
            RawParameter("Subscription", .map([RawParameter("Colour", "red")])),
            ["thing edit has no parameter “Subscription[Colour]”."]
        ),
        (
            RawParameter("block_at", "2026-05-02"),
            ["thing edit has no parameter “block_at” (did you mean by, bm, bd?)."]
        ),
        (RawParameter("", ""), ["thing edit has no parameter “”."]),
        (RawParameter("by", .list([])), ["Invalid type for 'by'"]),
    ]

    @Test(arguments: wrong) func namesWhatIsWrong(parameter: RawParameter, sentences: [String]) {
        #expect(self.sentences([parameter]) == sentences)
    }

    @Test func unknownParametersAreIgnoredOnTheWire() {
        #expect(
            sentences(
                [RawParameter("Colour", "red"), RawParameter("Subscription", .map([RawParameter("x", "y")]))],
                unknown: .ignored) == [])
    }

    @Test func everyProblemIsReportedWithItsField() {
        do {
            _ = try declaration(Self.rules).parse([
                RawParameter("Identifier", "x"), RawParameter("Mailing", "maybe"), RawParameter("by", "2026"),
                RawParameter("Subscription", "P001"),
            ])
            Issue.record("Everything was taken.")
        } catch {
            #expect(error.kind == .invalidInput)
            #expect(error.problems.map(\.field) == ["Identifier", "Mailing", nil, "block_at"])
            #expect(error.message.english.hasPrefix("Id: “x” is not a whole number. Mailing: “maybe” is"))
            #expect(error.message.dutch.hasPrefix("Id: “x” is geen geheel getal. Mailing: “maybe” is"))
        }
    }
}
