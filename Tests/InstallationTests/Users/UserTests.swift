import BillingAPI
import BillingModel
import M4API
import Testing

extension InstallationTests {
    @Suite struct UserTests {
        private func update(_ fill: (inout UpdateUserDetails) -> Void) -> UpdateUserDetails {
            filled(UpdateUserDetails(3), fill)
        }

        private func list(_ user: String) -> ListUsers { filled { $0[ListUsers.user] = user } }

        private func show(_ id: Int) -> ShowUser { filled { $0[User.id] = id } }

        @Test(arguments: Way.toM4)
        func areListedAllOrOne(way: Way) async throws {
            let office = try await Installation(way, debtors: 100)
            let all = try await office.service.send(list(ListUsers.all)).users
            let stored = try await office.rows("SELECT count(*) FROM m4_user WHERE usertype = 'user'")
            #expect([[String(all.count)]] == stored)
            let one = try await office.service.send(list("3")).users
            #expect(one.map { $0.text(User.username) } == ["companyx"])
            let rows = UserList(all).element.all("user")
            #expect(UserList(one).element.all("user").allSatisfy(rows.contains))
        }

        @Test(arguments: Way.toM4)
        func areReadWhole(way: Way) async throws {
            let office = try await Installation(way)
            let user = try await office.service.send(ReadUser(3)).user
            #expect(user.text(User.username) == "companyx")
            #expect(user.text(User.agreementNumber) == "A-77")
            #expect(user[User.agreementDate] == CalendarDate("2022-11-24"))
            #expect(user[User.taxes[0].value] == 21)
            #expect(user[User.responsibleManager] == 1)
            #expect(user[User.isBlocked] == false)
            #expect(user[text: User.blockAt.declaration] == "")
        }

        @Test(arguments: Way.toM4)
        func showDetailsWithNamesForIds(way: Way) async throws {
            let office = try await Installation(way)
            let view = try await office.service.send(show(3))
            #expect(view.country == "Netherlands")
            #expect(view.currency == "USD")
            #expect(view.user.text(User.city) == "Amsterdam")
            let byName = filled(ShowUser()) { $0[User.username] = "companyx" }
            #expect(try await office.service.send(byName) == view)
        }

        @Test(arguments: Way.toM4)
        func anUnknownOneIsNotFound(way: Way) async throws {
            let office = try await Installation(way)
            let unknown = Refusal(.notFound, "User was not found")
            #expect(await office.refusal(of: list("999")) == unknown)
            #expect(await office.refusal(of: ReadUser(999)) == unknown)
            #expect(await office.refusal(of: show(999)) == unknown)
            #expect(await office.refusal(of: filled(UpdateUserDetails(999)) { $0[User.city] = "Ede" }) == unknown)
            #expect(await office.refusal(of: UpdateUserDetails())?.words == "User was not found")
        }

        @Test(arguments: Way.toM4)
        func changesWhatIsGivenAlone(way: Way) async throws {
            let office = try await Installation(way)
            var expected = try await office.service.send(ReadUser(3)).user
            _ = try await office.service.send(
                update {
                    $0[User.isHidden] = true
                    $0[User.isBlocked] = true
                    $0[User.blockAt] = CalendarDate("2026-03-09")
                    $0[User.taxes[1].value] = 9.5
                    $0[User.warningHour] = "-1"
                    $0.arguments[text: User.fax.declaration] = ""
                    $0[User.destinationRule.mode] = "blacklist"
                    $0[User.destinationRule.pool] = 2
                })
            expected[User.isHidden] = true
            expected[User.isBlocked] = true
            expected[User.blockAt] = CalendarDate("2026-03-09")
            expected[User.taxes[1].value] = 9.5
            expected[User.warningHour] = "-1"
            expected[User.destinationRule.mode] = "blacklist"
            expected[User.destinationRule.pool] = 2
            #expect(try await office.service.send(ReadUser(3)).user == expected)
            _ = try await office.service.send(update { $0[User.isBlocked] = false })
            expected[User.isBlocked] = false
            #expect(try await office.service.send(ReadUser(3)).user == expected)
        }

        @Test(arguments: Way.toM4, UserRefusal.all)
        func oneWrongFieldChangesNothing(way: Way, refused: UserRefusal) async throws {
            let office = try await Installation(way)
            let before = try await office.everything()
            let change = update {
                $0[User.city] = "Ede"
                refused.fill(&$0)
            }
            #expect(await office.refusal(of: change) == Refusal(.invalidInput, refused.words))
            #expect(try await office.everything() == before)
        }

        /// Without the characters that XML cannot carry.
        @Test(arguments: Way.toM4, HostileText.all.filter { !$0.text.unicodeScalars.contains("\u{1B}") })
        func keepsEveryTextAsItIs(way: Way, text: HostileText) async throws {
            let office = try await Installation(way)
            let comment = "\(text.text)\n\ttweede regel\r\nen een slot"
            let change = update {
                $0[User.address] = text.text
                $0[User.comment] = comment
            }
            _ = try await office.service.send(change)
            let user = try await office.service.send(ReadUser(3)).user
            #expect(Array(user.text(User.address).utf8) == Array(text.text.utf8))
            #expect(Array(user.text(User.comment).utf8) == Array(comment.utf8))
            #expect(
                try await office.rows("SELECT address, comment FROM m4_user WHERE id = 3") == [[text.text, comment]])
        }

        @Test(arguments: Way.toM4)
        func textsThatXMLCannotCarryAreStoredAsTheyAre(way: Way) async throws {
            let office = try await Installation(way)
            _ = try await office.service.send(update { $0[User.address] = "a\u{1B}[31mb" })
            #expect(try await office.rows("SELECT address FROM m4_user WHERE id = 3") == [["a\u{1B}[31mb"]])
            let seen = try await office.service.send(ReadUser(3)).user.text(User.address)
            #expect(seen == (way == .engine ? "a\u{1B}[31mb" : "a\u{FFFD}[31mb"))
        }
    }
}

/// A change of user 3 that M4 must refuse, whatever else is in it.
struct UserRefusal: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let words: String
    let fill: @Sendable (inout UpdateUserDetails) -> Void

    init(_ words: String, _ fill: @escaping @Sendable (inout UpdateUserDetails) -> Void) {
        testDescription = words
        self.words = words
        self.fill = fill
    }

    static let all = [
        UserRefusal("User was not updated: hidden: “yes” is not one of 1, 0.") {
            $0.arguments[text: User.isHidden.declaration] = "yes"
        },
        UserRefusal("User was not updated: blocked: “0” is not one of 1, 2.") {
            $0.arguments[text: User.isBlocked.declaration] = "0"
        },
        UserRefusal("User was not updated: tax1_value: 101 must be between 0 and 100.") {
            $0[User.taxes[0].value] = 101
        },
        UserRefusal("User was not updated: by, bm, bd are one date; bm, bd is missing.") {
            $0.arguments[text: User.blockAt.declaration] = "2030"
        },
        UserRefusal("User was not updated: currency_id: there is no currency 77.") { $0[User.currency] = 77 },
        UserRefusal("Manager is invalid: responsible_manager_id: there is no manager 3.") {
            $0[User.responsibleManager] = 3
        },
        UserRefusal(
            "User was not updated: enable_static_list: “blacklist” needs a number pool; give its id in static_list_id."
        ) { $0[User.destinationRule.mode] = "blacklist" },
        UserRefusal(
            "User was not updated: call_limit: “veel” is not a whole number. "
                + "email: “nobody” is not an address such as name@example.net."
        ) {
            $0.arguments[text: User.callLimit.declaration] = "veel"
            $0[User.email] = "nobody"
        },
        UserRefusal("User was not updated: call_limit cannot be empty.") {
            $0.arguments[text: User.callLimit.declaration] = ""
        },
    ]
}
