import BillingAPI
import BillingModel
import Testing

@testable import Console

/// How names of groups are shown and read.
struct NamedIDsTests {
    private static let ids: NamedIDs = {
        var ids = NamedIDs(.group)
        ids.add([
            "1": "Winkels", "2": "Winkels Zuid", "3": "Bakkers, slagers", "4": "Café's", "5": "Zorg", "6": "zorg",
            "7": "12", "8": "",
        ])
        return ids
    }()

    @Test(arguments: [
        ("1", "Winkels"), ("1,3", "Winkels, Bakkers, slagers"), ("5,1", "Zorg (5), Winkels"), ("8", "group 8"),
        ("99,1", "group 99, Winkels"), ("", ""),
    ])
    func shown(_ stored: String, _ text: String) {
        #expect(Self.ids.shown(stored, Texts(.english)) == text)
    }

    @Test func unknownOnesHaveTheirNumberInDutchToo() {
        #expect(Self.ids.shown("99", Texts(.dutch)) == "groep 99")
    }

    @Test(
        arguments: [
            ("winkels", ["1"], []), (" WINKELS ,  cafe's ", ["1", "4"], []),
            ("Bakkers, slagers, Winkels", ["1", "3"], []),
            ("bakkers,slagers", ["3"], []), ("bak", ["3"], []), ("winkels z", ["2"], []),
            // Two have that name, or begin so.
            ("zorg", [], ["zorg"]), ("Zorg (6)", ["6"], []), ("Zorg (5), zorg (6)", ["5", "6"], []), ("w", [], ["w"]),
            // Numbers, of which a name goes first.
            ("group 9", ["9"], []), ("Groep 9, 2", ["2", "9"], []), ("12", ["7"], []), ("0", [], ["0"]),
            ("-3", [], ["-3"]),
            ("winkels, winkels", ["1"], []), ("", [], []), (" , ", [], []), ("nowhere, 4", ["4"], ["nowhere"]),
        ] as [(String, [String], [String])])
    func read(_ typed: String, _ ids: [String], _ unknown: [String]) {
        let reading = Self.ids.reading(of: typed)
        #expect(reading.ids == ids)
        #expect(reading.unknown == unknown)
    }

    @Test(arguments: ["1", "1,3", "2,5,6", "3,4,7", "8,99"]) func whatIsShownIsReadBack(_ stored: String) {
        for language in Language.allCases {
            let reading = Self.ids.reading(of: Self.ids.shown(stored, Texts(language)))
            #expect(reading.ids.joined(separator: ",") == stored && reading.unknown.isEmpty)
        }
    }

    @Test(arguments: [
        // mine, where it began, what another made of it
        ("1,2,3", "1,2", "1,2,9", "1,2,3,9"), ("2", "1,2", "1,2,9", "2,9"), ("1,2", "1,2", "2", "2"),
        ("1,2,3", "1,2", "2", "2,3"), ("1,2,3", "1,2", "1,2,3", "1,2,3"), ("", "1,2", "1,2,4", "4"),
    ])
    func membersOfTwoPeopleStandTogether(_ mine: String, _ base: String, _ now: String, _ merged: String) {
        #expect(GroupPlans.members(of: .debtor).merged(mine, from: base, over: now) == merged)
    }
}
