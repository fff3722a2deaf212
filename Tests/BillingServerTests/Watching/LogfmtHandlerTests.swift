import BillingServer
import Foundation
import HostileTesting
import Logging
import Synchronization
import Testing

struct LogfmtHandlerTests {
    private func line(_ message: String, _ metadata: Logger.Metadata) -> String {
        let sink = Sink()
        var handler = LogfmtHandler(now: { Date(timeIntervalSince1970: 1_795_354_679.5) }, output: { sink.add($0) })
        handler.logLevel = .info
        Logger(label: "test") { _ in handler }.info("\(message)", metadata: metadata)
        return sink.text
    }

    private final class Sink: Sendable {
        private let state = Mutex("")
        func add(_ line: String) { state.withLock { $0 += line } }
        var text: String { state.withLock { $0 } }
    }

    @Test func aLineHasItsNamesInOneOrder() {
        #expect(
            line("request", ["zz": "1", "out": "5", "id": "ab", "caller": "desk", "about": "x"])
                == "time=2026-11-22T13:37:59.500Z level=info msg=request id=ab caller=desk out=5 about=x zz=1\n")
    }

    @Test(arguments: [
        ("plain", "plain"), ("", "\"\""), ("two words", "\"two words\""), ("a\r\nlevel=error", "\"a level=error\""),
        ("\u{1B}[31mred\u{7}", "[31mred"), ("say \"x\"\\", "\"say \\\"x\\\"\\\\\""), ("a\u{202E}b", "\"a b\""),
        ("é漢", "é漢"),
    ])
    func aValueCannotLeaveItsPlace(value: String, written: String) {
        #expect(line("m", ["id": "\(value)"]).hasSuffix(" msg=m id=\(written)\n"))
    }

    /// Also as the message, where a system's own words may be quoted.
    @Test(arguments: HostileCorpus.all) func whateverIsLoggedIsOneLineOfText(text: HostileCorpus.Text) {
        let line = line(text.text, ["reason": "\(text.text)", "out": "5"])
        #expect(line.hasSuffix("\n") && line.dropLast().harmfulScalars.isEmpty && !line.dropLast().contains("\n"))
        // A mark at the start of a value is drawn onto the sign before it.
        let signs = line.unicodeScalars.filter { !$0.properties.isGraphemeExtend }
        let bare = String(String.UnicodeScalarView(signs))
        #expect(bare.hasPrefix("time=2026-11-22T13:37:59.500Z level=info msg="))
        #expect(bare.contains(" out=5 reason="))
    }

    @Test func aLongValueIsCut() {
        #expect(line("m", ["id": "\(String(repeating: "x", count: 5000))"]).utf8.count < 1100)
    }
}
