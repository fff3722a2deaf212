import BillingAPI
import BillingModel
import HostFactAPI
import Testing

extension InstallationTests {
    @Suite struct DebtorTests {
        private func edit(_ fill: (inout EditDebtor) -> Void) -> EditDebtor {
            filled {
                $0[Debtor.identifier] = 1
                fill(&$0)
            }
        }

        @Test(arguments: Way.toHostFact)
        func isShownByIdAndByCode(way: Way) async throws {
            let office = try await Installation(way)
            let byID = try await office.service.send(ShowDebtor(1)).record
            #expect(byID.text(Debtor.companyName) == "Company X")
            #expect(byID.groupNames.map(\.name) == ["Hosting clients"])
            #expect(byID[member: ObjectMember.created] == "2022-11-24 11:00:00")
            let byCode = try await office.service.send(filled(ShowDebtor()) { $0[Debtor.code] = "DB0001" }).record
            #expect(byCode == byID)
        }

        @Test(arguments: Way.toHostFact)
        func changesWhatIsGivenAlone(way: Way) async throws {
            let office = try await Installation(way)
            var expected = try await office.service.send(ShowDebtor(1)).record
            let change = edit {
                $0[Debtor.city] = "Breda"
                $0.arguments[text: Debtor.phoneNumber.declaration] = ""
            }
            let answer = try await office.service.send(change)
            expected[Debtor.city] = "Breda"
            expected[Debtor.phoneNumber] = ""
            expected[member: ObjectMember.modified] = Installation.now.text
            #expect(answer.messages == ["Debiteur 'DB0001' is bewerkt"])
            #expect(answer.record == expected)
            #expect(try await office.service.send(ShowDebtor(1)).record == expected)
        }

        @Test(arguments: Way.toHostFact)
        func getsOtherGroupsAndNone(way: Way) async throws {
            let office = try await Installation(way)
            let moved = try await office.service.send(edit { $0[Debtor.groups] = [7, 1] }).record
            #expect(moved.groupNames.map(\.name) == ["Zakelijk", "Wederverkopers"])
            // What an edit does not name stays.
            let renamed = try await office.service.send(edit { $0[Debtor.companyName] = "Company Y" }).record
            #expect(renamed[Debtor.groups] == [1, 7])
            let cleared = try await office.service.send(
                edit { $0.arguments[text: Debtor.groups.declaration] = "" }
            ).record
            #expect(cleared.groupNames.isEmpty)
            #expect(try await office.rows("SELECT 1 FROM debtor_group").isEmpty)
        }

        @Test(arguments: Way.toHostFact)
        func isAddedUnderTheNextCode(way: Way) async throws {
            let office = try await Installation(way)
            let answer = try await office.service.send(
                filled(AddDebtor()) {
                    $0[Debtor.companyName] = "Bakkerij Zon"
                    $0[Debtor.country] = "BE"
                    $0[Debtor.groups] = [3]
                })
            #expect(answer.messages == ["Debiteur 'DB0002' is aangemaakt"])
            #expect(answer.record[Debtor.identifier] == 2)
            #expect(answer.record.groupNames.map(\.name) == ["Winkels"])
            #expect(try await office.service.send(ShowDebtor(2)).record == answer.record)
            #expect(try await office.service.send(ListDebtors()).total == 2)
        }

        @Test(arguments: Way.toHostFact)
        func anUnknownOneIsNotFound(way: Way) async throws {
            let office = try await Installation(way)
            let before = try await office.everything()
            let refusal = Refusal(.notFound, "Ongeldig kenmerk voor debiteur")
            #expect(await office.refusal(of: ShowDebtor(999)) == refusal)
            let change = filled(EditDebtor()) {
                $0[Debtor.code] = "DB9999"
                $0[Debtor.city] = "Ede"
            }
            #expect(await office.refusal(of: change) == refusal)
            #expect(try await office.everything() == before)
        }

        @Test(arguments: Way.toHostFact)
        func tellsEveryProblemAtOnceAndChangesNothing(way: Way) async throws {
            let office = try await Installation(way)
            let before = try await office.everything()
            let change = edit {
                $0[Debtor.city] = "Ede"
                $0[Debtor.sex] = "x"
                $0.arguments[text: Debtor.periodicInvoiceDays.declaration] = "veel"
                $0[Debtor.zipCode] = String(repeating: "1", count: 21)
            }
            let refusal = await office.refusal(of: change)
            #expect(refusal?.kind == .invalidInput)
            #expect(
                refusal?.words == "Sex: “x” is niet een van m, f, d, u. ZipCode: is 21 tekens lang, er passen er 20. "
                    + "PeriodicInvoiceDays: “veel” is geen geheel getal.")
            #expect(
                await office.refusal(of: edit { $0[Debtor.groups] = [4, 99] })?.words
                    == "Groups: er is geen debiteurgroep 99.")
            #expect(try await office.everything() == before)
        }

        @Test(arguments: Way.toHostFact)
        func needsWhatIsMissing(way: Way) async throws {
            let office = try await Installation(way)
            #expect(await office.refusal(of: ShowDebtor())?.words == "Identifier of DebtorCode is verplicht.")
            let nameless = filled(AddDebtor()) { $0[Debtor.city] = "Ede" }
            #expect(await office.refusal(of: nameless)?.words == "CompanyName of SurName is verplicht.")
            let codeless = edit { $0.arguments[text: Debtor.code.declaration] = "" }
            #expect(await office.refusal(of: codeless)?.words == "DebtorCode mag niet leeg zijn.")
            #expect(try await office.rows("SELECT count(*) FROM debtor") == [["1"]])
        }

        @Test(arguments: Way.toHostFact, HostileText.all)
        func keepsEveryTextAsItIs(way: Way, text: HostileText) async throws {
            let office = try await Installation(way)
            let comment = "\(text.text)\n\ttweede regel\r\n"
            let change = edit {
                $0[Debtor.companyName] = text.text
                $0[Debtor.comment] = comment
            }
            #expect(try await office.service.send(change).record.text(Debtor.companyName) == text.text)
            let record = try await office.service.send(ShowDebtor(1)).record
            #expect(Array(record.text(Debtor.companyName).utf8) == Array(text.text.utf8))
            #expect(Array(record.text(Debtor.comment).utf8) == Array(comment.utf8))
            #expect(
                try await office.rows("SELECT CompanyName, Comment FROM debtor") == [[text.text, comment]])
        }
    }
}

/// A text that something on its way could take for more than a text.
struct HostileText: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String

    static let all = [
        HostileText(testDescription: "letters", text: "Köln, Łódź, 鈴木, İstanbul, e\u{301}, 👩‍👩‍👧 👍🏽"),
        HostileText(
            testDescription: "the wires' own signs", text: "a&b=c;d+e%41 [x]={\"y\":'z'}\\u0041\\n<![CDATA[&amp;]]>"),
        HostileText(testDescription: "SQL", text: "'; DROP TABLE debtor; -- \" % _"),
        HostileText(testDescription: "what drives terminals", text: "\u{1B}[31mrood\u{1B}]0;x\u{7}\u{8}\u{9B}2J"),
        HostileText(testDescription: "what turns text around", text: "abc\u{202E}def\u{2066}\u{200B}\u{FEFF}\u{AD}"),
    ]
}
