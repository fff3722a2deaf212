import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore
import Testing

@testable import BillingEngine

/// Source: HostFact reference, section 7 and 15.7.
@Suite struct GroupTests {
    private func answer(
        _ action: String, _ parameters: [(String, String)], on engine: TestEngine
    ) async -> JSONValue {
        await engine.call("group", action, parameters.map { ($0.0, .text($0.1)) }).envelope
    }

    @Test func aListHasTheIdsOfTheMembers() async throws {
        let engine = try await TestEngine()
        let answer = await answer("list", [("type", "debtor"), ("limit", "3")], on: engine)
        #expect(
            answer["groups"]?.encoded()
                == #"[{"Identifier":"1","GroupName":"Zakelijk","Type":"debtor","Items":[]},"#
                + #"{"Identifier":"3","GroupName":"Winkels","Type":"debtor","Items":[]},"#
                + #"{"Identifier":"4","GroupName":"Hosting clients","Type":"debtor","Items":["1"]}]"#)
        #expect(answer["totalresults"] == .number(4))
        #expect(answer["filters"]?.encoded() == #"{"limit":"3","type":"debtor"}"#)
    }

    @Test(arguments: [(2, ["7"]), (4, []), (999_999_999, [])])
    func pagesByOffset(offset: Int, ids: [String]) async throws {
        let engine = try await TestEngine()
        var list = ListGroups()
        list[ListParameters.type] = "debtor"
        list[ListParameters.offset] = offset
        let page = try await engine.service.send(list)
        #expect(page.rows.map { $0.text(Group.identifier) }.suffix(1) == ids[...])
    }

    @Test(arguments: [
        (
            "2",
            #"{"Identifier":"2","GroupName":"Hosting bestelformulier","Type":"product","#
                + #""Items":{"1":{"Identifier":"1","ProductCode":"P002","ProductName":"Hosting small"}}}"#
        ),
        (
            "4",
            #"{"Identifier":"4","GroupName":"Hosting clients","Type":"debtor","#
                + #""Items":{"1":{"Identifier":"1","DebtorCode":"DB0001","CompanyName":"Company X","#
                + #""Initials":"John","SurName":"Jackson"}}}"#
        ),
        ("1", #"{"Identifier":"1","GroupName":"Zakelijk","Type":"debtor","Items":[]}"#),
    ])
    func aGroupShowsItsMembers(id: String, object: String) async throws {
        let engine = try await TestEngine()
        #expect(await answer("show", [("Identifier", id)], on: engine)["group"]?.encoded() == object)
    }

    @Test func aGroupIsAddedChangedAndDeleted() async throws {
        let engine = try await TestEngine()
        let added = await engine.call(
            "group", "add",
            [
                ("GroupName", .text("Toestellen")), ("Type", .text("product")),
                ("Items", .list([.text("2"), .text("1"), .text("2")])),
            ]
        ).envelope
        #expect(added["success"] == .strings(["Productgroep 'Toestellen' is aangemaakt"]))
        #expect(added["group"]?["Items"]?["2"]?["ProductCode"]?.text == "P001")
        let product = try await engine.service.send(ShowProduct(2)).record
        #expect(product.groupNames.map(\.name) == ["Toestellen"])

        let renamed = await answer(
            "edit", [("Identifier", "8"), ("GroupName", "Apparaten"), ("Type", "debtor")], on: engine)
        #expect(renamed["success"] == .strings(["Productgroep 'Apparaten' is bewerkt"]))
        #expect(renamed["group"]?["Type"]?.text == "product")
        #expect(renamed["group"]?["Items"]?["1"] != nil)

        let replaced = await answer("edit", [("Identifier", "8"), ("Items", "2")], on: engine)
        #expect(replaced["group"]?["Items"]?["1"] == nil)
        let emptied = await answer("edit", [("Identifier", "8"), ("Items", "")], on: engine)
        #expect(emptied["group"]?["Items"] == .array([]))

        let deleted = await answer("delete", [("Identifier", "8")], on: engine)
        #expect(deleted["success"] == .strings(["Productgroep 'Apparaten' is verwijderd"]))
        #expect(deleted["group"] == nil)
        #expect(await engine.errors("group", "show", ["Identifier": "8"]) == ["Ongeldig kenmerk voor groep"])
    }

    @Test func deletingAGroupKeepsItsMembers() async throws {
        let engine = try await TestEngine()
        let answer = await answer("delete", [("Identifier", "4")], on: engine)
        #expect(answer["success"] == .strings(["Debiteurgroep 'Hosting clients' is verwijderd"]))
        #expect(try await engine.service.send(ShowDebtor(1)).record.groupNames.isEmpty)
        #expect(try await engine.rows("SELECT 1 FROM debtor_group WHERE GroupId = 4").isEmpty)
    }

    @Test func creditorsHaveGroupsWithoutMembers() async throws {
        let engine = try await TestEngine()
        let added = await answer("add", [("GroupName", "Drukkers"), ("Type", "creditor")], on: engine)
        #expect(added["success"] == .strings(["Crediteurgroep 'Drukkers' is aangemaakt"]))
        #expect(added["group"]?["Items"] == .array([]))
        let list = await answer("list", [("type", "creditor")], on: engine)
        #expect(list["totalresults"] == .number(1))
    }

    @Test(arguments: [
        ("list", [:], ["type is verplicht."]),
        ("list", ["type": "hond"], ["type: “hond” is niet een van debtor, creditor, product."]),
        ("show", [:], ["Identifier is verplicht."]), ("show", ["Identifier": "99"], ["Ongeldig kenmerk voor groep"]),
        ("edit", ["Identifier": "99"], ["Ongeldig kenmerk voor groep"]),
        ("delete", ["Identifier": "99"], ["Ongeldig kenmerk voor groep"]),
        ("add", [:], ["GroupName is verplicht.", "Type is verplicht."]),
        ("add", ["GroupName": "X", "Type": "debtor", "Items": "1,99"], ["Items: er is geen debiteur 99."]),
        ("add", ["GroupName": "X", "Type": "creditor", "Items": "1"], ["Items: er is geen crediteur 1."]),
        (
            "add", ["Identifier": "9", "GroupName": "X", "Type": "debtor"],
            ["Een Identifier is niet toegestaan voor deze actie"]
        ),
        ("edit", ["Identifier": "2", "GroupName": "", "Items": "9"], ["GroupName mag niet leeg zijn."]),
        ("edit", ["Identifier": "2", "GroupName": "X", "Items": "9"], ["Items: er is geen product 9."]),
    ])
    func refusesWithASentenceForEachProblem(
        action: String, texts: [String: String], sentences: [String]
    ) async throws {
        let engine = try await TestEngine()
        let before = try await engine.rows("SELECT GroupName, Type FROM record_group").map(\.texts)
        #expect(await engine.errors("group", action, texts) == sentences)
        #expect(try await engine.rows("SELECT GroupName, Type FROM record_group").map(\.texts) == before)
    }
}
