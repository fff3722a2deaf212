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
        Name.service, .identity(Subscription.identifier.name),
        serviceParties + serviceDetails + servicePeriods + serviceEnd + moments + [.text(SQLTable.folded)],
        indexes: [
            SQLIndex("service_debtor", Subscription.debtor.name),
            SQLIndex("service_product", productID, where: "\(productID) IS NOT NULL"),
            active("next_date", .column(Subscription.nextDate.declaration.member)),
            active("debtor_code", .column(Subscription.debtorCode.name)),
            active("product_code", .column(Subscription.productCode.declaration.member)),
            active("description", .caseless(Subscription.description.declaration.member)),
            active("modified", .column(ObjectMember.modified)),
            SQLIndex(
                "service_termination", Subscription.terminationDate.declaration.member, Subscription.identifier.name),
        ],
        copies: [
            SQLCopy(
                "service_debtor_renamed", Subscription.debtorCode.name, of: Name.debtor, Debtor.identifier.name,
                by: Subscription.debtor.name),
            SQLCopy(
                "service_product_renamed", Product.code.name, of: Name.product, Product.identifier.name, by: productID),
        ],
        isSearched: true, isCounted: true, isReferredTo: true)

    /// The product that a service was made of; null where there is none.
    static let productID = "ProductId"

    private static let serviceParties: [SQLColumn] = [
        .integer(Subscription.debtor.name).pointing(at: Name.debtor, Debtor.identifier.name),
        .text(Subscription.debtorCode.name),
        .optionalInteger(productID).pointing(at: Name.product, Product.identifier.name),
        SQLColumn(Subscription.productCode),
    ]

    private static let serviceDetails: [SQLColumn] =
        .of(Subscription.number) + .of(Subscription.numberSuffix, Subscription.description)
        + [.given(Subscription.priceExcl), taxPercentage(Subscription.taxPercentage)]
        + [SQLColumn(Subscription.discountPercentage).checked(.filled)]

    private static let servicePeriods: [SQLColumn] = [
        SQLColumn(Subscription.periods), .given(Subscription.periodic), .given(Subscription.startPeriod),
        .given(Subscription.endPeriod),
        .given(Subscription.nextDate), SQLColumn(Subscription.contractPeriods), .given(Subscription.contractPeriodic),
        .given(Subscription.startContract), .given(Subscription.endContract),
    ]

    private static let serviceEnd: [SQLColumn] = [
        SQLColumn(Subscription.terminationDate), .text(Termination.createdColumn, else: ""),
        .text(Termination.reasonColumn, else: ""), SQLColumn(Subscription.reminder),
        SQLColumn(Subscription.invoiceAuthorisation),
    ]

    private static func active(_ name: String, _ first: SQLIndex.Part) -> SQLIndex {
        SQLIndex(
            "service_\(name)",
            [first, .column(Subscription.identifier.name), .column(Subscription.terminationDate.declaration.member)])
    }

    private static func taxPercentage(_ field: Field<Decimal>) -> SQLColumn {
        SQLColumn(field, else: Product.generalTax.vendorText).checked(.filled)
    }
}
