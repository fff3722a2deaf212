import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@testable import Journal

/// What was added without an answer is looked for by its content and its time.
@Suite struct AddedRecordTests {
    /// The system has these services; the sending left at 10:00 by its clocks and was waited for until 10:00:30.
    private struct Office: BillingService {
        var services: [Record<Subscription>]

        func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
            let from = action.arguments[ListParameters.createdFrom] ?? ""
            let known = services.filter { from.isEmpty || $0[member: ObjectMember.created] >= from }
            // A list does not tell when.
            let rows = known.map { service in
                var row = service
                row[member: ObjectMember.created] = ""
                return row
            }
            let wanted = services.first { $0[Subscription.identifier] == action.arguments[Subscription.identifier] }
            let answers: [any Sendable] = [
                Listed<Subscription>(total: rows.count, offset: 0, filters: [], rows: rows),
                wanted.map { Found($0) } as any Sendable,
            ]
            guard let answer = answers.lazy.compactMap({ $0 as? Action.Answer }).first else {
                throw APIError(.failure, LocalizedText(verbatim: "The test has no answer."))
            }
            return answer
        }
    }

    private static func service(
        _ number: Int, _ created: String, _ more: [String: String] = [:]
    ) -> Record<Subscription> {
        Record(
            [
                "Identifier": String(number), "DebtorCode": "DB0001", "ProductCode": "P001", "Description": "Site",
                "Number": "2", "Created": created,
            ].merging(more) { $1 })
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var services: [Record<Subscription>]
        var now = "2026-03-10T09:05:00Z"
        var expected: Settlement
    }

    static let cases = [
        Case(testDescription: "it is there", services: [service(7, "2026-03-10 10:00:04")], expected: .tookEffect),
        Case(
            testDescription: "with other decimals",
            services: [service(7, "2026-03-10 10:00:04", ["Number": "2.00"])], expected: .tookEffect),
        Case(testDescription: "nothing is there", services: [], expected: .didNot),
        Case(
            testDescription: "nothing is there yet", services: [], now: "2026-03-10T09:00:50Z", expected: .notYet),
        Case(
            testDescription: "something else was added then",
            services: [
                service(7, "2026-03-10 10:00:04", ["DebtorCode": "DB0002", "ProductCode": "P9", "Description": "Mail"])
            ], expected: .didNot),
        Case(
            testDescription: "the same was there long before",
            services: [service(7, "2026-03-01 10:00:04")], expected: .didNot),
        Case(
            testDescription: "the same was added an hour before, or by other clocks",
            services: [service(7, "2026-03-10 09:00:04")], expected: .alike(["7 DB0001 Site"])),
        Case(
            testDescription: "one like it was added then",
            services: [service(7, "2026-03-10 10:00:04", ["Description": "Site of ours"])],
            expected: .alike(["7 DB0001 Site of ours"])),
        Case(
            testDescription: "it is there twice",
            services: [service(7, "2026-03-10 10:00:04"), service(8, "2026-03-10 10:00:05")],
            expected: .alike(["7 DB0001 Site", "8 DB0001 Site"])),
    ]

    @Test(arguments: cases) func itIsSettledByWhatIsThere(_ test: Case) async throws {
        var add = AddService()
        add[Subscription.debtorCode] = "DB0001"
        add[Subscription.productCode] = "P001"
        add[Subscription.description] = "Site"
        add[Subscription.number] = 2
        let intent = Intent(
            system: .profile("main"), action: AddService.declaration.name, target: nil, changes: add.changes())
        let write = OpenWrite(intent, moment: "2026-03-10T09:00:00Z", waitedUntil: "2026-03-10T09:00:30Z")
        let now = try #require(LocalTime(universalText: test.now, offset: 3600))
        let found = try await write.settlement(in: Office(services: test.services), at: now, by: [AddService.self])
        #expect(found == test.expected)
    }

    /// Who finds too many to look at says nothing.
    @Test func moreThanCanBeReadDecideNothing() async throws {
        let services = (1...AddedCandidate.most + 1).map { Self.service($0, "2026-03-10 10:00:04") }
        var add = AddService()
        add[Subscription.debtorCode] = "DB0001"
        let intent = Intent(
            system: .profile("main"), action: AddService.declaration.name, target: nil, changes: add.changes())
        let write = OpenWrite(intent, moment: "2026-03-10T09:00:00Z", waitedUntil: "2026-03-10T09:00:30Z")
        let now = try #require(LocalTime(universalText: "2026-03-10T09:05:00Z", offset: 3600))
        let found = try await write.settlement(in: Office(services: services), at: now, by: [AddService.self])
        #expect(found == .silent)
    }
}
