import Testing

@testable import BillingAPI

/// Who says to make a change and why, as it travels beside it.
@Suite struct ToldHeadersTests {
    @Test(arguments: [
        ("moved", "moved"), ("anna@desk-2", "anna@desk-2"), ("100 %", "100 %25"), ("山田", "%E5%B1%B1%E7%94%B0"),
        ("a\r\nX-Evil: 1", "a%0D%0AX-Evil: 1"), ("", ""), ("\u{1}", "%01"),
    ])
    func aTextTravelsAsASCII(text: String, header: String) {
        #expect(HeaderText.text(of: text) == header)
        #expect(HeaderText.read(header) == text)
    }

    @Test(arguments: ["%", "%4", "%zz", "%+1", "%FF", "%C3"])
    func whatIsNoTextIsNone(header: String) { #expect(HeaderText.read(header) == nil) }

    @Test func aNoteIsReadAsItWasWritten() {
        let note = ChangeNote(reason: "Zoë verhuist", ticket: "T-7")
        #expect(ChangeNote(note.headers) == note)
        #expect(ChangeNote(reason: "x").headers.map(\.name) == ["Balie-Reason"])
        #expect(ChangeNote([WireHeader("balie-ticket", "T-8")]) == ChangeNote(ticket: "T-8"))
    }

    /// From outside anything may come.
    @Test func whatIsToldIsOneShortLine() {
        let long = String(repeating: "x", count: 2000)
        let note = ChangeNote([
            WireHeader("Balie-Reason", "a%1B[2J%0Ab\(long)"), WireHeader("Balie-Ticket", "%ZZ"),
        ])
        #expect(note.reason.hasPrefix("a [2J bx") && note.reason.count == ChangeNote.longestReason)
        #expect(note.ticket == "")
    }

    @Test func aClaimChangesNoProvenName() {
        let author = ChangeAuthor("desk", by: .key, address: "10.0.0.7")
            .claiming([WireHeader("Balie-User", "anna%40desk-2")])
        #expect(author == ChangeAuthor("desk", by: .key, origin: "anna@desk-2", address: "10.0.0.7"))
        #expect(author.shown == "desk (anna@desk-2)")
        #expect(["desk", "anna", "anna@desk-2"].allSatisfy(author.isNamed) && !author.isNamed("bram"))
    }
}
