import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore

/// The list of products.
struct ProductList: RecordList {
    typealias Row = Record<Product>

    let tab = Tab.products

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

    func id(of row: Row) -> Int { row[Product.identifier] ?? 0 }
    func code(of row: Row) -> String { row.text(Product.code) }
    func role(of row: Row, today: CalendarDate) -> StyleRole { .text }

    func ask(_ request: ListRequest, _ service: any BillingService) async throws(APIError) -> ListWindow<Row> {
        try await request.answer(ListProducts.self, from: service)
    }

    func detail(
        _ id: Int, _ texts: Texts, _ service: any BillingService
    ) async throws(APIError) -> [DetailLine] {
        let product = try await service.send(ShowProduct(id)).record
        return [
            DetailLine(label: "", text: product.text(Product.name), role: .title),
            product.line(Product.code, texts, label: texts.code), product.line(Product.type, texts),
            DetailLine(label: texts.priceExcl, text: product[Product.priceExcl].map { texts.amount($0) } ?? ""),
            product.line(Product.pricePeriod, texts, label: texts.period), product.line(Product.taxPercentage, texts),
            product.line(Product.keyPhrase, texts, label: texts.onInvoice),
            product.line(Product.description, texts, label: texts.note),
            DetailLine(label: texts.groups, text: product.groupNames.map(\.name).joined(separator: ", ")),
            DetailLine(label: texts.modified, text: texts.moment(stored: product[member: ObjectMember.modified])),
        ]
    }

    func commands(_ row: Row?, _ setting: Setting) -> [Binding<Command>] {
        let refusal = setting.reasonAgainst(ShowProduct.self, EditProduct.self)
        return [Binding(.open, unavailable: refusal), Binding(.edit, unavailable: refusal)]
    }

    func opening(
        _ command: Command, _ row: Row?, _ setting: Setting, _ service: any BillingService
    ) async throws(APIError) -> AnyScreen {
        let product = try await service.send(ShowProduct(row.map(id) ?? 0)).record
        return AnyScreen(FormScreen(ProductPlans.edit(product), language: setting.language))
    }
}

/// The forms of a product.
enum ProductPlans {
    static func edit(_ product: Record<Product>) -> FormPlan<EditProduct> { edit(Found(product)) }

    private static func edit(_ found: Found<Product>) -> FormPlan<EditProduct> {
        let product = found.record
        let fields = EditProduct.declaration.parameters.filter { field in
            if case .rows = field.kind { return false }
            return field != Product.identifier.declaration
        }
        return FormPlan(
            title: EditProduct.declaration.title,
            subject: "\(product.text(Product.code)) \(product.text(Product.name))", read: found,
            again: { _, system throws(APIError) in edit(try await system.send(ShowProduct(found.identifier ?? 0))) },
            identity: [RawParameter(Product.identifier.name, product.text(Product.identifier))], fields: fields,
            stored: product.values(of: fields),
            consequences: { arguments, setting in
                var lines = [setting.texts.onlyChangesAreSent]
                if arguments.has(Product.priceExcl.declaration) || arguments.has(Product.keyPhrase.declaration) {
                    lines.append(setting.texts.runningServicesKeepPrice)
                }
                return lines
            },
            done: { _, answer, setting in setting.texts.productSaved(answer.record.text(Product.code)) })
    }
}
