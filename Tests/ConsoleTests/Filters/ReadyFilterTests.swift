import BillingModel
import Testing

@testable import Console

@Suite struct ReadyFilterTests {
    /// Both languages ask the same, and nothing is wrong in either.
    @Test(arguments: Tab.allCases) func everyReadyFilterIsUnderstoodInBothLanguages(tab: Tab) {
        let today = CalendarDate("2026-11-27") ?? .epoch
        for filter in ReadyFilter.all(of: tab) {
            let readings = Language.allCases.map {
                FilterReading(filter.text[$0], tab.desk.filters, Texts($0), today: today)
            }
            #expect(readings.allSatisfy { $0.problem == nil && !$0.filter.conditions.isEmpty }, "\(filter.name)")
            #expect(readings[0] == readings[1], "\(filter.name)")
            #expect(readings[0].filter.words.isEmpty, "\(filter.name)")
        }
    }
}
