import BillingAPI
import Testing

@testable import RecordFiles

struct ColumnMapTests {
    @Test func columnsAreKnownByEitherName() throws {
        let map = try ColumnMap(
            .services, heads: ["identifier", "PRICEEXCL", "Subscription[Number]", "Btw %", "Nr"],
            map: ["Nr": "DebtorCode"])
        #expect(map.key?.field.name == "Identifier")
        #expect(map.columns.map(\.field.member) == ["PriceExcl", "Number", "TaxPercentage", "DebtorCode"])
    }

    @Test func columnCanBeLeftOut() throws {
        let map = try ColumnMap(.debtors, heads: ["DebtorCode", "Weather", "City"], map: ["weather": ""])
        #expect(map.columns.map(\.index) == [0, 2])
    }

    @Test func keyIsTheUsualOneOrTheOneThatIsNamed() throws {
        let heads = ["Identifier", "DebtorCode", "City"]
        #expect(try ColumnMap(.debtors, heads: heads).key?.field.name == "DebtorCode")
        #expect(try ColumnMap(.debtors, heads: heads, key: "identifier").key?.field.name == "Identifier")
        #expect(try ColumnMap(.debtors, heads: ["City"]).key == nil)
    }

    @Test(arguments: [
        (["DebtorCode", "Weather", "Wind"], nil, ["“Weather” is no field of debtors", "“Wind” is no field"]),
        (["DebtorCode", "Company"], nil, ["“Company” may be CompanyName or InvoiceCompanyName"]),
        (["City", "city"], nil, ["“City” and “city” are both City"]),
        (["City"], "DebtorCode", ["The file has no column DebtorCode"]),
        (["City"], "City", ["Debtors are not found by “City”, only by DebtorCode, Identifier"]),
    ]) func whatIsNoColumnIsToldAtOnce(heads: [String], key: String?, words: [String]) {
        let error = #expect(throws: APIError.self) { try ColumnMap(.debtors, heads: heads, key: key) }
        let told = error?.message.english ?? ""
        for word in words { #expect(told.contains(word), "\(told)") }
    }
}
