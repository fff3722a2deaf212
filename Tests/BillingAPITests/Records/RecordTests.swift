import BillingAPI
import BillingModel
import Foundation
import Testing

private enum Thing {}

@Suite struct RecordTests {
    private static let price = Field<Decimal>.decimal("Subscription[PriceExcl]", "Price", "Prijs")
    private static let date = Field<CalendarDate>.date("Date", "Date", "Datum")
    private static let isActive = Field<Bool>.flag("Active", "Active", "Actief", .yesNo)

    @Test func readsTypedValuesByMember() {
        let record = Record<Thing>(["PriceExcl": "12.5", "Date": "2026-05-02", "Active": "yes"])
        #expect(record[Self.price] == Decimal(string: "12.5"))
        #expect(record[Self.date]?.text == "2026-05-02")
        #expect(record[Self.isActive] == true)
        #expect(record.text(Self.price) == "12.5")
    }

    @Test func emptyUnknownAndUnreadableAreNil() {
        let record = Record<Thing>(["PriceExcl": "", "Date": "0000-00-00"])
        #expect(record[Self.price] == nil)
        #expect(record[Self.date] == nil)
        #expect(record[Self.isActive] == nil)
        #expect(record[text: Self.isActive.declaration] == nil)
        #expect(record[text: Self.price.declaration] == "")
        #expect(record[member: "Created"] == "")
    }

    @Test func writesTheVendorsTexts() {
        var record = Record<Thing>([:])
        record[Self.price] = 250
        record[Self.isActive] = false
        record[Self.date] = nil
        #expect(record == Record(["PriceExcl": "250", "Active": "no", "Date": ""]))
    }
}
