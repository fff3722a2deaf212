import Testing

@testable import SQLStore

@Suite struct HeardChangesTests {
    @Test func whoWaitsIsToldOfTheNextChange() async {
        let changes = HeardChanges()
        async let told: Void = changes.wait(atMost: .seconds(3600))
        changes.add(nil)
        await told
        #expect(changes.look() == 1)
    }

    @Test func whatNobodyLookedAtIsToldAtOnce() async {
        let changes = HeardChanges()
        changes.add(nil)
        await changes.wait(atMost: .seconds(3600))
        _ = changes.look()
        // Nothing is left to tell.
        await changes.wait(atMost: .milliseconds(1))
    }

    @Test func everyoneIsToldWhatChangedSinceTheirOwnLook() {
        let changes = HeardChanges()
        changes.add(ChangedRow("debtor", 1))
        changes.add(ChangedRow("service"))
        changes.add(ChangedRow("debtor", 1))
        #expect(
            changes.look(since: 0) == StoreChanges(counter: 3, rows: [ChangedRow("debtor", 1), ChangedRow("service")]))
        #expect(changes.look(since: 2) == StoreChanges(counter: 3, rows: [ChangedRow("debtor", 1)]))
        #expect(changes.look(since: 3) == StoreChanges(counter: 3, rows: []))
    }

    /// As after a connection was lost.
    @Test func whatNobodyKnowsMayBeAnything() {
        let changes = HeardChanges()
        changes.add(ChangedRow("debtor", 1))
        changes.add(nil)
        changes.add(ChangedRow("debtor", 2))
        #expect(changes.look(since: 1) == StoreChanges(counter: 3, rows: nil))
        #expect(changes.look(since: 2) == StoreChanges(counter: 3, rows: [ChangedRow("debtor", 2)]))
    }

    @Test func whoHasNotLookedForLongIsToldThatAnythingMayHaveChanged() {
        let changes = HeardChanges()
        let count = 5 * HeardChanges.mostKept
        for identity in 1...count { changes.add(ChangedRow("debtor", identity)) }
        #expect(changes.look(since: 0) == StoreChanges(counter: Int64(count), rows: nil))
        #expect(changes.look(since: Int64(count - HeardChanges.mostKept)).rows?.count == HeardChanges.mostKept)
        #expect(changes.look(since: Int64(count - 1)).rows == [ChangedRow("debtor", count)])
    }

    @Test(arguments: [
        ("debtor 12", ChangedRow("debtor", 12)), ("debtor ", ChangedRow("debtor")), ("debtor", nil), ("", nil),
        (" 12", nil), ("debtor x", nil),
    ])
    func aNoticeIsATableAndAnIdentity(text: String, row: ChangedRow?) { #expect(ChangedRow(notice: text) == row) }
}
