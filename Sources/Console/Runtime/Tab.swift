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
}
