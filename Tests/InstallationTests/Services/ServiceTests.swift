import BillingAPI
import BillingModel
import HostFactAPI
import Testing

extension InstallationTests {
    @Suite struct ServiceTests {
        private func edit(_ fill: (inout EditService) -> Void) -> EditService {
            filled {
                $0[Subscription.identifier] = 1
                fill(&$0)
            }
        }

        private func terminate(on day: String? = nil, _ reason: String? = nil) -> TerminateService {
            filled {
                $0[Subscription.identifier] = 1
                $0[TerminateService.date] = day.flatMap { CalendarDate($0) }
                $0[TerminateService.reason] = reason
            }
        }

        @Test(arguments: Way.toHostFact)
        func isAddedFromItsProduct(way: Way) async throws {
            let office = try await Installation(way)
            let answer = try await office.service.send(
                filled(AddService()) {
                    $0[Subscription.debtorCode] = "DB0001"
                    $0[Subscription.productCode] = "P001"
                    $0[Subscription.periods] = 1
                    $0[Subscription.periodic] = "m"
                })
            #expect(answer.messages == ["Dienst is aangemaakt"])
            #expect(answer.record[Subscription.identifier] == 2)
            #expect(answer.record[Subscription.priceExcl] == 250)
            #expect(answer.record[Subscription.startPeriod] == Installation.now.date)
            #expect(answer.record[Subscription.endPeriod] == CalendarDate("2022-12-24"))
            #expect(try await office.service.send(ShowService(2)).record == answer.record)
        }

        /// What the rules promise beforehand, from what a caller can read, is what the system stores.
        @Test(arguments: Way.toHostFact)
        func isStoredAsItWasPromised(way: Way) async throws {
            let office = try await Installation(way)
            let product = try await office.service.send(ShowProduct(code: "P001")).record
            let debtor = try await office.service.send(ShowDebtor(1)).record
            let inputs: [[String: String]] = [
                ["ProductCode": "P001", "Number": "3", "Periods": "2", "DiscountPercentage": "33.3"],
                ["Description": "Maatwerk", "PriceExcl": "125", "Periodic": "m"],
                ["Description": "Los", "PriceExcl": "3.7777775", "Number": "3", "Periodic": "j", "TaxPercentage": "0"],
            ]
            for input in inputs {
                let members = input.map { RawParameter($0.key, $0.value) }
                let add = try AddService(
                    parsing: [RawParameter("DebtorCode", "DB0001"), RawParameter("Subscription", .map(members))])
                var problems: [Problem] = []
                let promised = try #require(
                    NewService(
                        add.arguments, product: input["ProductCode"].map { _ in product }, debtor: debtor,
                        today: Installation.now.date, &problems))
                #expect(problems.isEmpty)
                let stored = try await office.service.send(add).record
                #expect(Subscription.amounts(of: stored) == promised.amounts)
                #expect(stored[Subscription.nextDate] == promised.record[Subscription.nextDate])
            }
        }

        @Test(arguments: Way.toHostFact)
        func changesWhatIsGivenAndWhatFollows(way: Way) async throws {
            let office = try await Installation(way)
            let answer = try await office.service.send(
                edit {
                    $0[Subscription.number] = 3
                    $0[Subscription.description] = "Drie & meer\nregels"
                })
            #expect(answer.record[Subscription.number] == 3)
            #expect(answer.record.text(Subscription.description) == "Drie & meer\nregels")
            #expect(Subscription.amounts(of: answer.record)?.amountExcl == 750)
            #expect(answer.record[Subscription.startPeriod] == CalendarDate("2018-03-14"))
        }

        @Test(arguments: Way.toHostFact)
        func endsOnTheComputedDay(way: Way) async throws {
            let office = try await Installation(way)
            let answer = try await office.service.send(terminate())
            #expect(answer.messages == ["Dienst is opgezegd met opzegdatum 14-01-2023"])
            #expect(Subscription.termination(of: answer.record)?.date == CalendarDate("2023-01-14"))
            #expect(Subscription.termination(of: answer.record)?.status == "pending")
        }

        @Test(arguments: Way.toHostFact)
        func endsOnAGivenDayAndGoesOnAgain(way: Way) async throws {
            let office = try await Installation(way)
            let before = try await office.service.send(ShowService(1)).record
            let ended = try await office.service.send(terminate(on: "2023-03-31", "Verhuist\nnaar België"))
            #expect(ended.record[Subscription.terminationDate] == CalendarDate("2023-03-31"))
            #expect(
                try await office.rows("SELECT TerminationReason FROM service") == [["Verhuist\nnaar België"]])
            let undone = try await office.service.send(
                edit { $0.arguments[text: Subscription.terminationDate.declaration] = "" }
            ).record
            #expect(Subscription.termination(of: undone) == nil)
            #expect(undone[Subscription.terminationDate] == before[Subscription.terminationDate])
            #expect(try await office.rows("SELECT TerminationDate, TerminationReason FROM service") == [["", ""]])
        }

        @Test(arguments: Way.toHostFact)
        func anUnknownOneIsNotFound(way: Way) async throws {
            let office = try await Installation(way)
            let before = try await office.everything()
            let refusal = Refusal(.notFound, "Ongeldig kenmerk voor dienst")
            #expect(await office.refusal(of: ShowService(99)) == refusal)
            #expect(await office.refusal(of: filled(terminate()) { $0[Subscription.identifier] = 99 }) == refusal)
            #expect(await office.refusal(of: filled(edit { _ in }) { $0[Subscription.identifier] = 99 }) == refusal)
            let product = edit { $0[Subscription.productCode] = "P999" }
            #expect(await office.refusal(of: product) == Refusal(.notFound, "Ongeldig kenmerk voor product"))
            #expect(try await office.everything() == before)
        }

        @Test(arguments: Way.toHostFact)
        func tellsEveryProblemAtOnceAndChangesNothing(way: Way) async throws {
            let office = try await Installation(way)
            let before = try await office.everything()
            let wrong = edit {
                $0[Subscription.number] = 2
                $0.arguments[text: Subscription.periods.declaration] = "0"
                $0.arguments[text: Subscription.startPeriod.declaration] = "2022-02-30"
                $0[Subscription.periodic] = "x"
            }
            #expect(
                await office.refusal(of: wrong)?.words
                    == "Subscription[Periods]: 0 moet tussen 1 en 999 liggen. "
                    + "Subscription[Periodic]: “x” is niet een van d, w, m, k, h, j, t. "
                    + "Subscription[StartPeriod]: “2022-02-30” is geen datum zoals 2026-03-31.")
            var day = terminate()
            day.arguments[text: TerminateService.date.declaration] = "morgen"
            #expect(
                await office.refusal(of: day)?.words == "Date: “morgen” is geen datum zoals 2026-03-31.")
            #expect(await office.refusal(of: TerminateService())?.words == "Identifier is verplicht.")
            #expect(try await office.everything() == before)
        }

        @Test(arguments: Way.toHostFact)
        func withoutAProductNeedsATextAndAPrice(way: Way) async throws {
            let office = try await Installation(way)
            #expect(
                await office.refusal(of: AddService())?.words
                    == "Debtor of DebtorCode is verplicht. Subscription[Description] is verplicht. "
                    + "Subscription[PriceExcl] is verplicht. Subscription[Periodic] is verplicht.")
            #expect(try await office.rows("SELECT count(*) FROM service") == [["1"]])
        }
    }
}
