import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@testable import BillingEngine

@Suite struct EditProductTests {
    @Test func aRenamedCodeIsReflectedInServicesAndFoundInThem() async throws {
        let engine = try await TestEngine()
        var edit = EditProduct()
        edit[Product.identifier] = 2
        edit[Product.code] = "P900"
        #expect(try await engine.service.send(edit).record.text(Product.code) == "P900")
        let service = try await engine.service.send(ShowService(1)).record
        #expect(service.text(Subscription.productCode) == "P900")
        var list = ListServices()
        list[ListParameters.searchFor] = "p900"
        #expect(try await engine.service.send(list).rows.count == 1)
    }

    @Test func thePriceOfExistingServicesStays() async throws {
        let engine = try await TestEngine()
        var edit = EditProduct()
        edit[Product.code] = "P001"
        edit[Product.priceExcl] = 999
        _ = try await engine.service.send(edit)
        #expect(try await engine.service.send(ShowService(1)).record.text(Subscription.priceExcl) == "250")
    }

    @Test(arguments: [
        (["ProductCode": "P001"], ["ProductCode: een ander product heeft al het nummer “P001”."]),
        (["Groups": "4,99"], ["Groups: er is geen productgroep 4.", "Groups: er is geen productgroep 99."]),
        (["PriceExcl": ""], ["PriceExcl mag niet leeg zijn."]),
        (
            ["ProductCode": "P001", "Groups": "99"],
            ["ProductCode: een ander product heeft al het nummer “P001”.", "Groups: er is geen productgroep 99."]
        ),
    ])
    func refusesWithASentenceForEachProblem(change: [String: String], sentences: [String]) async throws {
        let engine = try await TestEngine()
        let errors = await engine.errors("product", "edit", change.merging(["Identifier": "1"]) { $1 })
        #expect(errors == sentences)
    }

    @Test func anEmptiedVATPercentageIsTheGeneralOne() async throws {
        let engine = try await TestEngine()
        var edit = EditProduct()
        edit[Product.identifier] = 1
        edit[Product.taxPercentage] = 9
        _ = try await engine.service.send(edit)
        edit.arguments[text: Product.taxPercentage.declaration] = ""
        #expect(try await engine.service.send(edit).record[Product.taxPercentage] == 21)
    }

    @Test func anUnknownProductHasTheVendorsSentence() async throws {
        let engine = try await TestEngine()
        #expect(
            await refusal { () throws(APIError) in _ = try await engine.service.send(ShowProduct(99)) }
                == ["Ongeldig kenmerk voor product"])
    }
}
