import BillingAPI
import BillingModel
import Foundation
import Testing

@testable import Journal

/// An entry is written in one way, and read back as it was.
@Suite struct JournalEntryTests {
    private func entry(_ event: JournalEntry.Event) -> JournalEntry {
        JournalEntry(moment: "2026-11-27T00:00:00Z", author: JournalPlace.anna, event: event)
    }

    private static let words = LocalizedText("It was sent, and no answer came.", "Er kwam geen antwoord.")
    private static let events: [JournalEntry.Event] = [
        .intent(.sample(), until: JournalPlace.until),
        .intent(
            Intent(id: "2", system: .database("x"), action: ActionName("service", "add"), target: nil, changes: []),
            until: JournalPlace.until),
        .outcome(.done(RecordRef(.profile("main"), .service, 12)), of: "intent-1", sending: 3),
        .outcome(.done(nil), of: "intent-1", sending: 3), .outcome(.refused(words), of: "intent-1", sending: 3),
        .outcome(.undecided(words), of: "intent-1", sending: 3),
        .outcome(.settled(wasDone: true), of: "intent-1", sending: 3),
        .outcome(.settled(wasDone: false), of: "intent-1", sending: 3),
        .remainder(JournalRemainder(bytes: 7, digest: JournalLine.nothing, isEnded: false)),
    ]

    @Test(arguments: events) func itIsReadBackAsItWasWritten(_ event: JournalEntry.Event) throws {
        let written = JournalLine.bytes(of: entry(event), number: 9, after: JournalLine.nothing)
        let line = try #require(JournalLine(parsing: written.bytes))
        #expect(line.entry == entry(event) && line.number == 9 && line.digest == written.digest)
        #expect(line.isWhole(written.bytes))
    }

    /// Programs elsewhere read these lines too.
    @Test func itsLineIsJSONWithSortedNames() {
        let written = JournalLine.bytes(of: entry(Self.events[0]), number: 1, after: JournalLine.nothing)
        let text = String(decoding: written.bytes, as: UTF8.self)
        #expect(
            text
                == #"{"digest":"\#(written.digest)","entry":{"action":"debtor edit","address":"10.0.0.7","base":"0123","#
                + #""changes":[{"after":"Leiden","before":"Utrecht","field":"City"},{"field":"Password","secret":"changed"}],"#
                + #""id":"intent-1","kind":"intent","reason":"moved","system":"profile:main","#
                + #""target":{"identifier":1,"kind":"debtor","system":"profile:main"},"terminal":"/dev/pts/3","#
                + #""ticket":"T-7","time":"2026-11-27T00:00:00Z","until":"2026-11-27T00:00:30Z","who":"anna@desk-2"},"#
                + #""previous":"\#(JournalLine.nothing)","sequence":1}"#)
    }

    @Test func everyByteOfALineCounts() {
        let written = JournalLine.bytes(of: entry(Self.events[0]), number: 1, after: JournalLine.nothing)
        for index in written.bytes.indices {
            var bytes = written.bytes
            bytes[index] ^= 1
            #expect(JournalLine(parsing: bytes)?.isWhole(bytes) != true, "byte \(index)")
        }
    }

    @Test func textThatCouldDriveATerminalIsWrittenByItsNumbers() {
        let event = JournalEntry.Event.intent(
            .sample(city: "A\u{1B}]0;x\u{7}\u{9B}2J\u{202E}\r\n\u{0}"), until: JournalPlace.until)
        let written = JournalLine.bytes(of: entry(event), number: 1, after: JournalLine.nothing)
        #expect(written.bytes.allSatisfy { (0x20..<0x7F).contains($0) })
        #expect(JournalLine(parsing: written.bytes)?.entry == entry(event))
    }

    @Test(arguments: [
        "", "{}", "[]", "null", #"{"digest":""}"#, #"{"digest":"\#(JournalLine.nothing)"}"#,
        #"{"digest":"\#(JournalLine.nothing)","entry":{},"previous":"\#(JournalLine.nothing)","sequence":1}"#,
    ]) func whatIsNoEntryIsNotTakenForOne(text: String) {
        #expect(JournalLine(parsing: Array(text.utf8)) == nil)
    }

    @Test func theAddressIsThatOfTheLineWorkedOver() {
        #expect(JournalAuthor.here(["SSH_CONNECTION": "10.0.0.7 51000 10.0.0.1 22"]).address == "10.0.0.7")
        #expect(JournalAuthor.here(["SSH_CONNECTION": "\u{1B}[2J"]).address == nil)
        #expect(JournalAuthor.here([:]).address == nil)
        #expect(JournalAuthor.here(["USER": "somebody-else"]).user != "somebody-else")
        #expect(JournalPlace.anna.user == "anna")
    }
}
