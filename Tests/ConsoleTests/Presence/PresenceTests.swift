import BillingAPI
import BillingEngine
import BillingModel
import ConsoleTesting
import HostFactAPI
import TerminalCore
import Testing

@testable import Console

/// Who has the same record open stands in the form, and holds nobody up.
@MainActor struct PresenceTests {
    private let desk: DemoInstallation
    private let pause = HeldPause()

    init() async throws { desk = try await DemoInstallation() }

    private func console(
        _ person: String, size: Size = Size(width: 80, height: 24), language: Language = .english
    ) -> ScreenDriver {
        let table = PresenceTable(beside: desk.store)
        return ScreenDriver(
            service: desk.engine, size: size, language: language, clock: fixedClock,
            presence: OwnPresence(in: table) { (person, "") }, pause: { [pause] _ in await pause.wait() })
    }

    private func noted() async throws -> [Present] {
        try await PresenceTable(beside: desk.store).others(than: OpenForm(.debtor, 1))
    }

    @Test func secondOneIsToldOfTheFirstAndTheFirstOfTheSecond() async throws {
        let (anna, bob) = (console("anna@desk-1"), console("bob@desk-2"))
        await anna.press(.character("e"))
        #expect(anna.line(with: "has this open since") == nil, "\(anna.picture)")
        await bob.press(.character("e"))
        #expect(bob.line(with: "· anna@desk-1 has this open since ") != nil, "\(bob.picture)")
        // Anna's next round tells her.
        await pause.open()
        #expect(await anna.shows("· bob@desk-2 has this open since "), "\(anna.picture)")
        await pause.hold()

        // It is no lock.
        await bob.fill("City", "Theirs")
        await bob.press(.control("s"), .right, .enter)
        #expect(try await desk.engine.send(ShowDebtor(1)).record.text(Debtor.city) == "Theirs")
        #expect(try await noted().map(\.person) == ["anna@desk-1"])
        await pause.open()
        #expect(await anna.hides("bob@desk-2"), "\(anna.picture)")
        await pause.hold()
    }

    @Test func leavingTheFormTakesItBack() async throws {
        let anna = console("anna@desk-1")
        await anna.press(.character("e"))
        #expect(try await noted().count == 1)
        await anna.press(.escape)
        #expect(try await noted() == [])
    }

    @Test func leavingBalieTakesItBack() async throws {
        let anna = console("anna@desk-1")
        await anna.press(.character("e"))
        await anna.send(.hangUp)
        await anna.program.leavePresence()
        #expect(try await noted() == [])
        #expect(anna.end == .hangUp)
    }

    @Test func anotherRecordIsAnotherMatter() async throws {
        let (anna, bob) = (console("anna@desk-1"), console("bob@desk-2"))
        await anna.press(.character("e"))
        await bob.press(.down, .character("e"))
        #expect(bob.line(with: "has this open") == nil, "\(bob.picture)")
    }

    /// Every form on a record says so, a dialog too.
    @Test func dialogsAreFormsToo() async throws {
        let (anna, bob) = (console("anna@desk-1"), console("bob@desk-2"))
        await anna.press(.character("p"))
        await bob.press(.character("e"))
        #expect(bob.line(with: "anna@desk-1 has this open") != nil, "\(bob.picture)")
        await anna.press(.escape, .character("3"), .character("t"))
        await bob.press(.escape, .character("3"), .character("t"))
        #expect(bob.line(with: "anna@desk-1 has this open") != nil, "\(bob.picture)")
    }

    /// What is new has no record yet.
    @Test func formOfANewRecordSaysNothing() async throws {
        let book = StubBook()
        let anna = ScreenDriver(
            service: desk.engine, clock: fixedClock, presence: book, pause: { [pause] _ in await pause.wait() })
        await anna.press(.character("3"), .character("a"))
        #expect(await book.deeds == [])
    }

    @Test func formSaysThatItIsOpenTwiceAMinuteAndLooksMoreOften() async throws {
        let book = StubBook()
        let anna = ScreenDriver(
            service: desk.engine, clock: fixedClock, presence: book, pause: { [pause] _ in await pause.wait() })
        await anna.press(.character("e"))
        for turn in 1...12 {
            await pause.arrived(turn)
            await pause.end()
            await pause.arrived(turn + 1)
        }
        // Five seconds a turn: what is written is one in six.
        let deeds = await book.deeds
        #expect(deeds.count == 13)
        #expect(deeds.indices.filter { deeds[$0] == .stay } == [0, 6, 12])
        await anna.press(.escape)
        #expect(await book.deeds.last == .leave)
    }

    @Test func bookThatCannotBeReadHoldsNobodyUp() async throws {
        let book = StubBook()
        await book.refuse()
        let anna = ScreenDriver(
            service: desk.engine, clock: fixedClock, presence: book, pause: { [pause] _ in await pause.wait() })
        await anna.press(.character("e"))
        await anna.fill("City", "Mine")
        await anna.press(.control("s"), .right, .enter)
        #expect(anna.line(with: "✓ ") != nil, "\(anna.picture)")
        #expect(try await desk.engine.send(ShowDebtor(1)).record.text(Debtor.city) == "Mine")
    }

    /// Leaving comes behind what is still asked, or the form would stand there for a minute and a half more.
    @Test func formThatIsLeftAtOnceIsNotLeftBehind() async throws {
        let book = StubBook()
        await book.hold()
        let anna = ScreenDriver(
            service: desk.engine, clock: fixedClock, presence: book, pause: { [pause] _ in await pause.wait() })
        await anna.idle()
        anna.tap(.character("e"))
        await book.arrived(1)
        anna.tap(.escape)
        await anna.look()
        #expect(await book.deeds == [])
        await book.letGo()
        await anna.idle()
        #expect(await book.deeds == [.stay, .leave])
    }

    /// Elsewhere nobody tells what has changed: the record is read again from time to time.
    @Test func recordElsewhereIsReadAgainWhileItIsTyped() async throws {
        let stub = await StubService.office()
        let anna = ScreenDriver(
            service: stub, clock: fixedClock, refresh: { .seconds(300) }, pause: { [pause] _ in await pause.wait() })
        await anna.press(.character("e"))
        await stub.show(debtors: [Sample.debtor(1, "Alpha Bakery", ["City": "Theirs"])])
        await stub.forget()
        for turn in 1...10 {
            await pause.arrived(turn)
            #expect(await stub.arguments(of: ShowDebtor.self).isEmpty)
            await pause.end()
        }
        #expect(await anna.shows("Changed by another, 11:00: City"), "\(anna.picture)")
        #expect(await stub.arguments(of: ShowDebtor.self).count == 1)
    }

    @Test(arguments: [
        ("presence", Size(width: 80, height: 24), Language.english),
        ("presence-nl-wide", Size(width: 132, height: 43), .dutch),
    ])
    func formNamesWhoIsThere(_ name: String, _ size: Size, _ language: Language) async throws {
        let book = StubBook()
        // 2026-03-10 and the day before, in universal time.
        await book.tell([
            Present("anna@desk-1", from: "pts/3", since: 1_773_135_660),
            Present("desk", from: "高橋@jump-2", since: 1_773_049_260),
        ])
        let bob = ScreenDriver(
            service: desk.engine, size: size, language: language, clock: fixedClock, presence: book,
            pause: { [pause] _ in await pause.wait() })
        await bob.press(.character("e"))
        expectPicture(name, of: bob)
    }
}
