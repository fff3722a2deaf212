import HostFactAPI
import M4API

// Columns that lists show where somebody wants them, of what their rows tell.
extension DebtorDesk {
    var moreColumns: [ListColumn<Row>] {
        [
            .field(Debtor.address, minimum: 12, ideal: 24, priority: 3, isSortable: true, isFlexible: true),
            .field(Debtor.zipCode, minimum: 7, ideal: 8, priority: 3, isSortable: true),
            .field(Debtor.mobileNumber, \.mobile, minimum: 14, ideal: 16, priority: 3),
            .field(Debtor.username, minimum: 10, ideal: 16, priority: 3, isSortable: true),
            .field(Debtor.website, minimum: 12, ideal: 22, priority: 4, isSortable: true, isFlexible: true),
        ]
    }
}

extension ServiceDesk {
    var moreColumns: [ListColumn<Row>] {
        [
            .amount(Subscription.priceExcl, \.priceExcl, minimum: 9, ideal: 11, priority: 2, isSortable: true),
            .field(Subscription.discountPercentage, minimum: 6, ideal: 8, priority: 3, isSortable: true),
            .field(Subscription.startContract, minimum: 10, ideal: 10, priority: 3, isSortable: true),
            .field(Subscription.endContract, minimum: 10, ideal: 10, priority: 3, isSortable: true),
        ]
    }
}

extension UserDesk {
    var moreColumns: [ListColumn<Row>] {
        [
            .field(User.city, minimum: 10, ideal: 18, priority: 3, isSortable: true),
            .field(User.phone, minimum: 12, ideal: 16, priority: 3, isSortable: true),
            .field(User.email, minimum: 16, ideal: 28, priority: 3, isSortable: true, isFlexible: true),
            .field(User.blockAt, minimum: 10, ideal: 10, priority: 3, isSortable: true),
        ]
    }
}
