import BillingModel
import ConsoleTesting
import TerminalCore
import Testing

@testable import Console

/// Numbers that look random and are the same in every run.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@MainActor struct FuzzTests {
    /// Commands and what leads through a form to its end come up more often than any other key.
    private static let keys: [Key] =
        "jkgGqf/?x1234eaptsSyRC".map { Key.character($0) } + "jkaet0129 -.é日".map { Key.character($0) }
        + [.enter, .enter, .enter, .enter, .escape, .escape, .tab, .tab, .backTab, .up, .down, .left, .right, .right]
        + [.home, .end, .pageUp, .pageDown, .backspace, .delete, .insert, .control("s"), .control("s"), .control("s")]
        + "abceghklpruwyz".map { Key.control($0) } + (1...12).map { Key.function($0) }

    private static let texts = Texts(.english)

    @Test func anyKeysInAnyWindowNeitherCrashNorSendUnreviewed() async throws {
        var written = 0
        for seed in UInt64(1)...12 { written += try await pressKeys(500, seed: seed) }
        // Without a change sent now and then, nothing was shown of changes.
        #expect(written > 3)
    }

    /// Returns how many changes were sent, each by a key pressed on a review page.
    private func pressKeys(_ count: Int, seed: UInt64) async throws -> Int {
        let desk = try await DemoInstallation(debtors: 40)
        let service = RecordingService(desk.engine)
        let driver = ScreenDriver(service: service, clock: fixedClock, profiles: StubSetup())
        var random = SeededRandom(seed)
        var written = 0
        await driver.idle()
        for _ in 0..<count {
            let before = driver.picture
            let event = Self.event(&random, inReview: before.contains(Self.texts.reviewTitle))
            await driver.send(event)
            expectWholeCanvas(driver, "seed \(seed), \(event)")
            expectRowsAsDrawnAnew(driver, "seed \(seed), \(event)")
            let count = await service.written.count
            guard count > written else { continue }
            #expect(count == written + 1)
            #expect(before.contains(Self.texts.reviewTitle), "seed \(seed), \(event)")
            written = count
        }
        return written
    }

    /// - Parameter inReview: Whether the next keys should now and then come to its second button.
    private static func event(_ random: inout SeededRandom, inReview: Bool) -> TerminalEvent {
        if inReview, Int.random(in: 0..<4, using: &random) > 0 {
            return .key(Int.random(in: 0..<3, using: &random) > 0 ? .right : .enter)
        }
        return switch Int.random(in: 0..<100, using: &random) {
        case 0..<3:
            .resized(
                Size(width: .random(in: 1...200, using: &random), height: .random(in: 1...60, using: &random)))
        case 3..<8: .resized(Size(width: 80, height: 24))
        case 8..<9: .paste("Pasted\r\n\u{1B}[31m\u{13} 日本")
        case 9..<10: .resumed
        default: .key(keys.randomElement(using: &random) ?? .enter)
        }
    }

    @Test func everyWindowSizeIsDrawnWhole() async throws {
        let desk = try await DemoInstallation(debtors: 40)
        var random = SeededRandom(7)
        for opening in ["", "\r", "e", "p", "3t", "4t", "3a\r", "?", "x", "/db", "3\r", "4e", "C"] {
            let driver = ScreenDriver(service: desk.engine, clock: fixedClock, profiles: StubSetup())
            for key in opening { await driver.press(key == "\r" ? .enter : .character(key)) }
            let edges = [1, 2, 15, 16, 17, 59, 60, 61, 131, 132, 133, 200]
            for _ in 0..<40 {
                let size = Size(
                    width: edges.randomElement(using: &random) ?? .random(in: 1...200, using: &random),
                    height: .random(in: 1...60, using: &random))
                await driver.send(.resized(size))
                expectWholeCanvas(driver, "\(opening) at \(size.width)x\(size.height)")
            }
        }
    }

    @Test func resizeStormEndsOnTheLastSize() async throws {
        let desk = try await DemoInstallation(debtors: 40)
        let driver = ScreenDriver(service: desk.engine, clock: fixedClock)
        await driver.press(.enter)
        for width in 1...200 {
            driver.terminal.send(.resized(Size(width: width, height: 1 + width % 60)))
        }
        await driver.send(.resized(Size(width: 80, height: 24)))
        expectWholeCanvas(driver, "after the storm")
        #expect(driver.line(with: "DB0001 Company X") != nil)
    }

    /// What is taken over from the picture before is what would be drawn.
    private func expectRowsAsDrawnAnew(_ driver: ScreenDriver, _ comment: Comment) {
        #expect(driver.program.picture(after: driver.program.frame) == driver.program.picture(after: nil), comment)
    }

    /// The canvas has the terminal's size, and every row's clusters fill it exactly.
    private func expectWholeCanvas(_ driver: ScreenDriver, _ comment: Comment) {
        let canvas = driver.terminal.shown
        #expect(canvas.size == driver.terminal.size, comment)
        let isWhole = (0..<canvas.size.height).allSatisfy { y in
            canvas.row(y).reduce(0) { $0 + Int($1.width) } == canvas.size.width
        }
        #expect(isWhole, comment)
        if let cursor = canvas.cursor { #expect(canvas.bounds.contains(cursor), comment) }
    }
}
