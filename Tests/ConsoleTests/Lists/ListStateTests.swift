import BillingAPI
import Testing

@testable import Console

struct ListStateTests {
    private func window(_ ids: [Int], at offset: Int = 0, total: Int?) -> Page<Int> {
        Page(offset: offset, rows: ids, total: total)
    }

    @Test func cursorFollowsItsRecordAndKeepsItsPlaceInTheWindow() {
        var state = ListState<Int>()
        state.take(window(Array(0..<100), total: 100), limit: 100, height: 10) { $0 }
        state.move(to: 50, height: 10) { $0 }
        let place = state.cursor - state.top
        state.take(window(Array((-7)..<100), total: 107), limit: 107, height: 10) { $0 }
        #expect(state.selected == 50)
        #expect(state.cursor - state.top == place)
    }

    @Test func cursorStaysInsideAListThatShrank() {
        var state = ListState<Int>()
        state.take(window(Array(0..<100), total: 100), limit: 100, height: 10) { $0 }
        state.move(to: 99, height: 10) { $0 }
        state.take(window([1, 2, 3], total: 3), limit: 100, height: 10) { $0 }
        #expect(state.cursor == 2)
        #expect(state.top == 0)
    }

    @Test func rowsSeenBeforeStandInForTheAnswerAndGiveWayToIt() {
        var state = ListState<Int>()
        state.take(window(Array(0..<100), total: 5000), limit: 100, height: 10) { $0 }
        state.move(to: 70, height: 10) { $0 }
        state.restart()
        state.standIn(window([3, 30, 33], total: 40), height: 10)
        #expect(state.rows == [3, 30, 33] && state.cursor == 0 && !state.hasAnswer)
        #expect(state.standIns == 40 && state.shownTotal == "40" && state.total == nil)
        state.move(to: 100, height: 10) { $0 }
        #expect(state.selected == 33)
        state.take(window([3, 13, 23, 30, 31, 32, 33], total: 280), limit: 7, height: 10) { $0 }
        #expect(state.standIns == nil && state.shownTotal == "280" && state.selected == 33)
    }

    @Test func pageThatIsNotFullIsTheLastOne() {
        var state = ListState<Int>()
        state.take(window(Array(0..<40), total: nil), limit: 100, height: 10) { $0 }
        #expect(state.total == 40)
    }

    @Test func fullPageLeavesTheTotalOpen() {
        var state = ListState<Int>()
        state.take(window(Array(0..<100), total: nil), limit: 100, height: 10) { $0 }
        #expect(state.total == nil)
    }

    @Test(arguments: [Int.min / 2, -1, 0, 5, 1000, Int.max / 2]) func anyTargetIsBroughtInsideTheList(_ target: Int) {
        var state = ListState<Int>()
        state.take(window(Array(0..<10), total: 10), limit: 100, height: 4) { $0 }
        state.move(to: target, height: 4) { $0 }
        #expect((0..<10).contains(state.cursor))
        #expect((0...6).contains(state.top))
    }

    @Test(arguments: [1, 10, 35, 60, 200]) func rowsAheadAreAskedForOnceAndBeforeTheyAreMissed(_ height: Int) {
        var state = ListState<Int>()
        var asked = 0
        func take(_ window: (offset: Int, limit: Int)) {
            let rows = Array(window.offset..<min(10_000, window.offset + window.limit))
            state.take(self.window(rows, at: window.offset, total: 10_000), limit: window.limit, height: height) { $0 }
            asked += 1
        }
        take(state.window(height: height))
        for index in Array(0..<3000) + Array(0..<3000).reversed() {
            state.move(to: index, height: height) { $0 }
            #expect(state.missing(height: height) == nil)
            if let window = state.ahead(height: height) { take(window) }
            #expect(state.ahead(height: height) == nil)
        }
        #expect(asked < 2 * 3000 / ListState<Int>.margin)
    }

    @Test func nothingIsAheadOfEitherEnd() {
        var state = ListState<Int>()
        state.take(window(Array(0..<100), total: 100), limit: 100, height: 10) { $0 }
        for index in 0..<100 {
            state.move(to: index, height: 10) { $0 }
            #expect(state.ahead(height: 10) == nil)
        }
    }

    @Test(arguments: [0, -3, 1]) func windowWithoutRoomStillAsksForSomeRows(_ height: Int) {
        let state = ListState<Int>()
        #expect(state.window(height: height).limit > 0)
        #expect(state.missing(height: height)?.offset == 0)
    }
}
