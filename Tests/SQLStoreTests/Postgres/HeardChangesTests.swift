import Testing

@testable import SQLStore

@Suite struct HeardChangesTests {
    @Test func whoWaitsIsToldOfTheNextChange() async {
        let changes = HeardChanges()
        async let told: Void = changes.wait(atMost: .seconds(3600))
        changes.add()
        await told
        #expect(changes.look() == 1)
    }

    @Test func whatNobodyLookedAtIsToldAtOnce() async {
        let changes = HeardChanges()
        changes.add()
        await changes.wait(atMost: .seconds(3600))
        _ = changes.look()
        // Nothing is left to tell.
        await changes.wait(atMost: .milliseconds(1))
    }
}
