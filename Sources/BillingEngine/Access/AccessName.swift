import BillingAPI
import BillingModel

/// The name of a key or an account, which is printed, logged and compared.
enum AccessName {
    static let longest = 64

    static func check(_ name: String) throws(APIError) {
        guard name.isEmpty || name != name.plainLine || name.count > longest else { return }
        throw APIError(
            .invalidInput,
            LocalizedText(
                "“\(name.plainLine)” cannot be a name. Use 1 to \(longest) visible characters, without spaces around them.",
                "“\(name.plainLine)” kan geen naam zijn. Gebruik 1 tot \(longest) zichtbare tekens, zonder spaties eromheen."
            ))
    }
}
