import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore

/// The desk of products.
struct ProductDesk: Desk {
    typealias Row = Record<Product>

    let tab = Tab.products
    let kind = RecordKind.product
    let listing: any APIAction.Type = ListProducts.self
    let tellsOf: Set<RecordKind> = [.group]
    var foundBy: FoundBy { Product.foundBy }
    var fields: [FieldDeclaration] { EditProduct.declaration.parameters }

    let columns: [ListColumn<Row>] = [
        .field(Product.code, \.code, minimum: 8, ideal: 10, priority: 0, isSortable: true),
        .field(Product.name, minimum: 14, ideal: 34, priority: 0, isSortable: true, isFlexible: true),
        .field(Product.type, minimum: 8, ideal: 16, priority: 3),
        .amount(Product.priceExcl, \.priceExcl, minimum: 10, ideal: 12, priority: 0, isSortable: true),
        .field(Product.pricePeriod, \.period, minimum: 8, ideal: 12, priority: 1),
        .field(Product.taxPercentage, minimum: 5, ideal: 6, priority: 2),
        ListColumn(title: \.modified, sortKey: ObjectMember.modified, minimum: 10, ideal: 10, priority: 4) {
            row, texts in
            texts.day(of: row[member: ObjectMember.modified])
        },
    ]

    var commands: [DeskCommand<Row>] = [
        .page("Open the product", "Product openen", by: ShowProduct.self) { product in
            AnyScreen(RecordPage(Desks.products, product))
        },
        .record(
            .edit, CommandName("Edit the product", "Product bewerken"), needs: [ShowProduct.self, EditProduct.self]
        ) { product, setting, _ in AnyScreen(FormScreen(ProductPlans.edit(product), language: setting.language)) },
        .adding(
            .new, CommandName("Add a product", "Product toevoegen"), needs: [AddProduct.self]
        ) { AnyScreen(FormScreen(AddingPlans.product(), language: $0.language)) },
        .record(
            .delete, CommandName("Delete the product", "Product verwijderen"),
            needs: [ShowProduct.self, DeleteProduct.self]
        ) { product, setting, _ in
            AnyScreen(FormScreen(AddingPlans.deletion(of: Found(product), setting.texts), language: setting.language))
        },
        .history(of: .product, { $0[Product.identifier] }, { ProductPlans.subject($0) }),
    ]

    let onward: DeskCommand<Row>? = DeskCommand(
        command: .open, name: CommandName("Open the product's groups", "Groepen van het product openen"),
        needs: [ShowGroup.self],
        target: .page { AnyScreen(GroupPage($0[Product.groups] ?? [], of: ProductPlans.subject($0))) },
        refusal: { product, setting in GroupPage.refusal(product[Product.groups] ?? [], setting) })

    func id(of row: Row) -> Int { row[Product.identifier] ?? 0 }
    func code(of row: Row) -> String { row.text(Product.code) }
    func text(of member: String, in row: Row) -> String { row[member: member] }
    func title(_ texts: Texts) -> String { texts.product }
    func name(of row: Row) -> String { row.text(Product.name) }
    func subject(of row: Row) -> String { ProductPlans.subject(row) }

    func ask(_ request: ListRequest, _ service: any BillingService) async throws(APIError) -> Page<Row> {
        try await request.answer(ListProducts.self, from: service)
    }

    func read(_ id: Int, _ service: any BillingService) async throws(APIError) -> Row {
        try await service.send(ShowProduct(id)).record
    }

    func facts(_ row: Row, _ texts: Texts) -> [DetailLine] {
        [
            row.line(Product.code, texts, label: texts.code), row.line(Product.type, texts),
            row.line(Product.tld, texts),
            DetailLine(label: texts.priceExcl, text: row[Product.priceExcl].map { texts.amount($0) } ?? ""),
            row.line(Product.pricePeriod, texts, label: texts.period), row.line(Product.numberSuffix, texts),
            row.line(Product.taxPercentage, texts),
        ] + ownPrices(row, texts) + [
            row.line(Product.keyPhrase, texts, label: texts.onInvoice),
            row.line(Product.description, texts, label: texts.note),
            DetailLine(label: texts.groups, text: row.groupNames.map(\.name).joined(separator: ", ")),
            DetailLine(label: texts.modified, text: texts.moment(stored: row[member: ObjectMember.modified])),
        ]
    }

    /// With the services that use it.
    func whole(_ row: Row, _ setting: Setting, _ service: any BillingService) async -> [DetailLine] {
        facts(row, setting.texts) + (await ProductUse(of: code(of: row), in: service).lines(setting))
    }

    /// What a period of its own costs, a line each; the label stands before the first.
    private func ownPrices(_ row: Row, _ texts: Texts) -> [DetailLine] {
        let table = PriceTable(writing: row[member: Product.customPrices.name])
        let lines = (table?.rows ?? []).enumerated().map { index, price in
            DetailLine(
                label: index == 0 ? Product.customPrices.label[texts.language] : " ",
                text: "\(price.amount(texts)) \(texts.period(price.periods, price.unit))")
        }
        let isOff = row.text(Product.hasCustomPrice) != Product.pricedByPeriod
        return lines.isEmpty || !isOff
            ? lines : lines + [DetailLine(label: " ", text: texts.ownPricesAreOff, role: .dim)]
    }
}
