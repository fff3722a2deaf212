import BillingAPI
import BillingModel
import ConsoleTesting
import Foundation
import HostFactAPI
import M4API
import ProgramTesting
import TerminalCore
import Testing

@testable import Console

/// The line that a review shows does what the review says.
@MainActor struct CommandTwinTests {
    /// The words that a shell makes of a line.
    private func words(_ line: String) async throws -> [String] {
        let printed = try await run("/bin/bash", ["-c", "printf '%s\\0' \(line)"])
        return printed.output.split(separator: "\0", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// Calls as `balie call` does.
    private func call(_ line: String, on engine: any BillingService) async throws {
        var rest = try await words(line)[...]
        #expect(rest.prefix(2) == ["balie", "call"])
        rest = rest.dropFirst(2)
        let name = Array(rest.prefix(2))
        var parameters = PHPParameters()
        for word in rest.dropFirst(2) {
            let equals = try #require(word.firstIndex(of: "="))
            try parameters.add(String(word[..<equals]), String(word[word.index(after: equals)...]))
        }
        if name[0] == "m4" {
            let answer = await M4Call(name[1], parameters.all, unknown: .refused).answer(from: engine)
            #expect(answer.error == nil, "\(line)")
        } else {
            let answer = await HostFactCall(name[0], name[1], parameters.all, unknown: .refused)
                .answer(from: engine, at: fixedClock.now())
            #expect(answer.error == nil, "\(line): \(answer.error?.message.english ?? "")")
        }
    }

    /// What the record says after the change itself, and after the line of it, each on an installation of its own.
    private func expectSame<Change: WritingAction, Reading: RecordReading>(
        _ change: Change, _ reading: Reading,
        after first: @Sendable (any BillingService) async throws -> Void = { _ in }
    ) async throws where Reading.Answer: RecordAnswer {
        let (sent, called) = (try await DemoInstallation(debtors: 3), try await DemoInstallation(debtors: 3))
        try await first(sent.engine)
        try await first(called.engine)
        _ = try await sent.engine.send(change)
        let line = try #require(CommandTwin.line(change))
        try await call(line, on: called.engine)
        let (one, other) = (try await sent.engine.send(reading), try await called.engine.send(reading))
        for field in Change.declaration.parameters {
            #expect(one.text(of: field) == other.text(of: field), "\(field.name) by \(line)")
        }
        #expect(one.tag == other.tag, "\(line)")
    }

    @Test func editedDebtorIsTheSame() async throws {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 1
        edit[Debtor.companyName] = "Café 't Hoekje & Zn. $HOME `ls` \"x\" 株式会社"
        edit[Debtor.comment] = "one\ntwo\t\\three'"
        edit[Debtor.groups] = []
        edit.arguments[text: Debtor.city.declaration] = ""
        try await expectSame(edit, ShowDebtor(1))
    }

    @Test func editedProductWithItsGroupsIsTheSame() async throws {
        var edit = EditProduct()
        edit[Product.identifier] = 1
        edit[Product.priceExcl] = Decimal(string: "-12.5")
        edit.arguments[text: Product.description.declaration] = "* ? [a] ~ !x"
        try await expectSame(edit, ShowProduct(1))
    }

    @Test func addedServiceIsTheSame() async throws {
        var add = AddService()
        add[Subscription.debtorCode] = "DB0001"
        add[Subscription.productCode] = "P002"
        add[Subscription.number] = 2
        add[Subscription.description] = "it's new"
        let desk = try await DemoInstallation(debtors: 3)
        let id = try #require(try await desk.engine.send(add).record[Subscription.identifier])
        try await expectSame(add, ShowService(id))
    }

    @Test func endingAndItsWithdrawalAreTheSame() async throws {
        var end = TerminateService()
        end[Subscription.identifier] = 1
        end[TerminateService.date] = CalendarDate("2027-01-31")
        end[TerminateService.reason] = "moves\nabroad"
        try await expectSame(end, ShowService(1))
        let planned = end
        try await expectSame(WithdrawTermination(1), ShowService(1)) { _ = try await $0.send(planned) }
    }

    @Test func editedUserIsTheSame() async throws {
        var edit = UpdateUserDetails(3)
        edit[User.email] = "new+x@example.net"
        edit[User.blockAt] = CalendarDate("2027-02-03")
        edit[User.comment] = "a'b\"c"
        try await expectSame(edit, ReadUser(3))
    }

    @Test func secretIsAPlaceholder() throws {
        var change = UpdateLoginCredentials()
        change[Debtor.identifier] = 1
        change[Debtor.password] = "hunter2"
        let line = try #require(CommandTwin.line(change, options: ["--profile", "work"]))
        #expect(!line.contains("hunter2"))
        #expect(line.hasPrefix("balie call --profile work debtor updatelogincredentials"))
        #expect(line.contains("Password=SECRET"))
    }

    @Test func reasonAndTicketGoAlong() throws {
        let note = ChangeNote(reason: "asked by phone", ticket: "T-1")
        #expect(
            CommandTwin.line(WithdrawTermination(1), note)?.contains("--reason 'asked by phone' --ticket T-1") == true)
    }

    @Test(
        arguments: [
            ("plain-1_2./:@%+=,", "plain-1_2./:@%+=,"), ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'"),
            ("$x", "'$x'"), ("Sub[Key]=1", "'Sub[Key]=1'"), ("é", "'é'"), ("a\nb", "$'a\\nb'"),
            ("\u{1B}[31m'", "$'\\033[31m\\''"), ("\u{9B}x", "$'\\302\\233x'"), ("~", "'~'"), ("!1", "'!1'"),
        ])
    func everyWordIsOneWordForAShell(_ word: String, _ quoted: String) async throws {
        #expect(ShellWord.quoted(word) == quoted)
        #expect(try await words(quoted) == [word])
    }

    @Test func everyReviewShowsItAndCopiesIt() async throws {
        let driver = ScreenDriver(
            service: await StubService.office(), size: Size(width: 100, height: 30), clock: fixedClock)
        for way: [Key] in [
            [.character("1"), .character("e"), .character("x"), .control("s")],
            [.character("3"), .character("t"), .control("s")], [.character("4"), .character("t"), .control("s")],
            [.character("1"), .character("p"), .control("s")],
        ] {
            for key in way { await driver.press(key) }
            #expect(driver.lines.last?.contains("y command") == true, "\(driver.picture)")
            await driver.press(.character("y"))
            #expect(driver.line(with: "balie call ") != nil, "\(driver.picture)")
            await driver.press(.character("y"))
            #expect(driver.terminal.copied.last?.hasPrefix("balie call ") == true)
            // The review is as it was, and nothing was sent.
            #expect(driver.lines.last?.contains("y command") == true)
            await driver.press(.escape, .escape, .escape)
        }
    }
}
