import BillingAPI
import BillingModel
import HostFactAPI
import Testing

extension InstallationTests {
    @Suite struct GroupTests {
        private func list(_ type: String, _ fill: (inout ListGroups) -> Void = { _ in }) -> ListGroups {
            filled {
                $0[ListParameters.type] = type
                fill(&$0)
            }
        }

        private func edit(_ id: Int, _ fill: (inout EditGroup) -> Void) -> EditGroup {
            filled {
                $0[Group.identifier] = id
                fill(&$0)
            }
        }

        @Test(arguments: Way.toHostFact)
        func areListedByTypeInPages(way: Way) async throws {
            let office = try await Installation(way)
            let all = try await office.service.send(list("debtor"))
            #expect(
                all.rows.map { $0.text(Group.name) } == ["Zakelijk", "Winkels", "Hosting clients", "Wederverkopers"])
            #expect(all.rows[2][Group.items] == [1])
            let page = try await office.service.send(
                list("debtor") {
                    $0[ListParameters.offset] = 1
                    $0[ListParameters.limit] = 2
                })
            #expect(page.rows.map { $0[Group.identifier] } == [3, 4])
            #expect(page.total == 4)
        }

        @Test(arguments: Way.toHostFact)
        func showTheirMembers(way: Way) async throws {
            let office = try await Installation(way)
            let group = try await office.service.send(ShowGroup(2)).record
            #expect(group.type == .product)
            #expect(
                group.items.map(\.texts) == [
                    ["Identifier": "1", "ProductCode": "P002", "ProductName": "Hosting small"]
                ])
            #expect(try await office.service.send(ShowGroup(1)).record.items.isEmpty)
        }

        @Test(arguments: Way.toHostFact)
        func areAddedRenamedEmptiedAndDeleted(way: Way) async throws {
            let office = try await Installation(way)
            let added = try await office.service.send(
                filled(AddGroup()) {
                    $0[Group.name] = "Toestellen & meer"
                    $0[Group.type] = "product"
                    $0[Group.items] = [2, 1]
                })
            #expect(added.messages == ["Productgroep 'Toestellen & meer' is aangemaakt"])
            #expect(added.record.items.map(\.id) == [1, 2])
            let id = try #require(added.record[Group.identifier])

            let renamed = try await office.service.send(edit(id) { $0[Group.name] = "Apparaten" }).record
            #expect(renamed.items.map(\.id) == [1, 2])
            #expect(try await office.service.send(edit(id) { $0[Group.items] = [2] }).record.items.map(\.id) == [2])
            let emptied = try await office.service.send(
                edit(id) { $0.arguments[text: Group.items.declaration] = "" }
            ).record
            #expect(emptied.items.isEmpty)
            #expect(emptied.text(Group.name) == "Apparaten")

            let deleted = try await office.service.send(filled(DeleteGroup()) { $0[Group.identifier] = id })
            #expect(deleted.messages == ["Productgroep 'Apparaten' is verwijderd"])
            #expect(await office.refusal(of: ShowGroup(id)) == Refusal(.notFound, "Ongeldig kenmerk voor groep"))
        }

        @Test(arguments: Way.toHostFact)
        func refuseWhatCannotBe(way: Way) async throws {
            let office = try await Installation(way)
            let before = try await office.everything()
            #expect(await office.refusal(of: ListGroups())?.words == "type is verplicht.")
            #expect(await office.refusal(of: AddGroup())?.words == "GroupName is verplicht. Type is verplicht.")
            let members = filled(AddGroup()) {
                $0[Group.name] = "X"
                $0[Group.type] = "debtor"
                $0[Group.items] = [1, 99]
            }
            #expect(await office.refusal(of: members)?.words == "Items: er is geen debiteur 99.")
            #expect(
                await office.refusal(of: list("hond"))?.words
                    == "type: “hond” is niet een van debtor, creditor, product.")
            let unknown = Refusal(.notFound, "Ongeldig kenmerk voor groep")
            #expect(await office.refusal(of: edit(99) { $0[Group.name] = "X" }) == unknown)
            #expect(await office.refusal(of: filled(DeleteGroup()) { $0[Group.identifier] = 99 }) == unknown)
            #expect(try await office.everything() == before)
        }
    }
}
