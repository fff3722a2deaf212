import BillingAPI
import BillingModel
import HostFactAPI
import Testing

extension InstallationTests {
    @Suite struct ProductTests {
        private var phone: AddProduct {
            filled {
                $0[Product.name] = "Toestel <wit>"
                $0[Product.keyPhrase] = "Toestel wit\nmet snoer"
                $0[Product.priceExcl] = 12.5
            }
        }

        @Test(arguments: Way.toHostFact)
        func getsAnotherPriceAndNothingElse(way: Way) async throws {
            let office = try await Installation(way)
            var expected = try await office.service.send(ShowProduct(1)).record
            let answer = try await office.service.send(
                filled(EditProduct()) {
                    $0[Product.identifier] = 1
                    $0[Product.priceExcl] = 50.75
                })
            expected[Product.priceExcl] = 50.75
            expected[member: ObjectMember.modified] = Installation.now.text
            #expect(answer.record == expected)
            #expect(try await office.rows("SELECT PriceExcl FROM product WHERE Identifier = 1") == [["50.75"]])
        }

        @Test(arguments: Way.toHostFact)
        func isAddedFoundAndDeleted(way: Way) async throws {
            let office = try await Installation(way)
            let added = try await office.service.send(phone).record
            #expect(added.text(Product.code) == "P003")
            #expect(added.text(Product.keyPhrase) == "Toestel wit\nmet snoer")
            let byCode = filled(ShowProduct()) { $0[Product.code] = "P003" }
            #expect(try await office.service.send(byCode).record == added)
            let done = try await office.service.send(filled(DeleteProduct()) { $0[Product.code] = "P003" })
            #expect(done.messages == ["Product P003 is verwijderd"])
            #expect(await office.refusal(of: byCode) == Refusal(.notFound, "Ongeldig kenmerk voor product"))
        }

        @Test(arguments: Way.toHostFact)
        func hasPricesPerPeriod(way: Way) async throws {
            let office = try await Installation(way)
            let edit = filled(EditProduct()) {
                $0[Product.identifier] = 1
                $0[Product.hasCustomPrice] = "period"
                $0.arguments[rows: Product.customPrices] = [
                    ["Periods": "12", "Periodic": "m", "PriceExcl": "100"],
                    ["Periods": "2", "Periodic": "j", "PriceExcl": "150.5"],
                ]
            }
            _ = try await office.service.send(edit)
            let rows = Product.customPriceRows(of: try await office.service.send(ShowProduct(1)).record)
            #expect(rows.map { $0["PriceExcl"] } == ["100", "150.5"])
            #expect(rows.first?["PriceIncl"] == "121")
            let without = filled(EditProduct()) {
                $0[Product.identifier] = 1
                $0[Product.hasCustomPrice] = "no"
                $0.arguments[rows: Product.customPrices] = []
            }
            let cleared = try await office.service.send(without).record
            #expect(Product.customPriceRows(of: cleared).isEmpty)
        }

        @Test(arguments: Way.toHostFact)
        func inUseIsNotDeleted(way: Way) async throws {
            let office = try await Installation(way)
            let before = try await office.everything()
            let refusal = await office.refusal(of: filled(DeleteProduct()) { $0[Product.code] = "P001" })
            #expect(
                refusal?.words == "Product P001 kan niet worden verwijderd: 1 dienst gebruikt het, beëindigde "
                    + "meegeteld. Kies daar eerst een ander product.")
            #expect(try await office.everything() == before)
        }

        @Test(arguments: Way.toHostFact)
        func tellsEveryProblemAtOnceAndAddsNothing(way: Way) async throws {
            let office = try await Installation(way)
            let before = try await office.everything()
            var wrong = phone
            wrong.arguments[text: Product.priceExcl.declaration] = "12,50 euro"
            wrong[Product.taxPercentage] = 121
            wrong[Product.type] = "hond"
            let refusal = await office.refusal(of: wrong)
            #expect(
                refusal?.words == "ProductType: “hond” is niet een van other, hosting, domain, ssl, vps. "
                    + "PriceExcl: “12,50 euro” is geen getal zoals 1250.75. "
                    + "TaxPercentage: 121 moet tussen 0 en 100 liggen.")
            #expect(
                await office.refusal(of: AddProduct())?.words
                    == "ProductName is verplicht. De omschrijving voor op de factuur is niet juist ingevuld "
                    + "PriceExcl is verplicht.")
            var taken = phone
            taken[Product.code] = "P001"
            #expect(
                await office.refusal(of: taken)?.words
                    == "ProductCode: een ander product heeft al het nummer “P001”.")
            #expect(try await office.everything() == before)
        }
    }
}
