import BillingModel

extension Language {
    /// The language that the locale of the environment asks for.
    public init(locale environment: [String: String]) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        self = locale?.hasPrefix("nl") == true ? .dutch : .english
    }
}
