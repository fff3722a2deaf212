import BillingAPI
import BillingModel

/// A new profile as somebody types it, before it is checked and stored.
public struct ProfileDraft: Sendable {
    /// Where the key is to come from.
    public enum Key: Sendable {
        case command(String)
        case file(String)
        /// The key itself, which goes into a file of its own.
        case typed(Secret)
    }

    public var name: String
    public var kind: Profile.Kind
    public var url: String
    public var key: Key?
    public var user: String
    public var database: String
    public var passwordCommand: String
    public var banner: String?
    public var isReadOnly: Bool
    public var language: Language?
    public var authorities: String
    public var allowsPlainHTTP: Bool
    /// Whether it opens without `--profile` from now on.
    public var isDefault: Bool

    public init(name: String = "", kind: Profile.Kind = .hostfact) {
        self.name = name
        self.kind = kind
        url = ""
        key = nil
        user = ""
        database = ""
        passwordCommand = ""
        banner = nil
        isReadOnly = false
        language = nil
        authorities = ""
        allowsPlainHTTP = false
        isDefault = false
    }

    /// The key as it was typed; nil where it comes from elsewhere.
    public var typedKey: Secret? { if case .typed(let key)? = key { key } else { nil } }

    /// The profile that this would be; every problem at once.
    ///
    /// - Parameter keyFile: Where a typed key is going to be.
    public func profile(keyFile: String) throws(APIError) -> Profile {
        guard Profile.isName(name) else { throw APIError(.invalidInput, ProfileSentence.badName(name)) }
        if let typedKey, typedKey.content.isEmpty || typedKey.content.utf8.contains(where: { $0 < 32 }) {
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "A key is one line without control characters.", "Een sleutel is één regel zonder besturingstekens."
                ))
        }
        let configuration = try Configuration(parsing: table(keyFile: keyFile), file: nil, home: "")
        return try configuration.profile(named: name)
    }

    /// The draft as a table of the configuration.
    func table(keyFile: String) -> String {
        var lines = ["[profile.\(name)]", "kind = \(Self.quoted(kind.rawValue))"]
        func add(_ key: String, _ text: String) {
            if !text.isEmpty { lines.append("\(key) = \(Self.quoted(text))") }
        }
        add("url", url)
        switch key {
        case .command(let command): add("api_key_command", command)
        case .file(let path): add("api_key_file", path)
        case .typed: add("api_key_file", keyFile)
        case nil: break
        }
        add("user", user)
        add("database", database)
        add("password_command", passwordCommand)
        add("ca_file", authorities)
        if allowsPlainHTTP { lines.append("allow_http = true") }
        if isReadOnly { lines.append("read_only = true") }
        add("language", language?.rawValue ?? "")
        add("banner", banner ?? "")
        return lines.joined(separator: "\n") + "\n"
    }

    /// A basic TOML string.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 32 || scalar.value == 127:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
