import BillingAPI
import BillingModel

/// What a caller may do with a call. Source: M4 reference, section 4.
public enum M4Access: Hashable, Sendable {
    case full
    /// A manager who sees only the users assigned to them.
    case assigned(manager: Int)
    /// A customer, who sees only their own details.
    case own(user: Int)
    /// A manager without the permission for this area.
    case withoutPermission
    /// Nobody, or somebody whose role is not entitled to the call.
    case denied

    /// A customer reads their own details and balance and has no other call.
    func isEntitled(to call: any M4Action.Type) -> Bool {
        switch self {
        case .denied: false
        case .own: call == ShowUser.self || call == ReadBalance.self
        case .full, .assigned, .withoutPermission: true
        }
    }
}

/// Who calls: the settings that hold for them, and what they may do.
public struct M4Account: Sendable {
    /// The account's own name, for logs; callers without an account have that of the account whose key they use.
    public var name: String
    public var settings: M4Settings
    public var access: M4Access

    public init(name: String, settings: M4Settings, access: M4Access) {
        self.name = name
        self.settings = settings
        self.access = access
    }
}

/// The settings of M4's API tab. Source: M4 reference, section 3.
public struct M4Settings: Sendable {
    public var allowsAPI: Bool
    public var allowsGET: Bool
    public var checksHash: Bool
    public var key: String

    public init(key: String, allowsAPI: Bool = true, allowsGET: Bool = false, checksHash: Bool = true) {
        self.key = key
        self.allowsAPI = allowsAPI
        self.allowsGET = allowsGET
        self.checksHash = checksHash
    }

    /// Without a key the API cannot be on.
    var isOn: Bool { allowsAPI && !key.isEmpty }
}

/// The service as somebody sees it who may see some users only; the others are not found.
struct SomeUsersService: ServiceWrapper {
    let service: any BillingService
    let access: M4Access

    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        switch action {
        case let list as ListUsers:
            let answer = list[ListUsers.user] == ListUsers.all ? try await all(how) : try await service.send(list, how)
            for user in answer.users where list[ListUsers.user] != ListUsers.all { try await check(user, how) }
            if let typed = answer as? Action.Answer { return typed }
        case let show as ShowUser:
            let answer = try await service.send(show, how)
            try await check(answer.user, how)
            if let typed = answer as? Action.Answer { return typed }
        case let read as ReadBalance:
            var show = ShowUser()
            show[User.username] = read[User.username]
            try await check(try await service.send(show, how).user, how)
            return try await service.send(action, how)
        default:
            guard let id = action.arguments[User.id] else { break }
            try await check(try await service.send(ReadUser(id), how).user, how)
            return try await service.send(action, how)
        }
        throw APIError(.forbidden, LocalizedText("This caller may not do that.", "Deze aanroeper mag dat niet."))
    }

    private func all(_ how: Sending) async throws(APIError) -> UserList {
        switch access {
        case .full: return try await service.send(ListUsers(ListUsers.all), how)
        case .assigned(let manager): return try await service.send(ListAssignedUsers(manager), how)
        case .own(let user): return try await service.send(ListUsers(String(user)), how)
        case .withoutPermission, .denied: return UserList([])
        }
    }

    private func check(_ user: Record<User>, _ how: Sending) async throws(APIError) {
        guard try await !isSeen(user, how) else { return }
        let id = user.text(User.id)
        throw APIError(.notFound, LocalizedText("There is no user \(id).", "Er is geen gebruiker \(id)."))
    }

    private func isSeen(_ user: Record<User>, _ how: Sending) async throws(APIError) -> Bool {
        guard let id = user[User.id] else { return false }
        switch access {
        case .full: return true
        case .own(let own): return id == own
        case .assigned(let manager):
            // Lists do not tell whose a user is.
            return try await service.send(ReadUser(id), how).user[User.responsibleManager] == manager
        case .withoutPermission, .denied: return false
        }
    }
}
