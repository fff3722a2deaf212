import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import Testing

@testable import Console

/// How a field of a record is merged: what it was when typing began, what another made of it, what is typed.
struct MergeTests {
    typealias Merging = Meanwhile.Difference.Merging

    struct Case: Sendable, CustomTestStringConvertible {
        var field: FieldDeclaration
        var was: String
        var now: String
        var typed: String?
        /// Nil where nobody else changed it.
        var merging: Merging?

        init(_ field: FieldDeclaration, _ was: String, _ now: String, typed: String? = nil, _ merging: Merging?) {
            (self.field, self.was, self.now, self.typed, self.merging) = (field, was, now, typed, merging)
        }

        var testDescription: String { "\(field.name): \(was) > \(now), typed \(typed ?? "nothing")" }
    }

    private static let city = Debtor.city.declaration
    private static let price = Product.priceExcl.declaration
    private static let comment = Debtor.comment.declaration
    private static let groups = Debtor.groups.declaration
    private static let sex = Debtor.sex.declaration
    private static let login = Debtor.activeLogin.declaration
    private static let ends = TerminateService.date.declaration
    private static let userCity = User.city.declaration
    private static let blockAt = User.blockAt.declaration
    private static let isBlocked = User.isBlocked.declaration

    private static let hostFact: [Case] = [
        Case(city, "Delft", "Delft", nil),
        Case(city, "Delft", " Delft ", nil),
        Case(city, "Delft", "Delft", typed: "Leiden", nil),
        Case(city, "Delft", "Gouda", .theirs),
        Case(city, "Delft", "", .theirs),
        Case(city, "Delft", "Gouda", typed: "Gouda", .agreed),
        Case(city, "Delft", "Gouda", typed: "Gouda ", .agreed),
        Case(city, "Delft", "Gouda", typed: "Leiden", .clash),
        Case(city, "Delft", "", typed: "Leiden", .clash),
        Case(city, "", "Gouda", typed: "Leiden", .clash),
        Case(city, "Delft", "Gouda", typed: "", .clash),
        Case(price, "50.75", "50.7500", nil),
        Case(price, "50.75", "60", .theirs),
        Case(price, "50.75", "60", typed: "60.00", .agreed),
        Case(price, "50.75", "60", typed: "61", .clash),
        Case(comment, "one\ntwo", "one two", .theirs),
        Case(comment, "one", "one\ntwo", typed: "one\ntwo", .agreed),
        Case(comment, "one", "one\ntwo", typed: "one\nthree", .clash),
        Case(groups, "4,7", "7,4", nil),
        Case(groups, "4", "4,7", .theirs),
        Case(groups, "4", "4,7", typed: "7,4", .agreed),
        Case(groups, "4", "4,7", typed: "4,9", .clash),
        Case(sex, "m", "f", .theirs),
        Case(sex, "m", "f", typed: "f", .agreed),
        Case(sex, "m", "f", typed: "d", .clash),
        Case(login, "yes", "no", .theirs),
        Case(ends, "", "2026-07-14", .theirs),
        Case(ends, "", "2026-07-14", typed: "2026-07-14", .agreed),
        Case(ends, "", "2026-07-14", typed: "2026-09-14", .clash),
    ]

    private static let m4: [Case] = [
        Case(userCity, "Bonn", "Bonn", nil),
        Case(userCity, "Bonn", "Köln", .theirs),
        Case(userCity, "Bonn", "Köln", typed: "Köln", .agreed),
        Case(userCity, "Bonn", "Köln", typed: "Ulm", .clash),
        // What M4 stores in place of no day is none.
        Case(blockAt, "", "2000-01-01", nil),
        Case(blockAt, "2026-06-15", "2000-01-01", .theirs),
        Case(blockAt, "2026-06-15", "2000-01-01", typed: "", .agreed),
        Case(blockAt, "2026-06-15", "2000-01-01", typed: "2000-01-01", .agreed),
        Case(blockAt, "2026-06-15", "2000-01-01", typed: "2026-06-16", .clash),
        Case(isBlocked, "2", "1", .theirs),
        Case(isBlocked, "2", "1", typed: "1", .agreed),
    ]

    @Test(arguments: hostFact + m4) func fieldMergesByWhatWasTyped(_ given: Case) throws {
        let field = given.field
        let typed = given.typed.map { [field.name: $0] } ?? [:]
        let meanwhile = Meanwhile(from: [BaseField(field, given.was)], to: [BaseField(field, given.now)], typed: typed)
        #expect(meanwhile.differences.map(\.merging) == [given.merging].compactMap { $0 })
        #expect(meanwhile.isClash == (given.merging == .clash))

        // What needs no decision is taken over; what does is compared with what it was for as long as it takes.
        let base = meanwhile.base(after: [BaseField(field, given.was)], now: [BaseField(field, given.now)])
        #expect(base == [BaseField(field, given.merging == .clash ? given.was : given.now)])
    }

    @Test func everyFieldIsMergedByItself() {
        let (city, zip, phone) = (Debtor.city.declaration, Debtor.zipCode.declaration, Debtor.phoneNumber.declaration)
        let was = [BaseField(city, "Delft"), BaseField(zip, "2611 AA"), BaseField(phone, "1")]
        let now = [BaseField(city, "Gouda"), BaseField(zip, "2801 AA"), BaseField(phone, "2")]
        let meanwhile = Meanwhile(from: was, to: now, typed: [city.name: "Leiden", zip.name: "2801 AA"])
        #expect(meanwhile.differences.map(\.merging) == [.clash, .agreed, .theirs])
        #expect(meanwhile.base(after: was, now: now) == [was[0], now[1], now[2]])
    }
}
