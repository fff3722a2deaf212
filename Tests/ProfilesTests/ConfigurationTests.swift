import BillingAPI
import BillingModel
import Profiles
import Testing

@Suite struct ConfigurationTests {
    private func read(_ text: String) throws(APIError) -> Configuration {
        try Configuration(parsing: text, file: "config.toml", home: "/home/me")
    }

    private func problems(_ text: String) -> [LocalizedText] {
        do throws(APIError) {
            _ = try read(text)
            return []
        } catch {
            return error.sentences
        }
    }

    private static let main = """
        default = "main"
        [profile.main]
        kind = "hostfact"
        url = "https://billing.example.com/Pro/apiv2/api.php"
        api_key_command = "pass show hostfact"

        """

    @Test func readsEverythingAProfileSays() throws {
        let configuration = try read(
            Self.main + """
                read_only = true
                language = "nl"
                banner = "red"
                ca_file = "~/own-ca.pem"
                requests_per_minute = 60
                timeout_seconds = 20
                budget_file = "/run/balie/budget"
                [mail]
                command = "/usr/sbin/sendmail -t -i"
                from = "Helpdesk <support@example.com>"
                """)
        let profile = try #require(configuration.profiles.first)
        #expect(configuration.defaultProfile == "main")
        #expect(profile.address?.description == "https://billing.example.com/Pro/apiv2/api.php")
        #expect(profile.key == .command("pass show hostfact"))
        #expect((profile.isReadOnly, profile.language, profile.banner) == (true, .dutch, "red"))
        #expect((profile.authorities, profile.budgetFile) == ("/home/me/own-ca.pem", "/run/balie/budget"))
        #expect((profile.requestsPerMinute, profile.timeoutSeconds) == (60, 20))
        #expect(
            configuration.mail
                == MailSettings(command: "/usr/sbin/sendmail -t -i", from: "Helpdesk <support@example.com>"))
        #expect(profile.place == "main · billing.example.com")
    }

    @Test func readsTheTablesOfWhatM4CannotList() throws {
        let profile = try read(
            """
            [profile.pbx]
            kind = "m4"
            url = "https://m4.example.com/billing/api/"
            api_key_file = "~/keys/m4"
            user = "admin"
            [profile.pbx.currencies]
            2 = "Dollar"
            1 = "Euro"
            [profile.pbx.number_pools]
            7 = "Zwart"
            """
        ).profile(named: "pbx")
        #expect(profile.references.currencies == [.init(1, "Euro"), .init(2, "Dollar")])
        #expect(profile.references.numberPools == [.init(7, "Zwart")])
        #expect(profile.key == .file("/home/me/keys/m4"))
    }

    @Test func aProfileIsNoProductionUntilItSaysSo() throws {
        #expect(try !read(Self.main).profile(named: "main").isProduction)
        #expect(try read(Self.main + "production = true").profile(named: "main").isProduction)
    }

    @Test func theMouseIsOffUntilItIsAskedFor() throws {
        #expect(try !read("").usesMouse)
        #expect(try read("mouse = true").usesMouse)
        #expect(problems("mouse = 1").first?.english == "config.toml:1: “mouse” must be true or false, not 1.")
    }

    @Test func aHostFactTakesNoEndingsBackUnlessItsProfileSaysSo() throws {
        #expect(try read(Self.main).profile(named: "main").canWithdraw == false)
        #expect(try read(Self.main + "can_withdraw = true").profile(named: "main").canWithdraw)
        #expect(try read(Self.main).profile(named: "main").isProduction == false)
        #expect(try read(Self.main + "production = true").profile(named: "main").isProduction)
    }

    @Test func withoutAFileThereIsNothingToSay() throws {
        #expect(try read("") == Configuration())
    }

    @Test(arguments: [
        ("defualt = \"x\"", "config.toml:1: unknown key “defualt”, did you mean “default”?"),
        ("default = 5", "config.toml:1: “default” must be a text on one line, in quotes, not 5."),
        ("default = \"x\"", "config.toml:1: there is no profile “x” to open."),
        ("[profile]\nmain = 3", "config.toml:2: “main” must be a table, written [profile.main], not 3."),
        ("[profile.\"a b\"]\nkind = \"m4\"", "config.toml:1: “a b” is no profile's name:"),
        (
            "[profile.x]\nurl = \"https://a\"",
            "config.toml:1: profile “x” needs a kind: embedded, hostfact, wefact, m4."
        ),
        (main + "usr = \"x\"", "config.toml:6: unknown key “usr” in [profile.main], did you mean “user”?"),
        (main + "kidn = \"x\"", "config.toml:6: unknown key “kidn” in [profile.main], did you mean “kind”?"),
        (main + "user = \"x\"", "config.toml:6: “user” has no meaning for a profile of kind hostfact; leave it out."),
        (main + "read_only = \"yes\"", "config.toml:6: “read_only” must be true or false, not “yes”."),
        (main + "language = \"de\"", "config.toml:6: unknown language “de”. It is one of en, nl."),
        (main + "banner = \"rde\"", "config.toml:6: unknown banner “rde”, did you mean “red”?"),
        (main + "can_withdraw = 1", "config.toml:6: “can_withdraw” must be true or false, not 1."),
        (
            "[profile.x]\nkind = \"m4\"\ncan_withdraw = true",
            "config.toml:3: “can_withdraw” has no meaning for a profile of kind m4; leave it out."
        ),
        (main + "timeout_seconds = 0", "config.toml:6: “timeout_seconds” must be a number from 1 to 600, not 0."),
        (main + "requests_per_minute = 1.5", "config.toml:6: “requests_per_minute” must be a number from 1 to 6000"),
        (main + "ca_file = \"own.pem\"", "config.toml:6: “own.pem” must be a whole path, beginning with / or ~/."),
        (main + "api_key_file = \"/k\"", "api_key_command and api_key_file are both given; keep one."),
        (main + "database = \"sqlite:/x\"", "config.toml:6: “database” has no meaning for a profile of kind hostfact"),
        (main + "[mail]\nfrm = \"x\"", "config.toml:7: unknown key “frm” in [mail], did you mean “from”?"),
        (main + "x = [1]", "config.toml:6: a configuration has no lists; write a command as one text."),
        ("[profile.x]\nkind = \"hostfcat\"", "config.toml:2: unknown kind “hostfcat”, did you mean “hostfact”?"),
        ("[profile.x]\nkind = \"m4\"", "config.toml:2: profile “x” of kind m4 needs user = \"admin\"."),
        ("[profile.x]\nkind = \"wefact\"", "needs url = \"https://billing.example.com/Pro/apiv2/api.php\"."),
        ("[profile.x]\nkind = \"wefact\"", "needs api_key_command = \"pass show x\"."),
        ("[profile.x]\nkind = \"embedded\"\nurl = \"https://a\"", "config.toml:3: “url” has no meaning"),
        (
            "[profile.x]\nkind = \"embedded\"\ndatabase = \"sqlite:/x\"\npassword_command = \"pass\"",
            "config.toml:4: password_command is for a database of postgres://…"
        ),
        ("[profile.x.currencies]\nEUR = \"Euro\"\n[profile.x]\nkind = \"m4\"", "config.toml:2: “EUR” is no number;"),
        ("[=]", "config.toml:1: a table needs a name in its brackets, as in [profile.main]."),
    ]) func saysWhatIsWrongWhereAndWhatWouldDo(text: String, sentence: String) {
        let problems = problems(text)
        #expect(problems.contains { $0.english.contains(sentence) }, "\(problems.map(\.english))")
        #expect(problems.allSatisfy { !$0.dutch.isEmpty && $0.dutch != $0.english })
    }

    @Test(arguments: ["api_key", "password", "key", "Secret"]) func aKeyInTheFileIsRefusedAndNotRepeated(name: String) {
        let problems = problems(Self.main + "\(name) = \"geheim123\"")
        #expect(problems.count == 1)
        #expect(problems.first?.english.hasPrefix("config.toml:6: the key itself must not stand in this file.") == true)
        #expect(!problems.contains { $0.english.contains("geheim123") || $0.dutch.contains("geheim123") })
    }

    @Test(arguments: [
        ("http://billing.example.com/x", false, false), ("http://billing.example.com/x", true, true),
        ("http://127.0.0.1:8080/x", false, true), ("http://localhost/x", false, true), ("http://[::1]/x", false, true),
        ("https://billing.example.com/x", false, true),
    ]) func plainHTTPStaysOnThisMachineUnlessAllowed(url: String, allowed: Bool, isAccepted: Bool) throws {
        let text = """
            [profile.x]
            kind = "hostfact"
            url = "\(url)"
            api_key_command = "true"
            allow_http = \(allowed)
            """
        #expect(problems(text).isEmpty == isAccepted)
        if isAccepted { #expect(try read(text).warnings.count == (allowed ? 1 : 0)) }
    }

    @Test(arguments: [
        "billing.example.com", "ftp://a/x", "https://", "https://me:pw@host/x", "https://a b/x", "https://host:0/x",
        "https://host:99999/x", "https://host/x?y", "https://host/#a", "https://[::1/x", "https://-a/",
    ]) func whatIsNoAddressIsRefused(url: String) {
        let problems = problems(Self.main.replacing("https://billing.example.com/Pro/apiv2/api.php", with: url))
        #expect(problems.count == 1)
        #expect(problems.first?.english.contains("cannot be used") == true)
        #expect(!problems.contains { $0.english.contains("me:pw") })
    }

    @Test func severalMistakesAreToldAtOnce() {
        #expect(problems(Self.main + "usr = 1\nbannr = 2\nread_only = 3").count == 3)
    }

    @Test func anUnknownProfileIsNamedWithThoseThereAre() throws {
        let configuration = try read(Self.main)
        #expect(throws: APIError.self) { try configuration.profile(named: "mian") }
        do throws(APIError) {
            _ = try configuration.profile(named: "mian")
        } catch {
            #expect(
                error.message.english
                    == "There is no profile “mian”, did you mean “main”? Known profiles: main.")
        }
    }
}
