import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import Testing

@testable import BillingEngine

/// Source: HostFact reference, 12.4.
@Suite struct CustomPriceTests {
    @Test(arguments: [
        (["Periods": "12", "Periodic": "m", "PriceExcl": "120"], "120", "145.2"),
        (["Periods": "12", "Periodic": "m", "PriceIncl": "121"], "100", "121"),
        (["Periods": "12", "Periodic": "m", "PriceExcl": "1", "PriceIncl": "121"], "100", "121"),
        (["Periods": "12", "Periodic": "m", "PriceExcl": "", "PriceIncl": "100"], "82.6446", "100"),
        (["Periodic": "j", "PriceExcl": "11.5"], "11.5", "13.915"),
    ])
    func worksOutTheOtherPrice(row: [String: String], excl: String, incl: String) {
        var problems: [Problem] = []
        let rows = CustomPrices(tax: 21).completed([row], &problems)
        #expect(problems.isEmpty)
        #expect(rows.first?["PriceExcl"] == excl)
        #expect(rows.first?["PriceIncl"] == incl)
    }

    @Test(arguments: [
        ([["Periods": "1", "PriceExcl": "1"]], "CustomPrices[0]: Periodic is verplicht."),
        ([["Periods": "1", "Periodic": "m"]], "CustomPrices[0]: PriceExcl is verplicht."),
        (
            [["Periodic": "m", "PriceExcl": "1"], ["Periods": "1", "Periodic": "m", "PriceExcl": "2"]],
            "CustomPrices[1]: er is al een prijs voor 1 × m."
        ),
    ])
    func refusesAnIncompleteOrDoubleEntry(rows: [[String: String]], sentence: String) {
        var problems: [Problem] = []
        _ = CustomPrices(tax: 21).completed(rows, &problems)
        #expect(problems.map(\.message.dutch) == [sentence])
    }

    @Test func areAnsweredAsTheReferencePrintsThem() async throws {
        let engine = try await TestEngine()
        let entry = RawValue.map([
            RawParameter("Periods", "12"), RawParameter("Periodic", "m"), RawParameter("PriceExcl", "120"),
        ])
        let outcome = await engine.call(
            "product", "edit",
            [("ProductCode", .text("P001")), ("HasCustomPrice", .text("period")), ("CustomPrices", .list([entry]))])
        #expect(
            outcome.envelope["product"]?["CustomPrices"]?.encoded()
                == #"[{"Periods":"12","Periodic":"m","PriceExcl":"120","PriceIncl":145.2}]"#)
    }

    @Test func aNewVATPercentageChangesThePriceWithVAT() async throws {
        let engine = try await TestEngine()
        var edit = EditProduct()
        edit[Product.identifier] = 2
        edit.arguments[rows: Product.customPrices] = [["Periods": "12", "Periodic": "m", "PriceExcl": "100"]]
        _ = try await engine.service.send(edit)
        var tax = EditProduct()
        tax[Product.identifier] = 2
        tax[Product.taxPercentage] = 9
        let record = try await engine.service.send(tax).record
        #expect(Product.customPriceRows(of: record).first?["PriceIncl"] == "109")
    }

    @Test func theMatchingPeriodTakesItsOwnPrice() async throws {
        let engine = try await TestEngine()
        var edit = EditProduct()
        edit[Product.identifier] = 2
        edit[Product.hasCustomPrice] = "period"
        edit.arguments[rows: Product.customPrices] = [["Periods": "12", "Periodic": "m", "PriceExcl": "200"]]
        _ = try await engine.service.send(edit)
        var add = AddService()
        add[Subscription.debtor] = 1
        add[Subscription.productCode] = "P001"
        add[Subscription.periods] = 12
        #expect(try await engine.service.send(add).record.text(Subscription.priceExcl) == "200")
        add[Subscription.periods] = 6
        #expect(try await engine.service.send(add).record.text(Subscription.priceExcl) == "250")
    }
}
