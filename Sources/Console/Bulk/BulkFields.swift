import BillingAPI
import BillingModel
import HostFactAPI
import M4API

/// The fields in which staff say what is to be done with many records.
enum BulkFields {
    static let deedName = "deed"
    static let groupName = "group"

    static func deed(_ deeds: [BulkDeedKind]) -> FieldDeclaration {
        let choices = deeds.map { Choice($0.rawValue, Texts(.english).name(of: $0), Texts(.dutch).name(of: $0)) }
        return Field<String>.choice(
            deedName, "What", "Wat", choices,
            help: LocalizedText(
                "\(EditingKeys.alongChoices) choose; nothing is sent before you have seen what it comes to",
                "\(EditingKeys.alongChoices) kiest; er wordt niets verzonden voor u ziet waar het op neerkomt")
        ).declaration
    }

    private static let price = Field<String>.text(
        "price", "New price", "Nieuwe prijs",
        help: LocalizedText(
            "+5% or -2.50 on each one's own price; 12.50 or 7.5*1.05 for all",
            "+5% of -2,50 op ieders eigen prijs; 12,50 of 7,5*1,05 voor alle")
    ).used(.asGiven)

    private static let follow = Field<Bool>.flag(
        "follow", "Services that use it follow", "Diensten ermee volgen", .yesNo,
        help: LocalizedText(
            "Running services keep their price unless they are changed too",
            "Lopende diensten houden hun prijs, tenzij ze ook worden gewijzigd"))

    private static let ending = Field<String>.text(
        "ending", "Ends on", "Eindigt op",
        help: LocalizedText(
            "Empty: for each the day that its contract allows; or 31-12, +3m, 1-7-2027",
            "Leeg: voor elk de dag die het contract toelaat; of 31-12, +3m, 1-7-2027"))

    private static let block = Field<String>.text(
        "block", "Block on", "Blokkeren op",
        help: LocalizedText("Empty: at once; or 31-12, +3m, 1-7-2027", "Leeg: meteen; of 31-12, +3m, 1-7-2027"))

    private static let text = Field<String>.text(
        "text", "New text for all", "Nieuwe tekst voor alle",
        help: LocalizedText(
            "Empty takes the text away where the field allows that",
            "Leeg haalt de tekst weg waar het veld dat toelaat"), maximum: 65_535
    ).used(.asGiven)

    private static let group = Field<String>.text(
        groupName, "Group", "Groep", help: LocalizedText("Its name or its number", "De naam of het nummer"))

    private static let fieldName = "field"

    private static func field(_ kind: BulkKind) -> FieldDeclaration {
        let choices = kind.fields.map { Choice($0.name, $0.label.english, $0.label.dutch) }
        return Field<String>.choice(
            fieldName, "Field", "Veld", choices,
            help: LocalizedText("Its first letter goes to it", "De eerste letter gaat ernaartoe")
        ).declaration
    }

    static func fields(of deed: BulkDeedKind, _ kind: BulkKind) -> [FieldDeclaration] {
        switch deed {
        case .price: [price.declaration] + (kind.kind == .product ? [follow.declaration] : [])
        case .ending: [ending.declaration, TerminateService.reason.declaration]
        case .block: [block.declaration]
        case .field: [field(kind), text.declaration]
        case .group: [group.declaration]
        case .mail: BulkMail.fields
        }
    }

    /// What stands there at first.
    static func usual(_ deed: BulkDeedKind, _ kind: BulkKind) -> [String: String] {
        [
            deedName: deed.rawValue, follow.name: FlagCoding.yesNo.off, fieldName: kind.fields.first?.name ?? "",
        ]
    }

    // MARK: Reading

    enum Wanted: Sendable {
        case change(BulkChange, follow: Bool = false, deed: LocalizedText)
        /// A group that is looked for first, by its name or number.
        case group(String)
    }

    /// What is wrong, beside its field.
    struct Wrong: Error {
        var problem: Problem

        init(_ field: FieldDeclaration, _ sentence: String) { problem = Problem(field, sentence, sentence) }
        init(_ problem: Problem) { self.problem = problem }
    }

    static func read(
        _ deed: BulkDeedKind, _ kind: BulkKind, _ days: DateReading, _ texts: Texts, _ value: (String) -> String
    ) -> Result<Wanted, Wrong> {
        switch deed {
        case .price:
            let new = BulkPrice(value(price.name))
            if let problem = new.problem(texts) { return .failure(Wrong(price.declaration, problem)) }
            return .success(
                .change(
                    .price(new), follow: value(follow.name) == FlagCoding.yesNo.on,
                    deed: said { $0.priceBecomes(new.text) }))
        case .ending: return readEnding(days, texts, value)
        case .block: return readBlock(days, texts, value)
        case .field: return readField(kind, days, texts, value)
        case .group:
            let name = value(group.name).withoutUnseenEnds
            return name.isEmpty ? .failure(Wrong(group.declaration, texts.groupIsMissing)) : .success(.group(name))
        case .mail:
            return BulkMail.read(texts, value).map { mail in
                .change(.mail(mail), deed: said { $0.mails(by: mail.template) })
            }
        }
    }

    private static func said(_ words: (Texts) -> String) -> LocalizedText {
        LocalizedText(words(Texts(.english)), words(Texts(.dutch)))
    }

    private static func day(
        _ field: Field<String>, _ days: DateReading, _ texts: Texts, _ value: (String) -> String
    ) -> Result<CalendarDate?, Wrong> {
        let typed = value(field.name).withoutUnseenEnds
        guard !typed.isEmpty else { return .success(nil) }
        guard let day = days.day(of: typed) ?? CalendarDate(typed) else {
            return .failure(Wrong(field.declaration, texts.notADay(typed)))
        }
        return .success(day)
    }

    private static func readEnding(
        _ days: DateReading, _ texts: Texts, _ value: (String) -> String
    ) -> Result<Wanted, Wrong> {
        day(ending, days, texts, value).map { day in
            .change(
                .ending(day, reason: value(TerminateService.reason.name)), deed: said { $0.ends(on: day) })
        }
    }

    private static func readBlock(
        _ days: DateReading, _ texts: Texts, _ value: (String) -> String
    ) -> Result<Wanted, Wrong> {
        day(block, days, texts, value).flatMap { day in
            if let day, let today = days.today, day <= today {
                return .failure(Wrong(block.declaration, texts.blocksNobody(day, today)))
            }
            return .success(.change(.block(day), deed: said { $0.blocks(on: day) }))
        }
    }

    private static func readField(
        _ kind: BulkKind, _ days: DateReading, _ texts: Texts, _ value: (String) -> String
    ) -> Result<Wanted, Wrong> {
        guard let field = kind.fields.first(where: { $0.name == value(fieldName) }) else {
            return .failure(Wrong(text.declaration, texts.nothingChanged))
        }
        let typed = value(text.name)
        if let doubt = InputReading.doubt(typed, field.kind, texts) { return .failure(Wrong(text.declaration, doubt)) }
        let basis = InputReading.Basis(days: days)
        let read = field.tidied(named(typed, field) ?? InputReading.vendorText(typed, field.kind, basis))
        switch field.check(read) {
        case .success(let text):
            return .success(.change(.field(field, text), deed: said { $0.becomes(field, text) }))
        case .failure(let failure):
            return .failure(
                Wrong(Problem(text.declaration, failure.problem.staff.english, failure.problem.staff.dutch)))
        }
    }

    /// The value of a choice by what it is called.
    private static func named(_ typed: String, _ field: FieldDeclaration) -> String? {
        let word = typed.withoutUnseenEnds.lowercased()
        switch field.kind {
        case .choice(let choices):
            return choices.first { [$0.label.english, $0.label.dutch].map { $0.lowercased() }.contains(word) }?.value
        case .flag(let coding):
            return ["yes", "ja"].contains(word) ? coding.on : ["no", "nee"].contains(word) ? coding.off : nil
        default: return nil
        }
    }

    /// The one group that is meant, with those beside it; nil where there is none, or more than one.
    static func group(
        _ text: String, _ type: GroupType, _ service: any BillingService
    ) async throws(APIError) -> FoundGroup? {
        let names = try await groups(type, service)
        let reading = names.reading(of: text)
        guard reading.unknown.isEmpty, reading.ids.count == 1, names.names[reading.ids[0]] != nil,
            let id = Int(reading.ids[0])
        else { return nil }
        return FoundGroup(id: id, names: names)
    }

    static func groups(_ type: GroupType, _ service: any BillingService) async throws(APIError) -> NamedIDs {
        let pairs = try await GroupList(type).all(service).map { ($0.text(Group.identifier), $0.text(Group.name)) }
        var names = NamedIDs(.group)
        names.add(Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
        return names
    }
}

/// A group among all of its kind.
struct FoundGroup: Sendable {
    let id: Int
    let names: NamedIDs

    /// With its number where another has the same name.
    func name(_ texts: Texts) -> String { names.name(of: String(id), texts) }
}
