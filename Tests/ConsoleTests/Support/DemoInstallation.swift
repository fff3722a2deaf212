import BillingAPI
import BillingEngine
import BillingModel
import Foundation
import HostFactAPI
import PostgresTesting
import SQLStore

/// The moment at which every test of the console plays.
let fixedMoment = LocalTime(
    date: CalendarDate("2026-03-10") ?? LocalClock.system.today, hour: 11, minute: 0, second: 0, offset: 3600)
let fixedClock = LocalClock.fixed(fixedMoment)

/// A real billing system on a database of its own, with the vendors' examples and some invented records.
final class DemoInstallation: Sendable {
    let store: any SQLStore
    let engine: EngineService
    private let database: TestDatabase

    init(debtors: Int = 60) async throws {
        database = try await TestDatabase()
        store = try database.open()
        engine = EngineService(store: store, clock: fixedClock)
        try await DemoData.fill(store, debtors: debtors, clock: fixedClock)
    }
}
