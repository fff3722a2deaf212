import BillingAPI
import BillingModel
import HostFactAPI
import M4API

/// What changing many records of one kind at once needs to know of the kind.
struct BulkKind: Sendable {
    let kind: RecordKind
    let editing: any APIAction.Type
    /// What can be done with many of them.
    let deeds: [BulkDeedKind]
    /// Fields that may be given one text for all.
    let fields: [FieldDeclaration]
    let identity: FieldDeclaration
    let read: @Sendable (Int, any BillingService) async throws(APIError) -> any RecordAnswer
    let edit: @Sendable ([RawParameter]) throws(APIError) -> any WritingAction
    let subject: @Sendable (any RecordAnswer) -> String

    /// Nil of a kind of which there is no list.
    static func of(_ kind: RecordKind) -> BulkKind? {
        switch kind {
        case .debtor: debtors
        case .product: products
        case .service: services
        case .user: users
        default: nil
        }
    }

    static let debtors = hostFact(
        EditDebtor.self, [.field, .group, .mail], except: [Debtor.code.declaration, Debtor.groups.declaration],
        reading: { ShowDebtor($0) }, { DebtorPlans.subject($0) })

    static let products = hostFact(
        EditProduct.self, [.price, .field, .group],
        except: [Product.code.declaration, Product.groups.declaration, Product.priceExcl.declaration],
        reading: { ShowProduct($0) }, { ProductPlans.subject($0) })

    static let services = hostFact(
        EditService.self, [.price, .ending, .field],
        except: [
            Subscription.debtor.declaration, Subscription.debtorCode.declaration, Subscription.priceExcl.declaration,
            Subscription.terminationDate.declaration,
        ],
        reading: { ShowService($0) }, { ServicePlans.subject($0) })

    static let users = BulkKind(
        kind: .user, editing: UpdateUserDetails.self, deeds: [.block, .field],
        fields: given(UpdateUserDetails.self, except: [User.isBlocked.declaration, User.blockAt.declaration]),
        identity: User.id.declaration,
        read: { id, service throws(APIError) in try await service.send(ReadUser(id), .anew) },
        edit: { parameters throws(APIError) in try UpdateUserDetails(parsing: parameters) },
        subject: { ($0 as? UserRecord).map { UserPlans.subject($0.user) } ?? "" })

    private static func hostFact<
        Kind: HostFactEntity & SendableMetatype, Change: WritingAction, Reading: RecordReading
    >(
        _ change: Change.Type, _ deeds: [BulkDeedKind], except others: [FieldDeclaration],
        reading: @escaping @Sendable (Int) -> Reading, _ subject: @escaping @Sendable (Record<Kind>) -> String
    ) -> BulkKind where Reading.Answer == Found<Kind> {
        BulkKind(
            kind: Kind.kind, editing: change, deeds: deeds, fields: given(change, except: others),
            identity: Kind.identifier.declaration,
            read: { id, service throws(APIError) in try await service.send(reading(id), .anew) },
            edit: { parameters throws(APIError) in try Change(parsing: parameters) },
            subject: { ($0 as? Found<Kind>).map { subject($0.record) } ?? "" })
    }

    /// Those that one text says: what is typed in a field for all may well be a mistake for a list of prices.
    private static func given(_ change: any WritingAction.Type, except others: [FieldDeclaration]) -> [FieldDeclaration]
    {
        change.declaration.parameters.dropFirst().filter { field in
            switch field.kind {
            case .rows, .references, .secret: false
            default: !others.contains(field)
            }
        }
    }
}

/// What can be done with many records at once.
enum BulkDeedKind: String, CaseIterable, Sendable {
    case price, ending, block, field, group, mail

    /// What carries it out.
    func action(of kind: BulkKind) -> any APIAction.Type {
        switch self {
        case .ending: TerminateService.self
        case .mail: SendEmail.self
        case .price, .block, .field, .group: kind.editing
        }
    }
}
