import ProgramTesting
import Testing

extension RefusedCommandTests {
    /// Calls that change nothing: every problem is named, in the envelope and to the caller.
    @Suite struct RefusalTests {
        @Test(arguments: Refusal.unknownNames)
        func refusesUnknownNames(_ refusal: Refusal) async throws { try await check(refusal) }

        @Test(arguments: Refusal.badValues)
        func refusesValuesThatCannotBe(_ refusal: Refusal) async throws { try await check(refusal) }

        @Test(arguments: Refusal.missing)
        func namesWhatIsMissing(_ refusal: Refusal) async throws { try await check(refusal) }

        @Test(arguments: Refusal.unknownRecords)
        func refusesRecordsThatDoNotExist(_ refusal: Refusal) async throws { try await check(refusal) }

        @Test(arguments: Refusal.several)
        func namesEveryProblemAtOnce(_ refusal: Refusal) async throws { try await check(refusal) }

        @Test(arguments: UserRefusal.all)
        func refusesUserDetailsThatCannotBe(_ refusal: UserRefusal) async throws {
            try await check(
                ["m4", "user_details_update", "user_id=3"] + refusal.parameters, prints: refusal.document,
                says: refusal.sentences)
        }

        @Test(arguments: [("user_id=9999", "There is no user 9999."), ("city=Bonn", "user_id is required.")])
        func needsAUserThatExists(parameter: String, sentence: String) async throws {
            let document = """
                <?xml version="1.0" encoding="UTF-8"?>
                <page><status><error>User was not found</error></status></page>

                """
            try await check(
                ["m4", "user_details_update", parameter, "hidden=1"], prints: document, says: [sentence])
        }

        @Test func namesTheCallsThatBalieHas() async throws {
            let sentence =
                "Balie does not have the M4 call “user_create”; it has users_get, user_details_get, user_details_raw_get, "
                + "user_details_update, user_delete, user_balance_get, user_simple_balance_get, "
                + "user_balance_update, user_login, user_logout, number_pools_get, exchange_rate_update."
            let document = """
                <?xml version="1.0" encoding="UTF-8"?>
                <status><error>\(sentence)</error></status>

                """
            try await check(["m4", "user_create", "user_id=3"], prints: document, says: [sentence])
        }

        @Test(arguments: SeedCalls.all.dropLast())
        func sendsNothingInAReadOnlySession(call: [String]) async throws {
            let name = "(\(call[0]) \(call[1]))"
            let home = try await TemporaryHome.withDemoData()
            let before = try home.defaultDatabase.snapshot()
            let answer = try await Answer.to(call + ["--read-only"], home: home)
            #expect(answer.outcome.exitCode == 1)
            #expect(
                answer.text.hasPrefix(
                    #"{"controller":"\#(call[0])","action":"\#(call[1])","status":"error","date":"NOW","#))
            #expect(answer.text.contains("\(name) is niet verzonden: deze sessie is alleen-lezen."))
            #expect(answer.outcome.errors.contains("\(name) was not sent: this session is read-only."))
            #expect(try home.defaultDatabase.snapshot() == before)
        }

        @Test func updatesNoUserInAReadOnlySession() async throws {
            let sentence =
                "Edit user (m4 user_details_update) was not sent: this session is read-only. "
                + "Start without --read-only to change data."
            let document = """
                <?xml version="1.0" encoding="UTF-8"?>
                <status>
                  <error>Access Denied</error>
                  <message>\(sentence)</message>
                </status>

                """
            try await check(SeedCalls.updateUser + ["--read-only"], prints: document, says: [sentence])
        }

        @Test func readsInAReadOnlySession() async throws {
            let home = try await TemporaryHome.withDemoData()
            let answer = try await Answer.to(["debtor", "show", "Identifier=1", "--read-only"], home: home)
            #expect(answer.outcome.exitCode == 0)
            #expect(answer.text.contains(#""DebtorCode":"DB0001""#))
        }

        @Test(arguments: [
            ["m4", "user_details_update", "user_id=3", "hidden"], ["product", "edit", "Identifier=1", "=50"],
        ])
        func explainsHowAParameterIsWritten(call: [String]) async throws {
            let home = try await TemporaryHome.withDemoData()
            let before = try home.defaultDatabase.snapshot()
            let answer = try await Answer.to(call, home: home)
            #expect(answer.outcome.exitCode == 2)
            #expect(answer.text.isEmpty)
            #expect(answer.outcome.errors.contains("“\(call[3])” is not Key=Value."))
            #expect(try home.defaultDatabase.snapshot() == before)
        }

        @Test(arguments: [
            ("a" + String(repeating: "[b]", count: 40_000), "is nested deeper than 8 levels."),
            (String(repeating: "[", count: 40_000), "is not a parameter name."),
            ("a" + String(repeating: "[", count: 40_000) + "]", "is not a parameter name."),
        ]) func followsNoBracketsToTheirEnd(name: String, sentence: String) async throws {
            let home = try await TemporaryHome.withDemoData()
            let answer = try await Answer.to(["debtor", "edit", "Identifier=1", "\(name)=x"], home: home)
            #expect(answer.outcome.exitCode == 2)
            #expect(answer.outcome.errors.contains(sentence))
            #expect(answer.outcome.errors.count < 1000)
        }

        @Test func speaksDutchToTheCallerWhenAsked() async throws {
            let home = try await TemporaryHome.withDemoData()
            let answer = try await Answer.to(["product", "edit", "Colour=red", "--language", "nl"], home: home)
            #expect(
                answer.outcome.errors == """
                    product edit kent geen parameter “Colour”.
                    Identifier of ProductCode is verplicht.

                    """)
        }

        private func check(_ refusal: Refusal, sourceLocation: SourceLocation = #_sourceLocation) async throws {
            try await check(
                refusal.arguments, prints: refusal.envelope, says: refusal.sentences, sourceLocation: sourceLocation)
        }

        private func check(
            _ call: [String], prints text: String, says sentences: [String],
            sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let home = try await TemporaryHome.withDemoData()
            let before = try home.defaultDatabase.snapshot()
            let answer = try await Answer.to(call, home: home)
            #expect(answer.outcome.exitCode == 1, sourceLocation: sourceLocation)
            #expect(answer.text == text, sourceLocation: sourceLocation)
            #expect(
                answer.outcome.errors == sentences.map { $0 + "\n" }.joined(), sourceLocation: sourceLocation)
            #expect(try home.defaultDatabase.snapshot() == before, sourceLocation: sourceLocation)
        }
    }
}
