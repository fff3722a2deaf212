import BillingAPI
import BillingModel
import HostFactAPI
import M4API

/// What each list can be filtered by.
enum FilterFields {
    static let debtors = [FilterField](
        EditDebtor.declaration.parameters.compactMap(FilterField.init) + FilterField.moments + [
            FilterField.groups,
            FilterField(
                Debtor.passwordState, LocalizedText("Password", "Wachtwoord"),
                .choice([Choice(Debtor.temporary, "temporary", "tijdelijk")])),
        ], of: Desks.debtors.columns,
        also: [Debtor.phoneNumber.name: ["phone", "telefoon"], Debtor.emailAddress.name: ["email", "mail"]])

    static let products = [FilterField](
        EditProduct.declaration.parameters.compactMap(FilterField.init) + FilterField.moments + [FilterField.groups],
        of: Desks.products.columns, also: [Product.priceExcl.name: ["price", "prijs"]])

    static let services = [FilterField](
        [
            FilterField(
                Subscription.status.name, Subscription.status.declaration.label,
                .choice([
                    Choice(Subscription.active, "active", "actief"),
                    Choice(Subscription.ended, "ended", "beëindigd"),
                ])),
            FilterField(
                Debtor.companyName.name, LocalizedText("Customer", "Klant"), .text, also: ["company", "bedrijf"]),
        ]
            + (EditService.declaration.parameters + [Subscription.endPeriod, Subscription.nextDate].map(\.declaration))
            .compactMap(FilterField.init)
            + [Debtor.surName.declaration].compactMap(FilterField.init) + FilterField.moments,
        of: Desks.services.columns,
        also: [
            Subscription.priceExcl.declaration.member: ["price", "prijs"],
            Subscription.terminationDate.declaration.member: ["ends", "eindigt", "einde"],
        ])

    static let users = [FilterField](
        BrowseUsers.columns.compactMap(FilterField.init), of: Desks.users.columns,
        also: [User.accountingNumber.name: ["code", "nummer"]])
}

extension DebtorDesk {
    var filters: [FilterField] { FilterFields.debtors }
}

extension ProductDesk {
    var filters: [FilterField] { FilterFields.products }
}

extension ServiceDesk {
    var filters: [FilterField] { FilterFields.services }
}

extension UserDesk {
    var filters: [FilterField] { FilterFields.users }
}
