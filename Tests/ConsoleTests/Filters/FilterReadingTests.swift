import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import M4API
import Testing

@testable import Console

/// What staff type into the filter of a list, and how it is understood.
@Suite struct FilterReadingTests {
    private static let today = CalendarDate("2026-11-27") ?? .epoch

    private func read(_ typed: String, _ fields: [FilterField], _ language: Language = .english) -> FilterReading {
        FilterReading(typed, fields, Texts(language), today: Self.today)
    }

    private func day(_ text: String) -> CalendarDate { CalendarDate(text) ?? .epoch }

    private static let ends = Subscription.terminationDate.declaration.member

    @Test func servicesAreFilteredByDaysAndAmountsAsFormsReadThem() {
        let cases: [(String, RowCondition)] = [
            ("ends<2027-01-01", RowCondition(Self.ends, .day(.less, day("2027-01-01")))),
            ("eindigt<=+3m", RowCondition(Self.ends, .day(.atMost, day("2027-02-27")))),
            ("ends<1-7-27", RowCondition(Self.ends, .day(.less, day("2027-07-01")))),
            ("Opgezegdper:vandaag", RowCondition(Self.ends, .day(.equal, Self.today))),
            ("ends:none", RowCondition(Self.ends, .empty)),
            ("!ends:geen", RowCondition(Self.ends, .empty, isNegated: true)),
            ("NextDate>=31-12", RowCondition("NextDate", .day(.atLeast, day("2026-12-31")))),
            ("next<31-12", RowCondition("NextDate", .day(.less, day("2026-12-31")))),
            ("PriceExcl>50", RowCondition("PriceExcl", .number(.more, 50))),
            ("prijs>1.234,56", RowCondition("PriceExcl", .number(.more, Decimal(string: "1234.56") ?? 0))),
            ("price>2*7,5", RowCondition("PriceExcl", .number(.more, 15))),
            ("status:active", RowCondition("Status", .stored(Subscription.active))),
            ("status:beëindigd", RowCondition("Status", .stored(Subscription.ended))),
            ("!status:act", RowCondition("Status", .stored(Subscription.active), isNegated: true)),
            ("status!=active", RowCondition("Status", .stored(Subscription.active), isNegated: true)),
            ("klant:Bäkkerij", RowCondition("CompanyName", .contains("bakkerij"))),
            ("description=\"Hosting small\"", RowCondition("Description", .reads("hosting small"))),
        ]
        for (typed, expected) in cases {
            let reading = read(typed, FilterFields.services)
            #expect(reading.filter.conditions == [expected], "\(typed)")
            #expect(reading.problem == nil, "\(typed)")
        }
    }

    @Test func customersAndUsersHaveFieldsOfTheirOwn() {
        let debtors: [(String, RowCondition)] = [
            ("group:Winkels", RowCondition("Groups", .inGroup("winkels", isWhole: false))),
            ("groep=Winkels", RowCondition("Groups", .inGroup("winkels", isWhole: true))),
            ("password:temporary", RowCondition(Debtor.passwordState, .stored(Debtor.temporary))),
            ("username:none", RowCondition("Username", .empty)),
            ("modified:today", RowCondition("Modified", .day(.equal, Self.today))),
            ("plaats:leiden", RowCondition("City", .contains("leiden"))),
            ("City=leiden", RowCondition("City", .reads("leiden"))),
            ("directdebit:yes", RowCondition("InvoiceAuthorisation", .stored("yes"))),
            ("directdebit:nee", RowCondition("InvoiceAuthorisation", .stored("yes"), isNegated: true)),
        ]
        for (typed, expected) in debtors {
            #expect(read(typed, FilterFields.debtors).filter.conditions == [expected], "\(typed)")
        }
        let users: [(String, RowCondition)] = [
            ("balance<0", RowCondition("balance", .number(.less, 0))),
            ("saldo<-12,50", RowCondition("balance", .number(.less, Decimal(string: "-12.5") ?? 0))),
            ("blocked:yes", RowCondition("blocked", .stored("1"))),
            ("geblokkeerd:nee", RowCondition("blocked", .stored("1"), isNegated: true)),
            ("blockat>=today", RowCondition("block_at", .day(.atLeast, Self.today))),
        ]
        for (typed, expected) in users {
            #expect(read(typed, FilterFields.users).filter.conditions == [expected], "\(typed)")
        }
    }

    @Test func wordsStandBesideConditions() {
        let reading = read("jan ends<+1m 010 22 33", FilterFields.services)
        #expect(reading.filter.words == "jan 010 22 33")
        #expect(reading.filter.conditions.count == 1)
        #expect(
            read("jan bakker", FilterFields.debtors).filter
                == RowFilter(
                    words: "jan bakker", conditions: [], highlighted: "jan bakker"))
        #expect(
            read("!jan", FilterFields.debtors).filter.conditions
                == [RowCondition("", .found(SearchWords("jan")), isNegated: true)])
        #expect(read("city:leiden jan", FilterFields.debtors).filter.highlighted == "leiden jan")
    }

    @Test func whatIsWrongIsSaid() {
        let cases: [(String, String)] = [
            ("ends<31-2-2027", "Ends on: “31-2-2027” is not a day; write 2026-03-31, 31-3, +3m or today."),
            ("price>much", "Price without VAT: “much” is not a number; write 1234.56 or 1.234,56."),
            ("price>1.234", "“1.234” can be read two ways; write 1234 or 1.2340."),
            ("status:gone", "Status: “gone” is not one of active, ended."),
            ("description<5", "Description has no order for <; write : for contains or = for exactly that."),
            ("staus:x", "There is no field “staus”, did you mean “Status”? In double quotes it is text."),
            (
                "contract:x",
                "“contract” may be Contract length, Contract unit, Contract starts, Contract ends: type more of it."
            ),
        ]
        for (typed, sentence) in cases {
            let problem = read(typed, FilterFields.services).problem
            #expect(problem?.sentence == sentence, "\(typed)")
            #expect(problem?.isUnfinished == false, "\(typed)")
        }
        #expect(
            read("status:weg", FilterFields.services, .dutch).problem?.sentence
                == "Status: “weg” is niet een van actief, beëindigd.")
    }

    @Test func whatIsStillToBeTypedIsNoMistakeAndIsLeftOut() {
        let reading = read("jan ends<", FilterFields.services)
        #expect(reading.problem?.isUnfinished == true)
        #expect(reading.filter.words == "jan" && reading.filter.conditions.isEmpty)
    }

    /// Every name of a field that a column or a form shows means that field or an earlier one of the same name.
    @Test func everyFieldHasANameOfItsOwn() {
        for fields in [FilterFields.debtors, FilterFields.products, FilterFields.services, FilterFields.users] {
            for field in fields {
                #expect(fields.called(field.member).map(\.member) == [field.member], "\(field.member)")
            }
        }
    }
}
