import BillingAPI
import BillingModel
import Console
import Profiles

/// The user's own keys; what is wrong with them costs nobody the console.
struct UserKeys {
    var map = KeyMap.standard
    var problems: [LocalizedText] = []

    /// Where there is no such file this costs one look at the disk.
    static func read() -> UserKeys {
        do throws(APIError) {
            guard let text = try Places.configuration.text(of: KeyMap.fileName) else { return UserKeys() }
            let (map, problems) = KeyMap.read(text)
            return UserKeys(map: map, problems: problems)
        } catch {
            return UserKeys(problems: [error.message])
        }
    }
}
