import BillingModel
import Foundation
import HostileTesting
import SQLStore
import Testing

@testable import BillingEngine

/// Source: RFC 5322, RFC 2045 and RFC 2047.
@Suite struct MailMessageTests {
    private func message(subject: String = "Hallo", body: String = "Tekst\n") throws -> String {
        let texts = [
            "id": "1", "created": "2022-11-24 12:00:00", "message_id": "1@host",
            "recipient": "a@x.example, b@x.example", "subject": subject, "body": body, "state": "sending",
        ]
        let row = SQLRow(QueuedMail.selection.names.map { .text(texts[$0] ?? "") })
        let mail = QueuedMail(row, offset: 0)
        let from = try #require(MailAddress("Helpdesk <help@voorbeeld.example>"))
        let bytes = MailMessage(from: from, mail: mail, body: body, date: TestEngine.seedMoment).bytes
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func isWhole() throws {
        #expect(
            try message() == """
                From: "Helpdesk" <help@voorbeeld.example>
                To: a@x.example,
                 b@x.example
                Subject: Hallo
                Date: Thu, 24 Nov 2022 12:00:00 +0200
                Message-ID: <1@host>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Tekst

                """)
    }

    @Test(arguments: [
        "Hallo\nBcc: kwaad@x.example", "Hallo\r\nBcc: kwaad@x.example", "Hallo\rBcc: kwaad@x.example",
        "Hallo\u{2028}Bcc: kwaad@x.example", "Hallo\u{85}Bcc: kwaad@x.example", "Hallo\n\nBcc: kwaad@x.example",
        "Hallo\u{0}\nBcc: kwaad@x.example",
    ]) func aSubjectBeginsNoOtherHeader(subject: String) throws {
        let head = try #require(try message(subject: subject).components(separatedBy: "\n\n").first)
        #expect(head.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("Bcc") } == [])
        #expect(head.contains("Subject: Hallo Bcc: kwaad@x.example\nDate:"))
    }

    /// Whatever a customer is called or somebody writes: the same headers, in letters that every program on the way
    /// takes as they are.
    @Test(arguments: HostileCorpus.all) func hostileTextsAreOnlyTexts(text: HostileCorpus.Text) throws {
        let whole = try message(subject: text.text, body: text.text)
        #expect(whole.utf8.allSatisfy { (0x20..<0x7F).contains($0) || "\n\t".utf8.contains($0) })
        let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        let head = lines.prefix { !$0.isEmpty }.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            head == [
                "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding",
            ])
    }

    /// A name before an address begins neither another address nor another header.
    @Test(arguments: HostileCorpus.all) func aHostileNameIsOnlyAName(text: HostileCorpus.Text) {
        let phrase = MailHeader.phrase(text.text)
        #expect(phrase.utf8.allSatisfy { (0x20..<0x7F).contains($0) || $0 == UInt8(ascii: "\n") })
        #expect(phrase.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix(" ") })
        #expect(phrase.hasPrefix("\"") || !phrase.contains { "<>,;@\"".contains($0) })
    }

    @Test(arguments: [
        "Zoë", "=?utf-8?B?WA==?=", "日本語の件名がとても長いときでも一つの文字も分けられない",
        String(repeating: "lang ", count: 40) + "x", "👩‍👩‍👧‍👦 family", "می\u{200C}خواهم",
    ]) func aSubjectIsDecodedToWhatItWas(subject: String) throws {
        let lines = try message(subject: subject).components(separatedBy: "\n")
        let start = try #require(lines.firstIndex { $0.hasPrefix("Subject: ") })
        let end = try #require(lines.firstIndex { $0.hasPrefix("Date: ") })
        let words = lines[start..<end].joined().replacingOccurrences(of: "Subject: ", with: "").split(separator: " ")
        let decoded = words.map { word -> String in
            let text = word.dropFirst("=?utf-8?B?".count).dropLast("?=".count)
            return Data(base64Encoded: String(text)).map { String(decoding: $0, as: UTF8.self) } ?? "?"
        }
        #expect(decoded.joined() == MailHeader.oneLine(subject))
        #expect(lines[start..<end].allSatisfy { $0.utf8.count <= 76 })
    }

    @Test(arguments: [
        ("a=b", "a=3Db"), ("Zoë", "Zo=C3=AB"), ("eind ", "eind=20"), (".", "=2E"), ("From hier", "=46rom hier"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("\u{1B}[31m", "=1B[31m"), ("", ""),
        (String(repeating: "x", count: 80), String(repeating: "x", count: 75) + "=\n" + "xxxxx"),
    ]) func aBodyIsASCIIInShortLines(text: String, encoded: String) {
        #expect(QuotedPrintable.encoded(text) == encoded)
    }
}
