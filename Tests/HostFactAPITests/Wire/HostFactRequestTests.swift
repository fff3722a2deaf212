import BillingAPI
import BillingModel
import HostFactAPI
import Testing

/// Bodies as the client sends them. Source: HostFact reference, 2.3 and section 15.
@Suite struct HostFactRequestTests {
    private func body<Action: HostFactAction>(of action: Action) async -> String {
        let transport = KeepingTransport("{}")
        _ = try? await RemoteHostFactService(transport: transport, key: "geheim").send(action)
        return await transport.body
    }

    @Test func aProductEdit() async {
        var edit = EditProduct()
        edit[Product.identifier] = 5
        edit[Product.priceExcl] = 12.5
        edit[Product.hasCustomPrice] = "period"
        edit.arguments[rows: Product.customPrices] = [["Periods": "12", "Periodic": "m", "PriceExcl": "120"]]
        #expect(
            await body(of: edit)
                == "api_key=geheim&controller=product&action=edit&Identifier=5&PriceExcl=12.5&HasCustomPrice=period&CustomPrices%5B0%5D%5BPeriods%5D=12&CustomPrices%5B0%5D%5BPeriodic%5D=m&CustomPrices%5B0%5D%5BPriceExcl%5D=120"
        )
    }

    @Test func aServiceAdd() async {
        var add = AddService()
        add[Subscription.debtorCode] = "DB0007"
        add[Subscription.productCode] = "P005"
        add[Subscription.number] = 2
        add[Subscription.periods] = 1
        add[Subscription.periodic] = "m"
        #expect(
            await body(of: add)
                == "api_key=geheim&controller=service&action=add&DebtorCode=DB0007&Subscription%5BProductCode%5D=P005&Subscription%5BNumber%5D=2&Subscription%5BPeriods%5D=1&Subscription%5BPeriodic%5D=m"
        )
    }

    @Test func groupsAreAListAndClearedByAnEmptyText() async {
        var edit = EditDebtor()
        edit[Debtor.identifier] = 7
        edit[Debtor.groups] = [4, 7]
        #expect(await body(of: edit).hasSuffix("&Groups%5B0%5D=4&Groups%5B1%5D=7"))
        edit.arguments[text: Debtor.groups.declaration] = ""
        #expect(await body(of: edit).hasSuffix("&Identifier=7&Groups="))
    }

    @Test func rowsAreClearedByAnEmptyText() async {
        var edit = EditProduct()
        edit[Product.identifier] = 5
        edit.arguments[rows: Product.customPrices] = []
        #expect(await body(of: edit).hasSuffix("&Identifier=5&CustomPrices="))
    }

    @Test func aDateFilterIsAMap() async {
        var list = ListDebtors()
        list[ListParameters.modifiedFrom] = "2026-01-01 00:00:00"
        #expect(await body(of: list).hasSuffix("&action=list&modified%5Bfrom%5D=2026-01-01+00%3A00%3A00"))
    }

    @Test func whatBreaksARuleIsNotSent() async {
        let transport = KeepingTransport("{}")
        let service = RemoteHostFactService(transport: transport, key: "geheim")
        await #expect(throws: APIError.self) { try await service.send(EditDebtor()) }
        #expect(await transport.request == nil)
    }

    @Test func theKeyStandsInTheBodyOnly() async {
        let transport = KeepingTransport("{}")
        let service = RemoteHostFactService(transport: transport, key: "geheim", path: "/apiv2/api.php")
        _ = try? await service.send(ShowDebtor(1))
        let request = await transport.request
        #expect(request?.method == "POST")
        #expect(request?.path == "/apiv2/api.php")
        #expect(request?.query == "")
        #expect(request?.contentType == "application/x-www-form-urlencoded")
    }
}
