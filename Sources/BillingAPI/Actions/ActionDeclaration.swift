import BillingModel
import Synchronization

/// A vendor's name for an action: controller and action, or a single call.
public struct ActionName: Hashable, Codable, Sendable {
    /// `debtor`; `m4` for M4's calls, which have no controllers.
    public var controller: String
    public var action: String

    public init(_ controller: String, _ action: String) {
        self.controller = controller
        self.action = action
    }
}

/// What must be given, beyond each parameter's own check.
public enum Rule: Sendable {
    case required(FieldDeclaration)
    case oneOf([FieldDeclaration])
    /// These are required when `field` is not given.
    case requiredWithout(FieldDeclaration, [FieldDeclaration])
    /// These may be left out, but not given empty: the system has no way to clear them.
    case neverEmpty([FieldDeclaration])
    /// While a choice has another value than `off`, `other` must be set, now or before.
    case needs(FieldDeclaration, otherThan: String, FieldDeclaration)

    /// The parameters that it is about.
    public var fields: [FieldDeclaration] {
        switch self {
        case .required(let field): [field]
        case .oneOf(let fields), .neverEmpty(let fields): fields
        case .requiredWithout(let field, let others): [field] + others
        case .needs(let field, _, let other): [field, other]
        }
    }
}

/// Everything said about one action, once: form, checks, wire format, command line and documentation follow.
public struct ActionDeclaration: Sendable {
    /// What it does to the data.
    public enum Access: Hashable, Sendable {
        case reads
        case writes
    }

    public var name: ActionName
    public var title: LocalizedText
    public var access: Access
    public let parameters: [FieldDeclaration]
    public var rules: [Rule]
    /// Vendor page or reference section.
    public var source: String
    private let kept = KeptNames()

    public init(
        _ name: ActionName, _ title: LocalizedText, _ access: Access, _ parameters: [FieldDeclaration],
        rules: [Rule] = [], source: String
    ) {
        self.name = name
        self.title = title
        self.access = access
        // A field that names no page of its own is described on the action's.
        self.parameters = parameters.map { field in
            var field = field
            if field.source.isEmpty { field.source = source }
            return field
        }
        self.rules = rules
        self.source = source
    }

    /// Looked up for every parameter of every request; made for the first one.
    var names: ParameterNames { kept.names(of: parameters) }

    public func isRequired(_ field: FieldDeclaration) -> Bool {
        rules.contains { rule in
            if case .required(let required) = rule { required == field } else { false }
        }
    }
}

/// What the names of an action's parameters stand for on the wire.
struct ParameterNames: Sendable {
    let fields: [String: FieldDeclaration]
    /// What maps are called that hold fields.
    let maps: Set<String>
    /// The numbers that dates are sent as.
    let dateParts: Set<String>

    init(_ parameters: [FieldDeclaration]) {
        fields = Dictionary(parameters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        maps = Set(parameters.filter { $0.path.count > 1 }.map { $0.path[0] })
        dateParts = Set(
            parameters.flatMap { field -> [String] in
                guard case .dateParts(let year, let month, let day) = field.wire else { return [] }
                return [year, month, day]
            })
    }
}

private final class KeptNames: Sendable {
    private let known = Mutex<ParameterNames?>(nil)

    func names(of parameters: [FieldDeclaration]) -> ParameterNames {
        known.withLock { known in
            let names = known ?? ParameterNames(parameters)
            known = names
            return names
        }
    }
}

/// A call to a billing system: which one is its type, with what is its arguments.
public protocol APIAction: Sendable {
    associatedtype Answer: Sendable
    static var declaration: ActionDeclaration { get }
    var arguments: Arguments { get set }
    init()
}

extension APIAction {
    public init(_ arguments: Arguments) {
        self.init()
        self.arguments = arguments
    }

    public subscript<Value>(_ field: Field<Value>) -> Value? {
        get { arguments[field] }
        set { arguments[field] = newValue }
    }

    /// The only way in from text, for form, command line and server alike; reports every problem at once.
    public init(parsing parameters: [RawParameter], unknown: UnknownParameters = .ignored) throws(APIError) {
        try self.init(Self.declaration.parse(parameters, unknown: unknown))
    }
}
