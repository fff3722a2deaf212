import BillingAPI
import HostFactAPI
import M4API

/// The four lists.
public enum Tab: Int, CaseIterable, Sendable {
    case debtors = 1
    case products, services, users

    /// What shows the list.
    var command: Command {
        switch self {
        case .debtors: .debtors
        case .products: .products
        case .services: .services
        case .users: .users
        }
    }

    /// The action that fills the list: a system without it has no such list.
    var listAction: any APIAction.Type {
        switch self {
        case .debtors: ListDebtors.self
        case .products: ListProducts.self
        case .services: ListServices.self
        case .users: BrowseUsers.self
        }
    }

    func list() -> AnyScreen {
        switch self {
        case .debtors: AnyScreen(ListScreen(DebtorList()))
        case .products: AnyScreen(ListScreen(ProductList()))
        case .services: AnyScreen(ListScreen(ServiceList()))
        case .users: AnyScreen(ListScreen(UserList()))
        }
    }

    /// The first list that this system has; the first of all where it has none, so that its reason is read.
    static func first(in setting: Setting) -> Tab { firstWorking(of: allCases, setting) ?? .debtors }

    /// Where a customer is looked for: among the debtors, or the users of a system that has no debtors.
    static func ofCustomers(in setting: Setting) -> Tab { firstWorking(of: [.debtors, .users], setting) ?? .debtors }

    private static func firstWorking(of tabs: [Tab], _ setting: Setting) -> Tab? {
        tabs.first { setting.reasonAgainst($0.listAction) == nil }
    }
}
