import BillingAPI
import Foundation
import HostFactAPI
import SQLStore

extension Tables {
    static let product = SQLTable(
        Name.product, .identity(Product.identifier.name),
        productNames + productPrices + moments + [.text(SQLTable.folded)],
        indexes: [
            SQLIndex("product_code", Product.code.name, isUnique: true),
            SQLIndex("product_name", [.caseless(Product.name.name)]),
            SQLIndex("product_price", [.number(Product.priceExcl.name)]),
            SQLIndex("product_modified", ObjectMember.modified),
        ],
        isSearched: true, isCounted: true, isReferredTo: true)

    private static let productNames: [SQLColumn] =
        [.given(Product.code)]
        + .of(Product.name, Product.keyPhrase, Product.description, Product.numberSuffix)

    private static let productPrices: [SQLColumn] = [
        .given(Product.priceExcl), SQLColumn(Product.pricePeriod), taxPercentage(Product.taxPercentage),
        .text(ObjectMember.cost, else: "0"), SQLColumn(Product.type), SQLColumn(Product.tld),
        .text(ObjectMember.packageID, else: "0"), SQLColumn(Product.hasCustomPrice), SQLColumn(Product.customPrices),
    ]

    static let productGroup = membership(of: Name.product, Product.identifier)

    /// The debtor's and the product's code are copies for sorting. There is no column for the status: a service is
    /// terminated when its date has passed. The indexes end in that date so that a list of the active services is read
    /// from the index alone.
    static let service = SQLTable(
        Name.service, .identity(Service.identifier.name),
        serviceParties + serviceDetails + servicePeriods + serviceEnd + moments + [.text(SQLTable.folded)],
        indexes: [
            SQLIndex("service_debtor", Service.debtor.name),
            SQLIndex("service_product", productID, where: "\(productID) IS NOT NULL"),
            active("next_date", .column(Service.nextDate.declaration.member)),
            active("debtor_code", .column(Service.debtorCode.name)),
            active("product_code", .column(Service.productCode.declaration.member)),
            active("description", .caseless(Service.description.declaration.member)),
            active("modified", .column(ObjectMember.modified)),
            SQLIndex("service_termination", Service.terminationDate.declaration.member, Service.identifier.name),
        ],
        copies: [
            SQLCopy(
                "service_debtor_renamed", Service.debtorCode.name, of: Name.debtor, Debtor.identifier.name,
                by: Service.debtor.name),
            SQLCopy(
                "service_product_renamed", Product.code.name, of: Name.product, Product.identifier.name, by: productID),
        ],
        isSearched: true, isCounted: true, isReferredTo: true)

    /// The product that a service was made of; null where there is none.
    static let productID = "ProductId"

    private static let serviceParties: [SQLColumn] = [
        .integer(Service.debtor.name).pointing(at: Name.debtor, Debtor.identifier.name), .text(Service.debtorCode.name),
        .optionalInteger(productID).pointing(at: Name.product, Product.identifier.name), SQLColumn(Service.productCode),
    ]

    private static let serviceDetails: [SQLColumn] =
        .of(Service.number) + .of(Service.numberSuffix, Service.description)
        + [.given(Service.priceExcl), taxPercentage(Service.taxPercentage)]
        + [SQLColumn(Service.discountPercentage).checked(.filled)]

    private static let servicePeriods: [SQLColumn] = [
        SQLColumn(Service.periods), .given(Service.periodic), .given(Service.startPeriod), .given(Service.endPeriod),
        .given(Service.nextDate), SQLColumn(Service.contractPeriods), .given(Service.contractPeriodic),
        .given(Service.startContract), .given(Service.endContract),
    ]

    private static let serviceEnd: [SQLColumn] = [
        SQLColumn(Service.terminationDate), .text(Termination.createdColumn, else: ""),
        .text(Termination.reasonColumn, else: ""), SQLColumn(Service.reminder), SQLColumn(Service.invoiceAuthorisation),
    ]

    private static func active(_ name: String, _ first: SQLIndex.Part) -> SQLIndex {
        SQLIndex(
            "service_\(name)",
            [first, .column(Service.identifier.name), .column(Service.terminationDate.declaration.member)])
    }

    private static func taxPercentage(_ field: Field<Decimal>) -> SQLColumn {
        SQLColumn(field, else: Product.generalTax.vendorText).checked(.filled)
    }
}
