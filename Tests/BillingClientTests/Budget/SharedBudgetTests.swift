import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import Synchronization
import Testing

@testable import BillingClient

/// A clock that goes when it is told.
final class ToldClock: Sendable {
    private let seconds = Mutex(1_700_000_000.0)

    var now: Double { seconds.withLock { $0 } }
    func pass(_ more: Double) { seconds.withLock { $0 += more } }
}

@Suite final class SharedBudgetTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/balie-budget-\(UUID().uuidString)"
    private static let address = ServerAddress(host: "a.example", path: "/x")
    private let clock = ToldClock()

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private var path: String { "\(folder)/budget" }

    private func budget(_ perMinute: Int = 60, burst: Int = 10, path: String? = nil) -> SharedBudget {
        budget(at: .file(path ?? self.path), perMinute, burst: burst)
    }

    private func budget(at place: BudgetPlace, _ perMinute: Int = 60, burst: Int = 10) -> SharedBudget {
        let clock = clock
        return SharedBudget(place, perMinute: perMinute, burst: burst) { clock.now }
    }

    private func taken(_ budget: SharedBudget, _ access: ActionDeclaration.Access) async -> Int {
        var count = 0
        while count < 1000, await budget.take(for: access) == nil { count += 1 }
        return count
    }

    @Test func readsLeaveAFifthToWrites() async {
        #expect(await taken(budget(), .reads) == 8)
        #expect(await taken(budget(), .writes) == 2)
    }

    @Test func twoConsolesShareOneFile() async {
        let (first, second) = (budget(), budget())
        #expect(await first.take(for: .writes) == nil)
        #expect(await taken(second, .writes) == 9)
        #expect(await first.take(for: .writes) != nil)
    }

    @Test func itFillsWithTimeAndNoFurther() async {
        let budget = budget()
        _ = await taken(budget, .writes)
        clock.pass(3)
        #expect(await taken(budget, .writes) == 3)
        clock.pass(86_400)
        #expect(await taken(budget, .writes) == 10)
    }

    @Test func itTellsHowLongToWait() async {
        let budget = budget(30)
        _ = await taken(budget, .writes)
        #expect(await budget.take(for: .writes) == .seconds(2))
        #expect(await budget.take(for: .reads) == .seconds(6))
    }

    @Test(arguments: [
        "", "nonsense", "inf nan", "nan 1", "1e308 1", "-5 1700000000", "7 99999999999", "1 2 3", "\u{0}\u{0}\u{0}",
        String(repeating: "9", count: 4000),
    ]) func whateverStandsInTheFileIsBroughtWithinBounds(content: String) async throws {
        try content.write(toFile: path, atomically: true, encoding: .utf8)
        #expect((0...10).contains(await taken(budget(), .writes)))
        clock.pass(3600)
        #expect(await taken(budget(), .writes) == 10)
    }

    @Test func aClockThatWasSetBackStopsNobody() async {
        let budget = budget()
        _ = await taken(budget, .writes)
        clock.pass(-7200)
        #expect(await budget.take(for: .writes) == .seconds(1))
        clock.pass(1)
        #expect(await budget.take(for: .writes) == nil)
    }

    @Test func aFileThatCannotBeSharedIsReplacedByAnOwnCount() async throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "\(folder)/elsewhere")
        #expect(await taken(budget(), .writes) == 10)
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/elsewhere"))
        #expect(await taken(budget(path: "\(folder)/none/budget"), .writes) == 10)
        #expect(await taken(budget(path: folder), .writes) == 10)
        // A second name for the file, and a folder in which any user may put one.
        try FileManager.default.removeItem(atPath: path)
        try "0 0".write(toFile: "\(folder)/other", atomically: true, encoding: .utf8)
        try FileManager.default.linkItem(atPath: "\(folder)/other", toPath: path)
        #expect(await budget().standing() == .process(.unsafeFile(path)))
        #expect(await taken(budget(), .writes) == 10)
        try FileManager.default.createDirectory(atPath: "\(folder)/open", withIntermediateDirectories: false)
        chmod("\(folder)/open", 0o1777)
        let trouble = await budget(path: "\(folder)/open/budget").standing()
        #expect(trouble.sentence.english.hasSuffix("Run: chmod go-w '\(folder)/open'"))
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/open/budget"))
    }

    @Test func aHeldFileHoldsNobodyUp() async throws {
        let shared = budget()
        #expect(await taken(shared, .writes) == 10)
        let file = open(path, O_RDWR)
        defer { close(file) }
        #expect(flock(file, LOCK_EX) == 0)
        #expect(await shared.standing() == .process(.held(path)))
        #expect(await shared.take(for: .writes) == nil)
        flock(file, LOCK_UN)
        #expect(await shared.take(for: .writes) == .seconds(1))
    }

    @Test func withoutTheGroupEachUserHasTheirOwn() async throws {
        let noGroup = BudgetTrouble("There is none.", "Er is er geen.")
        let place = BudgetPlace.usual(for: Self.address, userFolder: "\(folder)/state/balie/budget") {
            .failure(noGroup)
        }
        let (one, two) = (budget(at: place), budget(at: place))
        #expect(await one.standing() == .user(noGroup))
        #expect(await taken(one, .writes) == 10)
        #expect(await two.take(for: .writes) != nil)
        let made = try #require(
            try FileManager.default.contentsOfDirectory(atPath: "\(folder)/state/balie/budget").first)
        #expect(try mode("state") == 0o700 && mode("state/balie/budget") == 0o700)
        #expect(try mode("state/balie/budget/\(made)") == 0o600)
        // The name tells the host to nobody.
        #expect(made.utf8.count == 16)
    }

    /// Only root can make such a folder.
    @Test(.enabled(if: geteuid() == 0)) func inTheGroupAllUsersCountTogether() async throws {
        let shared = "\(folder)/shared"
        let group: gid_t = 54_321
        #expect(mkdir(shared, 0o700) == 0 && chown(shared, 0, group) == 0 && chmod(shared, 0o2770) == 0)
        let place = BudgetPlace.usual(for: Self.address, userFolder: "\(folder)/own", groupFolder: shared) {
            .success(group)
        }
        let budget = budget(at: place)
        #expect(await budget.standing() == .group)
        #expect(await taken(budget, .writes) == 10)
        let made = try #require(try FileManager.default.contentsOfDirectory(atPath: shared).first)
        #expect(try mode("shared/\(made)") == 0o660)
        // Of another group, or open to all, it is not used.
        for (owner, rights) in [(group + 1, mode_t(0o2770)), (group, 0o2777), (group, 0o770)] {
            #expect(chown(shared, 0, owner) == 0 && chmod(shared, rights) == 0)
            guard case .user(let reason) = await budget.standing() else {
                Issue.record("Used with \(owner) and \(rights)")
                continue
            }
            #expect(reason.sentence.english.contains("install -d -o root -g balie -m 2770 \(shared)"))
        }
    }

    @Test func aFileThatEverybodyCouldWriteIsMadeOurs() async throws {
        try "7 99999999999".write(toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o666)
        #expect(await budget().take(for: .reads) == nil)
        #expect(try mode("budget") == 0o660)
    }

    private func mode(_ name: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions] as? Int ?? 0
    }

    @Test func manyAtOnceTakeNoMoreThanThereIs() async {
        let budgets = (0..<8).map { _ in budget(60, burst: 100) }
        let total = await withTaskGroup(of: Int.self) { group in
            for budget in budgets {
                group.addTask {
                    var count = 0
                    for _ in 0..<50 where await budget.take(for: .writes) == nil { count += 1 }
                    return count
                }
            }
            return await group.reduce(0, +)
        }
        #expect(total == 100)
    }
}
