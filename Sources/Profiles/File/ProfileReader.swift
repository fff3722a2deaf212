import BillingAPI
import BillingModel
import TOMLReading

/// Reads one `[profile.NAME]`.
struct ProfileReader {
    let name: String
    let entries: [(key: String, value: TOMLNode)]
    var file: ConfigurationReader
    private var profile: Profile
    private var commandPath: String?

    static let keys = [
        "kind", "url", "api_key_command", "api_key_file", "user", "database", "password_command",
        "read_only", "production", "language", "banner", "ca_file", "requests_per_minute", "timeout_seconds",
        "budget_file", "allow_http", "can_withdraw",
        "currencies", "directions", "number_pools", "managers",
    ]
    /// Words under which somebody may put the key itself.
    private static let secrets: Set = ["api_key", "apikey", "key", "password", "secret", "token", "api_secret_key"]

    init(name: String, entries: [(key: String, value: TOMLNode)], file: ConfigurationReader) {
        self.name = name
        self.entries = entries
        self.file = file
        profile = Profile(name: name, kind: .embedded)
    }

    /// The profile, as far as it could be read; nil without a kind.
    mutating func read() -> Profile? {
        let known = Set(Self.keys)
        for (key, _) in entries where !known.contains(key) { refuse(key) }
        guard let kind = entries.first(where: { $0.key == "kind" }) else {
            file.refuse(["profile", name], ProfileSentence.noKind(name))
            return nil
        }
        guard
            let text = file.choice(kind.value, among: Profile.Kind.allCases.map(\.rawValue), path("kind")),
            let kind = Profile.Kind(rawValue: text)
        else { return nil }
        profile.kind = kind
        for (key, value) in entries { take(key, value) }
        complete()
        return profile
    }

    private func path(_ key: String) -> [String] { ["profile", name, key] }

    private mutating func refuse(_ key: String) {
        // Its value may be the key, so it is not shown.
        if Self.secrets.contains(key.lowercased()) {
            file.refuse(path(key), ProfileSentence.keyInFile(name))
        } else {
            file.refuseUnknown(key, among: Self.keys, path(key))
        }
    }

    private mutating func take(_ key: String, _ value: TOMLNode) {
        let path = path(key)
        switch key {
        case "url": takeAddress(value, path)
        case "api_key_command", "api_key_file": takeKey(key, value, path)
        case "user": profile.user = file.text(value, path) ?? ""
        case "database": profile.database = file.text(value, path)
        case "password_command": profile.passwordCommand = file.text(value, path)
        case "read_only": profile.isReadOnly = file.flag(value, path) ?? true
        case "production": profile.isProduction = file.flag(value, path) ?? true
        case "allow_http": profile.allowsPlainHTTP = file.flag(value, path) ?? false
        case "can_withdraw": profile.canWithdraw = file.flag(value, path) ?? false
        case "language":
            let text = file.choice(value, among: Language.allCases.map(\.rawValue), path)
            profile.language = text.flatMap(Language.init)
        case "banner": profile.banner = file.choice(value, among: Profile.bannerColors, path)
        case "ca_file": profile.authorities = file.path(value, path)
        case "budget_file": profile.budgetFile = file.path(value, path)
        case "requests_per_minute":
            profile.requestsPerMinute = file.number(value, in: 1...6000, path) ?? profile.requestsPerMinute
        case "timeout_seconds": profile.timeoutSeconds = file.number(value, in: 1...600, path) ?? profile.timeoutSeconds
        case "currencies": profile.references.currencies = references(value, path)
        case "directions": profile.references.directions = references(value, path)
        case "number_pools": profile.references.numberPools = references(value, path)
        case "managers": profile.references.managers = references(value, path)
        default: break
        }
    }

    private mutating func takeAddress(_ value: TOMLNode, _ path: [String]) {
        guard let text = file.text(value, path) else { return }
        do throws(APIError) {
            profile.address = try ServerAddress(parsing: text)
        } catch {
            file.refuse(path, error.message)
        }
    }

    private mutating func takeKey(_ key: String, _ value: TOMLNode, _ path: [String]) {
        let isFile = key == "api_key_file"
        guard let text = isFile ? file.path(value, path) : file.text(value, path) else { return }
        guard profile.key == nil else { return file.refuse(path, ProfileSentence.twoKeys) }
        profile.key = isFile ? .file(text) : .command(text)
    }

    private mutating func references(_ value: TOMLNode, _ path: [String]) -> [ProfileReferences.Entry] {
        guard let entries = file.table(value, path) else { return [] }
        var found: [ProfileReferences.Entry] = []
        for (key, value) in entries {
            guard let id = Int(key), id > 0 else {
                file.refuse(path + [key], ProfileSentence.noID(key))
                continue
            }
            if let name = file.text(value, path + [key]) { found.append(.init(id, name)) }
        }
        return found.sorted { $0.id < $1.id }
    }

    /// What the kind needs, and what does not go with it.
    private mutating func complete() {
        for problem in ProfileRules.problems(of: profile, given: Set(entries.map(\.key))) {
            file.refuse(path(problem.key), problem.sentence)
        }
        if let warning = ProfileRules.warning(of: profile) { file.warn(path("url"), warning) }
    }
}
