import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import PostgresTesting
import SQLStore

@testable import BillingEngine

/// An engine on a database of its own, filled with the vendors' examples and invented records.
final class TestEngine: Sendable {
    let store: any SQLStore
    let service: EngineService
    var url: String { database.url }
    private let database: TestDatabase

    /// The moment in the vendor's answers, whose examples count on it.
    static let seedMoment = moment("2022-11-24", hour: 12)

    init(at moment: LocalTime = TestEngine.seedMoment, debtors: Int = 1) async throws {
        database = try await TestDatabase()
        store = try database.open()
        service = EngineService(store: store, clock: .fixed(moment))
        try await DemoData.fill(store, debtors: debtors, clock: .fixed(moment))
    }

    static func moment(_ day: String, hour: Int = 11) -> LocalTime {
        let date = CalendarDate(day) ?? LocalClock.system.today
        return LocalTime(date: date, hour: hour, minute: 0, second: 0, offset: 7200)
    }

    /// A service at another moment on the same data.
    func service(at moment: LocalTime) -> EngineService { EngineService(store: store, clock: .fixed(moment)) }

    /// Calls by names, as a vendor's client does.
    func call(
        _ controller: String, _ action: String, _ parameters: [(String, RawValue)]
    ) async -> HostFactCall.Answered {
        await HostFactCall(controller, action, parameters.map { RawParameter($0.0, $0.1) })
            .answer(from: service, at: Self.seedMoment)
    }

    /// The sentences with which a call is refused; parameters by their flat names, such as `Subscription[Periodic]`,
    /// ids with commas between them.
    func errors(_ controller: String, _ action: String, _ texts: [String: String]) async -> [String] {
        var maps: [String: [RawParameter]] = [:]
        var parameters: [(String, RawValue)] = []
        for (name, text) in texts {
            let path = FieldDeclaration(name, .text(maximum: 255), LocalizedText(verbatim: "")).path
            if path.count > 1 {
                maps[path[0], default: []].append(RawParameter(path[1], text))
            } else {
                let kind: FieldKind = ["Groups", "Items"].contains(name) ? .references(.group) : .text(maximum: 255)
                let field = FieldDeclaration(name, kind, LocalizedText(verbatim: ""))
                parameters += field.parameters(text).map { ($0.name, $0.value) }
            }
        }
        parameters += maps.map { ($0.key, .map($0.value)) }
        guard case .array(let errors)? = await call(controller, action, parameters).envelope["errors"] else {
            return []
        }
        return errors.compactMap(\.text)
    }

    func rows(_ text: String, _ arguments: [SQLValue] = []) async throws -> [SQLRow] {
        try await store.read { try $0.rows(SQLQuery(text, arguments)) }
    }
}

/// The sentences of a refusal in the vendor's language; empty when there was none.
func refusal(_ body: () async throws(APIError) -> Void) async -> [String] {
    do throws(APIError) {
        try await body()
        return []
    } catch {
        return error.sentences.map(\.dutch)
    }
}
