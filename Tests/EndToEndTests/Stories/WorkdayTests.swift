import Foundation
import ProgramTesting
import Testing

extension WorkdayStoryTests {
    /// What staff do all day, by keys alone, checked on the screen and in the database.
    @Suite struct WorkdayTests {
        @Test(arguments: Setting.all(System.billing))
        func findsACustomerWhileTyping(in setting: Setting) async throws {
            let office = try await setting.open()
            let (session, data, window) = (office.session, office.data, setting.window)
            // Without its script on the keyboard, a name is found by its plain letters.
            let name = window.isUTF8 ? "鈴木" : "Müller"
            let code = try #require(
                try data.value("SELECT min(DebtorCode) FROM debtor WHERE SurName = ?", name))
            try await session.filter(
                window.isUTF8 ? name : "muller", until: code, window.isUTF8 ? name : "Muller")
            let city = try #require(
                try data.value("SELECT City FROM debtor WHERE DebtorCode = ?", code))
            try await session.openRow(
                showing: code, window.isUTF8 ? city : city.folding(options: .diacriticInsensitive, locale: nil))
        }

        @Test(arguments: Setting.all([.embedded]))
        func findsACustomerByWhateverACallerSays(in setting: Setting) async throws {
            let session = try await setting.open().session
            for said in ["jackson john", "+31 10 22 33 44", "NL59 RABO 0123 1231 23", "1015aa company"] {
                try await session.press("f")
                try await session.type(said)
                try await session.waitFor("> DB0001")
                try await session.press("Enter")
                try await session.waitFor("DB0001 Company X")
                try await session.press("Escape", "Escape")
                try await session.waitFor("1/500")
            }
        }

        @Test(arguments: Setting.all([.embedded, .hostFact]))
        func resetsAPassword(in setting: Setting) async throws {
            let office = try await setting.openFirstDebtor()
            let (session, data) = (office.session, office.data)
            let before = try data.snapshot()
            try await session.press("p")
            try await session.waitFor(Shown.passwordDialog, "info@company.com")
            try await session.fill(Shown.temporaryPassword, with: "sunny-otter-42")
            try await session.choose(Shown.mailLogin, "yes")

            // Back is marked: Enter alone leads back to the form.
            let review = try await session.review()
            #expect(review.contains("info@company.com"))
            #expect(!review.contains("sunny-otter-42"))
            try await session.press("Enter")
            try await session.waitUntilGone(Shown.review)
            try await session.waitFor(Shown.temporaryPassword)
            #expect(try data.snapshot() == before)

            let start = Date()
            try await session.review()
            try await session.send()
            // A long sentence is wrapped where the line also says of when the rows are.
            if setting.system == .embedded {
                try await session.waitFor("The password of DB0001 is changed.", "info@company.com", "[mail]")
            } else {
                try await session.waitFor("\(setting.system.rawValue) says:", "is verzonden", "info@company.com")
            }
            let end = Date()
            #expect(
                before.changes(to: try data.snapshot()) == [
                    "debtor 1: Modified, Password, PasswordExpires", "+ mail_outbox 1",
                ])
            let debtor = try #require(try data.rows("SELECT * FROM debtor WHERE Identifier = 1").first)
            #expect(debtor["Password"] == "sunny-otter-42")
            let expires = try #require(debtor["PasswordExpires"])
            let day: TimeInterval = 24 * 3600
            #expect(Days.moment(start + day) <= expires && expires <= Days.moment(end + day))
            let mail = try #require(try data.rows("SELECT recipient, body FROM mail_outbox").first)
            #expect(mail["recipient"] == "info@company.com")
            #expect(mail["body"]?.contains("sunny-otter-42") == true)
        }

        @Test(arguments: Setting.all([.weFact]))
        func saysWhyAWeFactResetsNoPassword(in setting: Setting) async throws {
            let office = try await setting.openFirstDebtor()
            let before = try office.data.snapshot()
            try await office.session.press("p")
            let picture = try await office.session.waitFor("Balie knows no action of WeFact for this.")
            #expect(!picture.contains(Shown.temporaryPassword))
            #expect(try office.data.snapshot() == before)
        }

        @Test(arguments: Setting.all(System.billing))
        func movesACustomerToAnotherCity(in setting: Setting) async throws {
            let office = try await setting.openFirstDebtor()
            let (session, data) = (office.session, office.data)
            let before = try data.snapshot()
            // A service is marked at first; Shift-Tab marks the customer.
            try await session.press("BTab")
            try await session.waitFor("> DB0001")
            try await session.press("e")
            try await session.waitFor(Shown.debtorForm, "DB0001")
            try await session.fill("City", with: "Breda")
            try await session.review()
            let review = try await session.waitFor("+ Breda")
            #expect(review.shows("City", changedFrom: "Amsterdam", to: "Breda"))
            #expect(try data.snapshot() == before)
            try await session.send()
            try await session.waitFor(
                setting.told("Debtor DB0001 is changed.", "Debiteur 'DB0001' is bewerkt"), "Breda")
            #expect(before.changes(to: try data.snapshot()) == ["debtor 1: City, Folded, Modified"])
            #expect(try data.value("SELECT City FROM debtor WHERE Identifier = 1") == "Breda")
        }

        @Test(arguments: Setting.all(System.billing))
        func changesThePriceOfAProduct(in setting: Setting) async throws {
            let office = try await setting.open()
            let (session, data) = (office.session, office.data)
            let before = try data.snapshot()
            try await session.changePriceOfP002()
            try await session.waitUntil("the new price in the list") { $0.line(with: "P002", "50.75") != nil }
            #expect(
                before.changes(to: try data.snapshot()) == ["product 1: Modified, PriceExcl"])
            #expect(try data.value("SELECT PriceExcl FROM product WHERE Identifier = 1") == "50.75")
        }

        @Test(arguments: Setting.all(System.billing))
        func endsAService(in setting: Setting) async throws {
            let office = try await setting.openFirstDebtor()
            let (session, data) = (office.session, office.data)
            let before = try data.snapshot()
            let day = try Days.firstFourteenth(aMonthAfter: Days.day(Date()))
            try await session.press("t")
            // The computed day, and the contract it follows from.
            try await session.waitFor(Shown.terminationDialog, day, "2018-01-14")
            try await session.focus("Reason")
            try await session.type("Moves abroad")
            let review = try await session.review()
            #expect(review.contains(day))
            #expect(review.contains("Moves abroad"))

            // Send is marked where it can be taken back; Back is always at its left.
            try await session.press("Left", "Enter")
            try await session.waitUntilGone(Shown.review)
            #expect(try data.snapshot() == before)

            try await session.review()
            try await session.send()
            // In a narrow window the vendor's day stands on a second line.
            try await session.waitFor(
                setting.told("The service ends on \(day)", "Dienst is opgezegd met opzegdatum"),
                setting.system == .embedded ? day : Days.dutch(day))
            #expect(
                before.changes(to: try data.snapshot()) == [
                    "service 1: Modified, TerminationCreated, TerminationDate, TerminationReason"
                ])
            let service = try #require(try data.rows("SELECT * FROM service WHERE Identifier = 1").first)
            #expect(service["TerminationDate"] == day)
            #expect(service["TerminationReason"] == "Moves abroad")
        }

        @Test func staysOnBackAtTheLeftEnd() async throws {
            let home = try await TemporaryHome.withDemoData()
            let before = try home.defaultDatabase.snapshot()
            let session = try await Window.all[0].openFirstDebtor(home)
            try await session.press("t")
            try await session.waitFor(Shown.terminationDialog)
            try await session.review()
            try await session.press("Left", "Enter")
            try await session.waitUntilGone(Shown.review)
            let after = try home.defaultDatabase.snapshot()
            #expect(after == before)
        }

        @Test(arguments: Setting.all(System.billing))
        func addsAService(in setting: Setting) async throws {
            let office = try await setting.openFirstDebtor()
            let (session, data) = (office.session, office.data)
            let before = try data.snapshot()
            try await session.press("a")
            try await session.waitFor(Shown.addForm, "DB0001")
            try await session.focus(Shown.product)
            try await session.press("Enter")
            // The list of the picker stands in front of the form.
            try await session.waitUntil("the products") { $0.line(with: "P001", "Default product") != nil }
            try await session.type("P001")
            try await session.waitUntil("only that product") { !$0.contains("P002") }
            try await session.press("Enter")
            try await session.waitFor("P001", "250.00", "302.50")
            try await session.review()
            try await session.send()
            try await session.waitFor(setting.told("The service is added:", "Dienst is aangemaakt"))
            let id = try #require(try data.value("SELECT max(Identifier) FROM service"))
            #expect(before.changes(to: try data.snapshot()) == ["row_count service: total", "+ service \(id)"])
            let service = try #require(try data.rows("SELECT * FROM service WHERE Identifier = ?", id).first)
            #expect(service["Debtor"] == "1")
            #expect(service["ProductCode"] == "P001")
            #expect(service["Periodic"] == "m")
            #expect(service["PriceExcl"] == "250")
        }

        @Test(arguments: Setting.all([.embedded, .m4]))
        func hidesAUser(in setting: Setting) async throws {
            let office = try await setting.open()
            let (session, data) = (office.session, office.data)
            let before = try data.snapshot()
            try await office.showUsers()
            try await session.filter("companyx", until: "companyx", "Company X", isOnlyHit: true)
            try await session.press("e")
            try await session.waitFor(Shown.userForm, "companyx")
            try await session.choose(Shown.hidden, "yes")
            try await session.review()
            try await session.send()
            try await session.waitFor(setting.told("User companyx", "User was updated successfully"))
            #expect(before.changes(to: try data.snapshot()) == ["m4_user 3: hidden"])
            #expect(try data.value("SELECT hidden FROM m4_user WHERE id = 3") == "1")
        }

        @Test(arguments: Setting.all([.embedded, .m4]))
        func blocksAUserOnADay(in setting: Setting) async throws {
            let office = try await setting.open()
            let (session, data) = (office.session, office.data)
            let before = try data.snapshot()
            let day = try Days.day(Days.day(Date()), plus: 9, .day)
            try await office.showUsers()
            try await session.filter("companyx", until: "companyx", "Company X", isOnlyHit: true)
            try await session.press("t")
            try await session.waitFor(Shown.blockDialog, "companyx")
            try await session.fill(Shown.blockAt, with: day)
            try await session.review()
            try await session.waitFor("+ " + day)
            #expect(try data.snapshot() == before)
            try await session.send()
            try await session.waitFor(
                setting.told("User companyx Company X has \(day) as block day.", "User was updated successfully"))
            #expect(before.changes(to: try data.snapshot()) == ["m4_user 3: block_at"])
            #expect(try data.value("SELECT block_at FROM m4_user WHERE id = 3") == day)
        }
    }
}

extension TmuxSession {
    /// Gives product P002 another price, from the list of products.
    func changePriceOfP002() async throws {
        try await press("2")
        try await waitFor("P002", "Hosting small")
        try await filter("P002", until: "P002", "7.50", isOnlyHit: true)
        try await press("e")
        try await waitFor("Hosting small", Shown.price)
        try await fill(Shown.price, with: "50.75")
        try await press("C-s")
        // A window may be seen half drawn.
        let review = try await waitFor(Shown.review, "+ 50.75")
        #expect(review.shows(Shown.price, changedFrom: "7.5", to: "50.75"))
        try await send()
    }
}
