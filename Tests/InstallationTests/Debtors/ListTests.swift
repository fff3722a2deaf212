import BillingAPI
import BillingModel
import HostFactAPI
import Testing

extension InstallationTests {
    /// The rows of a list, the same on every way.
    @Suite struct ListTests {
        private func office(_ way: Way) async throws -> Installation { try await Installation(way, debtors: 40) }

        private func list(_ fill: (inout ListDebtors) -> Void) -> ListDebtors { filled(ListDebtors(), fill) }

        private func codes(_ page: Listed<Debtor>) -> [String] { page.rows.map { $0.text(Debtor.code) } }

        @Test(arguments: Way.toHostFact)
        func comesInPages(way: Way) async throws {
            let office = try await office(way)
            let whole = try await office.service.send(ListDebtors())
            #expect(whole.total == 40)
            let stored = try await office.rows("SELECT DebtorCode FROM debtor ORDER BY 1")
            #expect(codes(whole) == stored.map { $0[0] })
            var paged: [String] = []
            for offset in stride(from: 0, to: 45, by: 9) {
                let page = try await office.service.send(
                    list {
                        $0[ListParameters.offset] = offset
                        $0[ListParameters.limit] = 9
                    })
                #expect(page.offset == offset)
                #expect(page.filters == [JSONMember("limit", "9")])
                paged += codes(page)
            }
            #expect(paged == codes(whole))
            let beyond = try await office.service.send(list { $0[ListParameters.offset] = 40 })
            #expect(beyond.rows.isEmpty)
        }

        @Test(arguments: Way.toHostFact)
        func isSortedAndTurnedRound(way: Way) async throws {
            let office = try await office(way)
            let names = { (page: Listed<Debtor>) in page.rows.map { $0.text(Debtor.surName) } }
            let up = try await office.service.send(list { $0[ListParameters.sort] = Debtor.code.name })
            let down = try await office.service.send(
                list {
                    $0[ListParameters.sort] = Debtor.code.name
                    $0[ListParameters.order] = ListParameters.descending
                })
            #expect(codes(down) == codes(up).reversed())
            #expect(names(down) == names(up).reversed())
        }

        @Test(arguments: Way.toHostFact)
        func isSearched(way: Way) async throws {
            let office = try await office(way)
            let found = try await office.service.send(list { $0[ListParameters.searchFor] = "company x" })
            #expect(codes(found) == ["DB0001"])
            #expect(found.total == 1)
            let inCity = try await office.service.send(
                list {
                    $0[ListParameters.searchAt] = "City"
                    $0[ListParameters.searchFor] = "amsterdam"
                })
            let expected = try await office.rows("SELECT DebtorCode FROM debtor WHERE City = 'Amsterdam' ORDER BY 1")
            #expect(codes(inCity) == expected.map { $0[0] })
            let none = try await office.service.send(list { $0[ListParameters.searchFor] = "%_'\"" })
            #expect(none.rows.isEmpty)
            #expect(none.total == 0)
        }

        @Test(arguments: Way.toHostFact)
        func isFilteredByGroupAndTime(way: Way) async throws {
            let office = try await office(way)
            let grouped = try await office.service.send(list { $0[ListParameters.group] = 4 })
            let members = try await office.rows(
                "SELECT DebtorCode FROM debtor JOIN debtor_group ON RecordId = Identifier WHERE GroupId = 4 ORDER BY 1")
            #expect(codes(grouped) == members.map { $0[0] })
            let edit = filled(EditDebtor()) {
                $0[Debtor.code] = "DB0007"
                $0[Debtor.city] = "Ede"
            }
            _ = try await office.service.send(edit)
            let changed = try await office.service.send(
                list { $0[ListParameters.modifiedFrom] = Installation.now.text })
            #expect(codes(changed) == ["DB0007"])
            #expect(changed.filters.map(\.name) == ["modified"])
        }

        @Test(arguments: Way.toHostFact)
        func ofServicesHasThoseOfAStatus(way: Way) async throws {
            let office = try await office(way)
            var totals: [Int?] = []
            for status in ["active", "terminated", "active|terminated", ""] {
                let list = filled(ListServices()) {
                    $0.arguments[text: ListParameters.status.declaration] = status
                }
                totals.append(try await office.service.send(list).rows.count)
            }
            let stored = try await office.rows("SELECT count(*) FROM service")[0][0]
            #expect(totals[2] == (totals[0] ?? 0) + (totals[1] ?? 0))
            #expect(totals[3].map(String.init) == stored)
            #expect(try await office.service.send(ListServices()).rows.count == totals[0])
        }

        @Test(arguments: Way.toHostFact)
        func refusesWhatItHasNot(way: Way) async throws {
            let office = try await office(way)
            let unknown = list { $0[ListParameters.sort] = "SecurePassword" }
            #expect(await office.refusal(of: unknown)?.words.contains("sort") == true)
            let several = list {
                $0[ListParameters.limit] = 0
                $0.arguments[text: ListParameters.offset.declaration] = "-1"
                $0[ListParameters.order] = "omhoog"
            }
            let words = try #require(await office.refusal(of: several)).words
            for name in ["limit", "offset", "order"] { #expect(words.contains("\(name): ")) }
        }
    }
}
