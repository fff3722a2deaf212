import Foundation
import ProgramTesting
import Testing

extension CommandTests {
    /// The vendors' own examples, run as they are printed on a first start.
    @Suite struct SeedCallTests {
        @Test func resetsTheLoginOfDebtorDB0001() async throws {
            let home = try TemporaryHome()
            let answer = try await Answer.to(SeedCalls.updateLoginCredentials, home: home)
            #expect(answer.text == SeedCalls.credentialsUpdated.onOneLine)
            #expect(answer.outcome.exitCode == 0)
            #expect(answer.outcome.errors.isEmpty)
        }

        @Test func storesTheTemporaryPasswordForADayAndTheMail() async throws {
            let home = try await TemporaryHome.withDemoData()
            let data = home.defaultDatabase
            let before = try data.snapshot()
            let start = Date()
            let answer = try await Answer.to(SeedCalls.updateLoginCredentials, home: home)
            let end = Date()
            #expect(answer.outcome.exitCode == 0)
            #expect(
                before.changes(to: try data.snapshot()) == [
                    "debtor 1: Modified, Password, PasswordExpires", "+ mail_outbox 1",
                ])
            #expect(try data.value("SELECT Password FROM debtor WHERE Identifier = 1") == "newpassword")
            let expires = try #require(try data.value("SELECT PasswordExpires FROM debtor WHERE Identifier = 1"))
            let day: TimeInterval = 24 * 3600
            #expect(Days.moment(start + day) <= expires)
            #expect(expires <= Days.moment(end + day))
            let mail = try #require(try data.rows("SELECT * FROM mail_outbox").first)
            #expect(mail["recipient"] == "info@company.com")
            #expect(mail["state"] == "waiting")
            #expect(mail["body"]?.contains("DB0001") == true)
            #expect(mail["body"]?.contains("newpassword") == true)
        }

        @Test func changesThePriceOfProduct1() async throws {
            let home = try TemporaryHome()
            let answer = try await Answer.to(SeedCalls.editProduct, home: home)
            #expect(answer.text == SeedCalls.productEdited.onOneLine)
            #expect(answer.outcome.exitCode == 0)
            #expect(answer.outcome.errors.isEmpty)
        }

        @Test func changesNothingButThePrice() async throws {
            let home = try await TemporaryHome.withDemoData()
            let data = home.defaultDatabase
            let before = try data.snapshot()
            #expect(try data.value("SELECT PriceExcl FROM product WHERE Identifier = 1") == "7.5")
            let answer = try await Answer.to(SeedCalls.editProduct, home: home)
            #expect(answer.outcome.exitCode == 0)
            #expect(before.changes(to: try data.snapshot()) == ["product 1: Modified, PriceExcl"])
            #expect(try data.value("SELECT PriceExcl FROM product WHERE Identifier = 1") == "50.75")
        }

        @Test func endsService1AtTheFirstTermAMonthAhead() async throws {
            let home = try TemporaryHome()
            let answer = try await Answer.to(SeedCalls.terminateService, home: home)
            let day = try Days.firstFourteenth(aMonthAfter: answer.today)
            #expect(answer.text == SeedCalls.serviceTerminated(on: day).onOneLine)
            #expect(answer.outcome.exitCode == 0)
            #expect(answer.outcome.errors.isEmpty)
        }

        @Test func changesNothingButTheTermination() async throws {
            let home = try await TemporaryHome.withDemoData()
            let data = home.defaultDatabase
            let before = try data.snapshot()
            let answer = try await Answer.to(SeedCalls.terminateService, home: home)
            #expect(answer.outcome.exitCode == 0)
            #expect(
                before.changes(to: try data.snapshot()) == ["service 1: Modified, TerminationCreated, TerminationDate"])
            #expect(
                try data.value("SELECT TerminationDate FROM service WHERE Identifier = 1")
                    == Days.firstFourteenth(aMonthAfter: answer.today))
        }

        @Test func givesDebtorDB0001AService() async throws {
            let home = try TemporaryHome()
            let answer = try await Answer.to(SeedCalls.addService, home: home)
            let id = try #require(try home.defaultDatabase.value("SELECT max(Identifier) FROM service"))
            let expected = SeedCalls.serviceAdded(
                id, today: answer.today, end: try Days.day(answer.today, plus: 1, .month),
                next: try Days.day(answer.today, plus: -14, .day))
            #expect(answer.text == expected.onOneLine)
            #expect(answer.outcome.exitCode == 0)
            #expect(answer.outcome.errors.isEmpty)
        }

        @Test func addsOneServiceAndChangesNothingElse() async throws {
            let home = try await TemporaryHome.withDemoData()
            let data = home.defaultDatabase
            let before = try data.snapshot()
            let answer = try await Answer.to(SeedCalls.addService, home: home)
            #expect(answer.outcome.exitCode == 0)
            let id = try #require(try data.value("SELECT max(Identifier) FROM service"))
            #expect(before.changes(to: try data.snapshot()) == ["row_count service: total", "+ service \(id)"])
            let row = try #require(try data.rows("SELECT * FROM service WHERE Identifier = ?", id).first)
            #expect(row["Debtor"] == "1")
            #expect(row["ProductCode"] == "P001")
            #expect(row["PriceExcl"] == "250")
            #expect(row["StartPeriod"] == answer.today)
        }

        @Test(arguments: [[], ["u=admin", "hash=80ea571b1932bfecb937013966849154cb995e05"]])
        func hidesUser3(access: [String]) async throws {
            let home = try TemporaryHome()
            let answer = try await Answer.to(SeedCalls.updateUser + access, home: home)
            #expect(answer.text == SeedCalls.userUpdated)
            #expect(answer.outcome.exitCode == 0)
            #expect(answer.outcome.errors.isEmpty)
        }

        @Test func changesNothingButHidden() async throws {
            let home = try await TemporaryHome.withDemoData()
            let data = home.defaultDatabase
            let before = try data.snapshot()
            #expect(try data.value("SELECT hidden FROM m4_user WHERE id = 3") == "0")
            let answer = try await Answer.to(SeedCalls.updateUser, home: home)
            #expect(answer.outcome.exitCode == 0)
            #expect(before.changes(to: try data.snapshot()) == ["m4_user 3: hidden"])
            #expect(try data.value("SELECT hidden FROM m4_user WHERE id = 3") == "1")
        }
    }
}
