import BillingModel
import HostFactAPI
import Testing

@testable import BillingAPI

struct BulkRunnerTests {
    private let morning = LocalTime(
        date: CalendarDate("2026-03-10") ?? LocalClock.system.today, hour: 11, minute: 0, second: 0)

    private func states(_ kind: SimulatedSystem.Kind, _ prepare: (SimulatedSystem) -> Void) async throws
        -> [BulkRowState]
    {
        let system = SimulatedSystem(kind, products: 3)
        let run = try await system.planned()
        prepare(system)
        let work = BulkUnderWay(run)
        try await system.keep(run)
        await system.runner(at: morning).run(work)
        #expect(system.run?.states == work.progress.run.states)
        return work.progress.run.states
    }

    // MARK: Rows

    @Test(arguments: SimulatedSystem.Kind.allCases) func everyRowIsSentOnce(_ kind: SimulatedSystem.Kind) async throws {
        let system = SimulatedSystem(kind, products: 50)
        let run = try await system.planned()
        let work = BulkUnderWay(run)
        await system.runner(at: morning).run(work)
        #expect(work.progress.run.counts.done == 50)
        #expect(system.prices.values.allSatisfy { $0 == "11" })
        #expect(system.writes.values.allSatisfy { $0 == 1 })
        #expect(!work.progress.isRunning && work.progress.trouble == nil)
    }

    @Test(arguments: SimulatedSystem.Kind.allCases)
    func whatAnotherChangedIsSkipped(_ kind: SimulatedSystem.Kind) async throws {
        let states = try await states(kind) { $0.set("12.50", of: 2) }
        #expect(states == [.done, .skipped(BulkRunner.changedMeanwhile), .done])
    }

    @Test func whatIsSoAlreadyOnASystemWithoutTagsIsNotSent() async throws {
        let states = try await states(.vendor) { $0.set("11", of: 2) }
        #expect(states == [.done, .skipped(BulkRunner.isSoAlready), .done])
    }

    private static let endings: [(APIError.Kind, @Sendable (LocalizedText) -> BulkRowState)] = [
        (.invalidInput, { .refused($0) }), (.notFound, { .refused($0) }), (.forbidden, { .refused($0) }),
        (.unknownOutcome, { .undecided($0, since: "2026-03-10T11:00:00Z") }),
    ]

    @Test(arguments: SimulatedSystem.Kind.allCases, endings.indices)
    func refusalOfOneRowHoldsUpNoOther(_ kind: SimulatedSystem.Kind, _ index: Int) async throws {
        let (error, state) = Self.endings[index]
        let words = LocalizedText(verbatim: "No.")
        let states = try await states(kind) { $0.refuse(2, APIError(error, words)) }
        #expect(states == [.done, state(words), .done])
    }

    @Test(arguments: SimulatedSystem.Kind.allCases, [APIError.Kind.unreachable, .failure, .readOnly])
    func whereNothingCanBeSentTheRestWaits(_ kind: SimulatedSystem.Kind, _ error: APIError.Kind) async throws {
        let system = SimulatedSystem(kind, products: 3)
        let work = BulkUnderWay(try await system.planned())
        let words = LocalizedText(verbatim: "Not now.")
        system.refuse(2, APIError(error, words))
        await system.runner(at: morning).run(work)
        // What shared a transaction with it is done.
        #expect(work.progress.run.states == [.done, .waiting, kind == .embedded ? .done : .waiting])
        #expect(work.progress.trouble == words)

        system.refuse(2, nil)
        await system.runner(at: morning).run(work)
        #expect(work.progress.run.counts.done == 3)
        #expect(system.writes.values.allSatisfy { $0 == 1 })
    }

    @Test func triesAgainWhileTheHostHasNoRequestsLeft() async throws {
        let system = SimulatedSystem(.vendor, products: 2)
        let work = BulkUnderWay(try await system.planned())
        system.refuse(1, APIError(.unreachable, LocalizedText(verbatim: "Used up.")))
        // The second pause is long enough.
        let pauses = Pauses { if $0 == 20 { system.refuse(1, nil) } }
        await system.runner(at: morning, time: pauses.clock).run(work)
        #expect(work.progress.run.counts.done == 2)
    }

    // MARK: Stopping

    @Test(arguments: SimulatedSystem.Kind.allCases)
    func stoppedRunGoesOnWhereItStopped(_ kind: SimulatedSystem.Kind) async throws {
        let system = SimulatedSystem(kind, products: 30)
        let run = try await system.planned()
        let work = BulkUnderWay(run)
        try await system.keep(run)
        system.refuse(8, APIError(.unreachable, LocalizedText(verbatim: "Away.")))
        // It is stopped while the eighth row waits.
        let pauses = Pauses { if $0 == 2 { work.stop() } }
        await system.runner(at: morning, time: pauses.clock).run(work)
        let done = kind == .embedded ? 29 : 7
        #expect(work.progress.run.counts.done == done && work.progress.run.counts.waiting == 30 - done)
        #expect(system.run?.states == work.progress.run.states)

        system.refuse(8, nil)
        await system.runner(at: morning).run(work)
        #expect(work.progress.run.counts.done == 30)
        #expect(system.writes.values.allSatisfy { $0 == 1 })
    }

    @Test func onlyTheFailedAreTriedAgain() async throws {
        let system = SimulatedSystem(.vendor, products: 4)
        let work = BulkUnderWay(try await system.planned())
        system.refuse(2, APIError(.invalidInput, LocalizedText(verbatim: "No.")))
        system.refuse(3, APIError(.unknownOutcome, LocalizedText(verbatim: "Who knows.")))
        system.set("12", of: 4)
        await system.runner(at: morning).run(work)
        #expect(work.progress.run.rows(of: .failed) == [1, 2])
        #expect(work.progress.run.rows(of: .rest).isEmpty)

        system.refuse(2, nil)
        system.refuse(3, nil)
        let found = Settled()
        let later = morning.adding(hours: 1)
        await system.runner(at: later).run(work, .failed) { row, state in await found.note(row.subject, state) }
        #expect(work.progress.run.counts.done == 3 && work.progress.run.counts.skipped == 1)
        #expect(system.writes == [1: 1, 2: 1, 3: 1])
        // What was refused was never in doubt.
        #expect(await found.rows == ["P3"])
    }

    @Test func undecidedWriteThatMayBeOnItsWayIsNotSentAgain() async throws {
        let system = SimulatedSystem(.vendor, products: 1)
        let work = BulkUnderWay(try await system.planned())
        system.refuse(1, APIError(.unknownOutcome, LocalizedText(verbatim: "Who knows.")))
        await system.runner(at: morning).run(work)
        system.refuse(1, nil)
        await system.runner(at: morning).run(work, .failed)
        #expect(
            work.progress.run.states == [.undecided(BulkRunner.maybeOnItsWay, since: "2026-03-10T11:00:00Z")])
        #expect(system.writes.isEmpty)
    }

    /// What refuses a question tells nothing of what was sent before it.
    @Test(arguments: [APIError.Kind.invalidInput, .notFound, .forbidden])
    func undecidedWriteWhoseRecordIsRefusedStaysSo(_ kind: APIError.Kind) async throws {
        let system = SimulatedSystem(.vendor, products: 1)
        let work = BulkUnderWay(try await system.planned())
        system.refuse(1, APIError(.unknownOutcome, LocalizedText(verbatim: "Who knows.")))
        await system.runner(at: morning).run(work)
        system.refuse(1, nil)
        let words = LocalizedText(verbatim: "Not for you.")
        system.refuseReading(APIError(kind, words))
        await system.runner(at: morning.adding(hours: 1)).run(work, .failed)
        #expect(work.progress.run.states == [.undecided(words, since: "2026-03-10T11:00:00Z")])
        #expect(system.writes.isEmpty)
    }

    /// A key that is not taken any more is refused before anybody looks for what had the name.
    @Test func undecidedMailThatIsAskedForWithoutRightsStaysSo() async throws {
        let system = SimulatedSystem(.balied, products: 1)
        let work = BulkUnderWay(system.mailing())
        system.refuse(1, APIError(.unknownOutcome, LocalizedText(verbatim: "Who knows.")))
        await system.runner(at: morning).run(work)
        let words = LocalizedText(verbatim: "Not for you.")
        system.refuse(1, APIError(.forbidden, words))
        await system.runner(at: morning.adding(hours: 1)).run(work, .failed)
        #expect(work.progress.run.states == [.undecided(words, since: "2026-03-10T11:00:00Z")])
    }

    @Test(arguments: SimulatedSystem.Kind.allCases)
    func stoppedBeforeItsFirstRowItSendsNothing(_ kind: SimulatedSystem.Kind) async throws {
        let system = SimulatedSystem(kind, products: 3)
        let work = BulkUnderWay(try await system.planned())
        _ = work.begin()
        work.stop()
        await system.runner(at: morning).run(work)
        #expect(work.progress.run.counts.waiting == 3 && !work.progress.isRunning)
        #expect(system.writes.isEmpty)
        // Begun anew, it goes on.
        _ = work.begin()
        await system.runner(at: morning).run(work)
        #expect(work.progress.run.counts.done == 3)
    }

    // MARK: Crashes

    /// The program is killed after each event there is, and goes on an hour later; then it is killed there too.
    @Test(arguments: SimulatedSystem.Kind.allCases, [nil, 3, 4, 7] as [Int?])
    func whateverTheMomentOfACrashEveryRowIsSentOnce(
        _ kind: SimulatedSystem.Kind, _ second: Int?
    ) async throws {
        var crashes = 0
        for point in 1... {
            let system = SimulatedSystem(kind, products: 5)
            let run = try await system.planned()
            try await system.keep(run)
            system.kill(after: point)
            await system.runner(at: morning).run(BulkUnderWay(run))
            guard system.wasKilled else { break }
            crashes += 1
            for (hours, again) in [(1, second), (2, nil)] as [(Int, Int?)] {
                system.kill(after: again)
                let left = try #require(system.run)
                await system.runner(at: morning.adding(hours: hours)).run(BulkUnderWay(left))
            }
            let end = try #require(system.run)
            #expect(end.counts.done == 5, "killed at \(point): \(end.states)")
            #expect(system.prices.values.allSatisfy { $0 == "11" }, "killed at \(point)")
            #expect(system.writes.count == 5 && system.writes.values.allSatisfy { $0 == 1 }, "killed at \(point)")
            #expect(!system.wasPremature)
        }
        #expect(crashes > (kind == .embedded ? 6 : 10))
    }

    /// No record tells of a mail: what is known by its name is sent once in all, and what is not is never sent again.
    @Test(arguments: SimulatedSystem.Kind.allCases, [nil, 3, 4, 7] as [Int?])
    func whateverTheMomentOfACrashNoMailIsSentTwice(
        _ kind: SimulatedSystem.Kind, _ second: Int?
    ) async throws {
        var crashes = 0
        for point in 1... {
            let system = SimulatedSystem(kind, products: 5)
            let run = system.mailing()
            try await system.keep(run)
            system.kill(after: point)
            await system.runner(at: morning).run(BulkUnderWay(run))
            guard system.wasKilled else { break }
            crashes += 1
            for (hours, again) in [(1, second), (2, nil)] as [(Int, Int?)] {
                system.kill(after: again)
                let left = try #require(system.run)
                await system.runner(at: morning.adding(hours: hours)).run(BulkUnderWay(left))
            }
            let end = try #require(system.run)
            #expect(system.mails.values.allSatisfy { $0 == 1 }, "killed at \(point): \(system.mails)")
            #expect(!system.wasPremature)
            if kind == .vendor {
                #expect(end.counts.done + end.counts.undecided == 5 && end.counts.undecided <= 2)
            } else {
                #expect(end.counts.done == 5 && system.mails.count == 5, "killed at \(point): \(end.states)")
            }
        }
        #expect(crashes > (kind == .embedded ? 6 : 10))
    }

    @Test func undecidedMailOfAVendorStaysSoWhoeverTriesAgain() async throws {
        let system = SimulatedSystem(.vendor, products: 1)
        let work = BulkUnderWay(system.mailing())
        system.refuse(1, APIError(.unknownOutcome, LocalizedText(verbatim: "Who knows.")))
        await system.runner(at: morning).run(work)
        system.refuse(1, nil)
        await system.runner(at: morning.adding(hours: 2)).run(work, .failed)
        #expect(work.progress.run.counts.undecided == 1)
        #expect(system.mails.isEmpty)
    }

    @Test func diskThatTakesNothingLetsNothingBeSent() async throws {
        let system = SimulatedSystem(.balied, products: 2)
        let run = try await system.planned()
        let sent = system.sent
        let runner = BulkRunner(
            on: system, by: [EditProduct.self], losesAnswers: true, clock: .fixed(morning), shelf: FullShelf())
        let work = BulkUnderWay(run)
        await runner.run(work)
        #expect(system.sent == sent)
        #expect(work.progress.trouble?.english == "No space left.")
        #expect(work.progress.run.counts.waiting == 2)
    }
}

private actor Settled {
    private(set) var rows: [String] = []
    func note(_ row: String, _ state: BulkRowState) { rows.append(row) }
}

private struct FullShelf: BulkShelf {
    private static let full = APIError(.failure, LocalizedText(verbatim: "No space left."))
    func find() async -> [BulkRun] { [] }
    func keep(_ run: BulkRun) async throws(APIError) { throw Self.full }
    func take(_ id: BulkRun.ID) async throws(APIError) { throw Self.full }
    func note(_ states: [BulkNote], of id: BulkRun.ID) async throws(APIError) { throw Self.full }
    func release(_ id: BulkRun.ID) async {}
    func drop(_ id: BulkRun.ID) async {}
}
