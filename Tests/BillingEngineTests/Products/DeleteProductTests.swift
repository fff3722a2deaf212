import BillingAPI
import BillingModel
import HostFactAPI
import Testing

@testable import BillingEngine

/// Source: HostFact reference, 5.6.
@Suite struct DeleteProductTests {
    @Test(arguments: [("Identifier", "1"), ("ProductCode", "P002")])
    func answersWithTheMessageAlone(name: String, value: String) async throws {
        let engine = try await TestEngine()
        let outcome = await engine.call("product", "delete", [(name, .text(value))])
        #expect(outcome.envelope["success"] == .strings(["Product P002 is verwijderd"]))
        #expect(outcome.envelope["product"] == nil)
        #expect(try await engine.service.send(ListProducts()).rows.map { $0.text(Product.code) } == ["P001"])
        #expect(try await engine.service.send(ListProducts()).total == 1)
        #expect(try await engine.rows("SELECT 1 FROM product_group WHERE RecordId = 1").isEmpty)
    }

    @Test func aProductOfAServiceStays() async throws {
        let engine = try await TestEngine()
        #expect(
            await engine.errors("product", "delete", ["ProductCode": "P001"]) == [
                "Product P001 kan niet worden verwijderd: 1 dienst gebruikt het, beëindigde meegeteld. "
                    + "Kies daar eerst een ander product."
            ])
        #expect(try await engine.service.send(ListProducts()).total == 2)
    }

    @Test func anUnknownProductHasTheVendorsSentence() async throws {
        let engine = try await TestEngine()
        #expect(
            await engine.errors("product", "delete", ["Identifier": "99"]) == ["Ongeldig kenmerk voor product"])
        #expect(await engine.errors("product", "delete", [:]) == ["Identifier of ProductCode is verplicht."])
    }
}
