import BillingAPI
import HostFactAPI
import Testing

/// Source: HostFact reference, section 7 and 15.7.
@Suite struct GroupObjectTests {
    private static var products: Record<Group> {
        var group = Record<Group>(["Identifier": "1", "GroupName": "Toestellen", "Type": "product"])
        group.items = [(5, ["Identifier": "5", "ProductCode": "P005", "ProductName": "Toestel"])]
        return group
    }

    @Test func anObjectHasItsRecordsById() {
        #expect(
            JSONValue.object(Found(Self.products).envelopeMembers).encoded()
                == #"{"group":{"Identifier":"1","GroupName":"Toestellen","Type":"product","#
                + #""Items":{"5":{"Identifier":"5","ProductCode":"P005","ProductName":"Toestel"}}}}"#)
    }

    @Test func aRowHasTheIdsOfItsRecords() {
        var shops = Record<Group>(["Identifier": "3", "GroupName": "Winkels", "Type": "debtor"])
        shops[Group.items] = [7, 9]
        let page = Listed(total: 1, offset: 0, filters: [], rows: [shops])
        #expect(
            page.envelopeMembers.last?.value.encoded()
                == #"[{"Identifier":"3","GroupName":"Winkels","Type":"debtor","Items":["7","9"]}]"#)
    }

    @Test func anEmptyGroupHasAnEmptyArray() {
        let empty = Record<Group>(["Identifier": "3", "Type": "debtor"])
        #expect(Found(empty).envelopeMembers.first?.value["Items"] == .array([]))
        let page = Listed(total: 1, offset: 0, filters: [], rows: [empty])
        #expect(page.envelopeMembers.last?.value.encoded().hasSuffix(#""Items":[]}]"#) == true)
    }

    @Test func anAnswerIsReadAsItWasWritten() throws {
        let members = Found(Self.products).envelopeMembers
        let read = try #require(Found<Group>.reading(HostFactEnvelope(members)))
        #expect(read.record == Self.products)
        #expect(read.envelopeMembers == members)
        var shops = Record<Group>(["Identifier": "3", "GroupName": "Winkels", "Type": "debtor"])
        shops[Group.items] = [7, 9]
        let page = Listed(total: 1, offset: 0, filters: [], rows: [shops])
        #expect(Listed<Group>.reading(HostFactEnvelope(page.envelopeMembers))?.rows == [shops])
    }

    @Test func theFilterByTypeIsEchoed() throws {
        let list = try ListGroups(parsing: [RawParameter("offset", "0"), RawParameter("type", "debtor")])
        #expect(JSONValue.object(ListParameters.filters(of: list.arguments)).encoded() == #"{"type":"debtor"}"#)
    }

    @Test func aPasswordThatWasAskedForStandsAfterTheUserName() throws {
        var debtor = Samples.debtor
        debtor.readablePassword = "tijdelijk"
        let members = Found(debtor).envelopeMembers
        #expect(
            members.first?.value.encoded().contains(#""Username":"DB0007","Password":"tijdelijk","SecurePassword":"""#)
                == true)
        #expect(Found<Debtor>.reading(HostFactEnvelope(members))?.record.readablePassword == "tijdelijk")
    }
}
