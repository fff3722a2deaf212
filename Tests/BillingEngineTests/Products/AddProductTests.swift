import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import Testing

@testable import BillingEngine

/// Source: HostFact reference, 5.4.
@Suite struct AddProductTests {
    private func add(_ change: (inout AddProduct) -> Void = { _ in }) -> AddProduct {
        var add = AddProduct()
        add[Product.name] = "Toestel"
        add[Product.keyPhrase] = "Toestel wit"
        add[Product.priceExcl] = Decimal(string: "12.5")
        change(&add)
        return add
    }

    @Test func whatIsLeftOutHasTheVendorsDefaults() async throws {
        let engine = try await TestEngine()
        let outcome = await engine.call(
            "product", "add",
            [
                ("ProductName", .text("Toestel")), ("ProductKeyPhrase", .text("Toestel wit")),
                ("PriceExcl", .text("12.50")),
            ])
        #expect(outcome.envelope["success"] == nil)
        #expect(
            outcome.envelope["product"]?.encoded()
                == #"{"Identifier":"3","ProductCode":"P003","ProductName":"Toestel","ProductKeyPhrase":"Toestel wit","#
                + #""ProductDescription":"","NumberSuffix":"","PriceExcl":"12.5","PricePeriod":"","TaxPercentage":21,"#
                + #""Cost":"0","ProductType":"other","ProductTld":"","PackageID":"0","HasCustomPrice":"no","#
                + #""CustomPrices":[],"Groups":[],"Created":"2022-11-24 12:00:00","Modified":"2022-11-24 12:00:00","#
                + #""Translations":{"ProductType":"Algemeen","PricePeriod":"eenmalig"}}"#)
    }

    /// The highest code that is there, and the one that is given out next.
    @Test(arguments: [
        ("P009", "P010"), ("P999", "P1000"), ("P00000042", "P043"), ("P12a", "P003"), ("P1234567890", "P003"),
        ("X900", "P003"), ("P", "P003"),
    ])
    func theNextCodeFollowsTheHighest(code: String, next: String) async throws {
        let engine = try await TestEngine()
        _ = try await engine.service.send(add { $0[Product.code] = code })
        #expect(try await engine.service.send(add()).record.text(Product.code) == next)
    }

    @Test func takesGroupsAndPricesPerPeriod() async throws {
        let engine = try await TestEngine()
        let record = try await engine.service.send(
            add {
                $0[Product.taxPercentage] = 9
                $0[Product.groups] = [6, 2]
                $0[Product.hasCustomPrice] = "period"
                $0.arguments[rows: Product.customPrices] = [["Periods": "12", "Periodic": "m", "PriceExcl": "100"]]
            }
        ).record
        #expect(record[Product.groups] == [2, 6])
        #expect(Product.customPriceRows(of: record).first?["PriceIncl"] == "109")
    }

    @Test func isCountedAndFoundByItsText() async throws {
        let engine = try await TestEngine()
        _ = try await engine.service.send(add())
        var list = ListProducts()
        #expect(try await engine.service.send(list).total == 3)
        list[ListParameters.searchFor] = "WIT"
        #expect(try await engine.service.send(list).rows.map { $0.text(Product.name) } == ["Toestel"])
    }

    @Test(arguments: [
        (["ProductKeyPhrase": ""], ["De omschrijving voor op de factuur is niet juist ingevuld"]),
        (["ProductName": "", "PriceExcl": ""], ["ProductName is verplicht.", "PriceExcl is verplicht."]),
        (["ProductCode": "P001"], ["ProductCode: een ander product heeft al het nummer “P001”."]),
        (["Groups": "4"], ["Groups: er is geen productgroep 4."]),
        (["Identifier": "9"], ["Een Identifier is niet toegestaan voor deze actie"]),
        (
            ["Identifier": "9", "PriceExcl": "veel"],
            [
                "Een Identifier is niet toegestaan voor deze actie",
                "PriceExcl: “veel” is geen getal zoals 1250.75.",
            ]
        ),
    ])
    func refusesWithASentenceForEachProblem(change: [String: String], sentences: [String]) async throws {
        let engine = try await TestEngine()
        let whole = ["ProductName": "Toestel", "ProductKeyPhrase": "Toestel", "PriceExcl": "1"]
        #expect(await engine.errors("product", "add", whole.merging(change) { $1 }) == sentences)
        #expect(try await engine.service.send(ListProducts()).total == 2)
    }
}
