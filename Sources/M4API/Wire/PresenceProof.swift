import BillingAPI

/// What stands in a call of presence beside its own members, to prove who sends it.
public enum PresenceProof {
    public static let key = "api_key"
    public static let account = "u"
    public static let hash = "hash"

    public static func byKey(_ content: String) -> [JSONMember] { [JSONMember(key, content)] }

    /// M4's key never travels: a hash over the whole call stands for it.
    public static func byHash(of call: PresenceCall, as caller: String, key: String) -> [JSONMember] {
        [JSONMember(account, caller), JSONMember(hash, digits(of: call, caller, key))]
    }

    private static func digits(of call: PresenceCall, _ caller: String, _ key: String) -> String {
        M4Hash.hash([(["presence", caller] + call.signed).joined(separator: "\n")], key: key)
    }

    /// Somebody who comes by an account of M4's. Who sees some users only is not told of the others.
    public static func caller(
        among accounts: [M4Account], of call: PresenceCall, _ name: String, _ given: String
    ) -> PresenceCaller {
        let proved = accounts.first { account in
            account.settings.isOn && M4Hash.matches(given, digits(of: call, name, account.settings.key))
        }
        guard let proved else { return .unknown }
        return proved.access == .full ? .known(proved.name, mayWrite: true) : .refused(proved.name)
    }
}
