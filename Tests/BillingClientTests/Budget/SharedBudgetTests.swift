import BillingAPI
import BillingClient
import BillingModel
import Foundation
import HostFactAPI
import Synchronization
import Testing

/// A clock that goes when it is told.
final class ToldClock: Sendable {
    private let seconds = Mutex(1_700_000_000.0)

    var now: Double { seconds.withLock { $0 } }
    func pass(_ more: Double) { seconds.withLock { $0 += more } }
}

@Suite struct SharedBudgetTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/balie-budget-\(UUID().uuidString)"
    private let clock = ToldClock()

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

    private var path: String { "\(folder)/budget" }

    private func budget(_ perMinute: Int = 60, burst: Int = 10, path: String? = nil) -> SharedBudget {
        let clock = clock
        return SharedBudget(path: path ?? self.path, perMinute: perMinute, burst: burst) { clock.now }
    }

    private func taken(_ budget: SharedBudget, _ effect: ActionDeclaration.Effect) -> Int {
        var count = 0
        while count < 1000, budget.take(for: effect) == nil { count += 1 }
        return count
    }

    @Test func readsLeaveAFifthToWrites() {
        #expect(taken(budget(), .reads) == 8)
        #expect(taken(budget(), .writes) == 2)
    }

    @Test func twoConsolesShareOneFile() {
        let (first, second) = (budget(), budget())
        #expect(first.take(for: .writes) == nil)
        #expect(taken(second, .writes) == 9)
        #expect(first.take(for: .writes) != nil)
    }

    @Test func itFillsWithTimeAndNoFurther() {
        let budget = budget()
        _ = taken(budget, .writes)
        clock.pass(3)
        #expect(taken(budget, .writes) == 3)
        clock.pass(86_400)
        #expect(taken(budget, .writes) == 10)
    }

    @Test func itTellsHowLongToWait() {
        let budget = budget(30)
        _ = taken(budget, .writes)
        #expect(budget.take(for: .writes) == .seconds(2))
        #expect(budget.take(for: .reads) == .seconds(6))
    }

    @Test(arguments: [
        "", "nonsense", "inf nan", "nan 1", "1e308 1", "-5 1700000000", "7 99999999999", "1 2 3", "\u{0}\u{0}\u{0}",
        String(repeating: "9", count: 4000),
    ]) func whateverStandsInTheFileIsBroughtWithinBounds(content: String) throws {
        try content.write(toFile: path, atomically: true, encoding: .utf8)
        #expect((0...10).contains(taken(budget(), .writes)))
        clock.pass(3600)
        #expect(taken(budget(), .writes) == 10)
    }

    @Test func aClockThatWasSetBackStopsNobody() {
        let budget = budget()
        _ = taken(budget, .writes)
        clock.pass(-7200)
        #expect(budget.take(for: .writes) == .seconds(1))
        clock.pass(1)
        #expect(budget.take(for: .writes) == nil)
    }

    @Test func aFileThatCannotBeSharedIsReplacedByAnOwnCount() throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "\(folder)/elsewhere")
        #expect(taken(budget(), .writes) == 10)
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/elsewhere"))
        #expect(taken(budget(path: "\(folder)/none/budget"), .writes) == 10)
        #expect(taken(budget(path: folder), .writes) == 10)
    }

    @Test func everyUserOfTheHostMayTakePart() throws {
        _ = budget().take(for: .reads)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o666)
    }

    @Test func theFilesNameTellsTheHostToNobody() {
        let (one, same) = (ServerAddress(host: "a.example", path: "/x"), ServerAddress(host: "a.example", path: "/y"))
        #expect(SharedBudget.usualPath(for: one) == SharedBudget.usualPath(for: same))
        #expect(SharedBudget.usualPath(for: one) != SharedBudget.usualPath(for: ServerAddress(host: "b.example")))
        #expect(!SharedBudget.usualPath(for: one).contains("a.example"))
    }

    @Test func manyAtOnceTakeNoMoreThanThereIs() async {
        let budgets = (0..<8).map { _ in budget(60, burst: 100) }
        let total = await withTaskGroup(of: Int.self) { group in
            for budget in budgets {
                group.addTask {
                    var count = 0
                    for _ in 0..<50 where budget.take(for: .writes) == nil { count += 1 }
                    return count
                }
            }
            return await group.reduce(0, +)
        }
        #expect(total == 100)
    }
}
