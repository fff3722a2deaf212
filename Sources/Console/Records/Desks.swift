import BillingAPI
import HostFactAPI
import M4API

/// The desks, one for each kind of record that has a list.
enum Desks {
    static let debtors: DebtorDesk = DebtorDesk()
    static let products: ProductDesk = ProductDesk()
    static let services: ServiceDesk = ServiceDesk()
    static let users: UserDesk = UserDesk()

    static let all: [any Desk] = [debtors, products, services, users]

    /// Where the records are found that a field can point at.
    static func source(of kind: RecordKind) -> (any RowSource)? {
        switch kind {
        case .debtor: debtors
        case .product: products
        case .service: services
        case .user: users
        case .manager, .currency, .direction, .numberPool: ReferenceList(kind)
        case .group: nil
        }
    }

    /// Finds a record for a field that points at one; nil where its kind has no list.
    static func picker(of kind: RecordKind, for field: FieldDeclaration, _ filter: String) -> AnyScreen? {
        source(of: kind).map { picker($0, field, filter) }
    }

    private static func picker(_ source: some RowSource, _ field: FieldDeclaration, _ filter: String) -> AnyScreen {
        AnyScreen(PickerDialog(source, field: field, filter))
    }

    /// The same for a field that holds several, of which those that are in it are marked.
    ///
    /// - Parameter groups: Where those are found that a record can be in.
    static func marker(of kind: RecordKind, _ groups: GroupList?, for field: FormField) -> AnyScreen? {
        switch kind {
        case .group: groups.map { AnyScreen(PickerDialog($0, marking: field) { $0.text(Group.name) }) }
        case .debtor: marker(debtors, field)
        case .product: marker(products, field)
        case .service, .user, .manager, .currency, .direction, .numberPool: nil
        }
    }

    private static func marker(_ desk: some Desk, _ field: FormField) -> AnyScreen {
        AnyScreen(PickerDialog(desk, marking: field) { desk.subject(of: $0) })
    }

    /// What fills that source: a system without it has nothing to choose from.
    static func listing(of kind: RecordKind) -> any APIAction.Type {
        (source(of: kind) as? any Desk)?.listing ?? ListReferences.self
    }
}

extension Tab {
    /// What its list shows and what can be done there.
    var desk: any Desk {
        switch self {
        case .debtors: Desks.debtors
        case .products: Desks.products
        case .services: Desks.services
        case .users: Desks.users
        }
    }

    /// The action that fills the list: a system without it has no such list.
    var listAction: any APIAction.Type { desk.listing }

    func list() -> AnyScreen { Self.list(desk) }

    private static func list(_ desk: some Desk) -> AnyScreen { AnyScreen(ListScreen(desk)) }

    /// The first list that this system has; the first of all where it has none, so that its reason is read.
    static func first(in setting: Setting) -> Tab {
        Desks.all.first { setting.reasonAgainst($0.listing) == nil }?.tab ?? .debtors
    }
}
