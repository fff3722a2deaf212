import BillingAPI
import Testing

@testable import Console

@Suite struct RecentCustomersTests {
    private func entry(_ number: Int, _ system: String = "profile:main") -> RecentCustomers.Entry {
        .init(SystemID(text: system), number)
    }

    @Test func theNewestStandsFirstAndOnce() {
        var recents = RecentCustomers()
        for number in [1, 2, 3, 1] { recents.apply(.opened(entry(number))) }
        #expect(recents.entries == [entry(1), entry(3), entry(2)])
        recents.apply(.opened(entry(1, "profile:other")))
        #expect(recents.entries.count == 4)
        recents.apply(.forget(entry(3)))
        #expect(!recents.entries.contains(entry(3)))
        recents.apply(.forgetAll)
        #expect(recents == RecentCustomers())
    }

    @Test func twentyAreKept() {
        var recents = RecentCustomers()
        for number in 1...30 { recents.apply(.opened(entry(number))) }
        #expect(recents.entries == (11...30).reversed().map { entry($0) })
    }

    @Test func whatIsWrittenIsReadAgain() {
        var recents = RecentCustomers()
        recents.apply(.opened(entry(7, "profile:een naam")))
        recents.apply(.opened(entry(12, "database:x")))
        #expect(recents.text == "12 database:x\n7 profile:een naam\n")
        #expect(RecentCustomers(reading: recents.text) == recents)
        #expect(RecentCustomers(reading: "x y\n-3 z\n5\n\n4 a\n4 a\n").entries == [entry(4, "a")])
    }
}
