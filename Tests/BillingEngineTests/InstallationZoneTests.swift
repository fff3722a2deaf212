import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@testable import BillingEngine

@Suite struct InstallationZoneTests {
    /// Noon of the machine, two hours east of Greenwich, by the clocks of other places.
    @Test(arguments: [
        ("Europe/Amsterdam", "2022-11-24 11:00:00"), ("Asia/Tokyo", "2022-11-24 19:00:00"),
        ("Pacific/Kiritimati", "2022-11-25 00:00:00"), ("America/Los_Angeles", "2022-11-24 02:00:00"),
        ("Nowhere/Atall", "2022-11-24 12:00:00"),
    ])
    func momentsAreThoseOfTheInstallationsClocks(zone: String, moment: String) async throws {
        let engine = try await TestEngine()
        try await engine.execute("INSERT INTO installation (name, value) VALUES ('time_zone', '\(zone)')")
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.comment] = zone
        _ = try await engine.service.send(edit)
        #expect(try await engine.rows("SELECT Modified FROM debtor WHERE Identifier = 1").first?.text(0) == moment)
    }

    @Test func aZoneThatNobodyKnowsIsRefused() async throws {
        let engine = try await TestEngine()
        await #expect(throws: (any Error).self) {
            try await engine.store.write { try InstallationZone.set("Nowhere/Atall", in: $0) }
        }
        try await engine.store.write { try InstallationZone.set("Asia/Tokyo", in: $0) }
        try await engine.store.write { try InstallationZone.set("Europe/Amsterdam", in: $0) }
        let row = try await engine.rows("SELECT value FROM installation WHERE name = 'time_zone'").first
        #expect(row?.text(0) == "Europe/Amsterdam")
    }

    /// A key that was made at noon in Europe, by a program in Japan, and the days of whoever looks at them.
    @Test func everythingOfAnInstallationHasItsClocks() async throws {
        let engine = try await TestEngine()
        try await engine.store.write { try InstallationZone.set("Asia/Tokyo", in: $0) }
        let clock = LocalClock.fixed(TestEngine.seedMoment)
        #expect(engine.service.installationClock.now() == TestEngine.seedMoment)
        _ = try await engine.service.send(ShowDebtor(1))
        #expect(engine.service.installationClock.now().isoText == "2022-11-24T19:00:00+09:00")

        let keys = APIKeys(store: engine.store, clock: clock)
        _ = try await keys.add("desk")
        try await keys.revoke("desk")
        let key = try #require(try await keys.list().first)
        #expect([key.created, key.revoked] == ["2022-11-24 19:00:00", "2022-11-24 19:00:00"])
    }

    /// The envelope's date is that of the day on which the record was changed.
    @Test func anAnswerIsDatedByTheInstallationsClocks() async throws {
        let engine = try await TestEngine()
        try await engine.store.write { try InstallationZone.set("Pacific/Kiritimati", in: $0) }
        let service = engine.service(at: TestEngine.seedMoment)
        let answer = await HostFactCall("debtor", "show", [RawParameter("Identifier", "1")])
            .answer(from: service, at: service.installationClock.now())
        #expect(answer.envelope["date"]?.encoded() == #""2022-11-25T00:00:00+14:00""#)
    }
}
