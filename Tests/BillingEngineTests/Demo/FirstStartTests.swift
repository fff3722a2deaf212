import Foundation
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

@Suite final class FirstStartTests {
    private let folder = NSTemporaryDirectory() + "balie-first-" + UUID().uuidString

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func open() throws -> any SQLStore { try Engine.open("sqlite:\(folder)/first.sqlite").store }

    @Test func aStartThatWasCutOffIsFilledByTheNext() async throws {
        _ = try open()
        let store = try open()
        #expect(try await DemoData.fillIfEmpty(store))
        #expect(try await DemoData.isPresent(in: store))
        #expect(try await EngineService(store: store).send(ListDebtors()).total == DemoData.defaultDebtors)
    }

    @Test func dataAreNeverFilledTwice() async throws {
        let store = try open()
        #expect(try await DemoData.fillIfEmpty(store))
        #expect(try await !DemoData.fillIfEmpty(store))
    }

    @Test func twoFirstStartsAtOnceFillOnce() async throws {
        let (one, two) = (try open(), try open())
        async let first = DemoData.fillIfEmpty(one)
        async let second = DemoData.fillIfEmpty(two)
        let filled = try await [first, second]
        #expect(filled.contains(true))
        #expect(try await EngineService(store: one).send(ListDebtors()).total == DemoData.defaultDebtors)
    }
}
