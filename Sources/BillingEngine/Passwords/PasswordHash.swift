import CCrypt
import Foundation

/// Permanent passwords as PHP's `password_hash()` keeps them.
public enum PasswordHash {
    /// Each step doubles the time that a guess takes.
    static let cost: UInt = 10

    /// A bcrypt hash such as `$2y$10$…` with a fresh salt; nil when the system cannot make one.
    public static func bcrypt(_ password: String) -> String? {
        var generator = SystemRandomNumberGenerator()
        let random = (0..<16).map { _ in CChar(bitPattern: UInt8.random(in: .min ... .max, using: &generator)) }
        var setting = [CChar](repeating: 0, count: Int(CRYPT_GENSALT_OUTPUT_SIZE))
        guard
            crypt_gensalt_rn("$2y$", cost, random, Int32(random.count), &setting, Int32(setting.count)) != nil
        else { return nil }
        return hash(
            password, setting: String(decoding: setting.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    /// Whether the password is the one behind the hash.
    public static func verify(_ password: String, _ hash: String) -> Bool {
        guard isHash(hash), let computed = self.hash(password, setting: hash) else { return false }
        return isEqual(computed, hash)
    }

    /// Compares all bytes, so that the time tells nothing.
    static func isEqual(_ first: String, _ second: String) -> Bool {
        let (a, b) = (Array(first.utf8), Array(second.utf8))
        return a.count == b.count && zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// The hash of a password that nobody knows.
    static let decoy = bcrypt(UUID().uuidString) ?? ""

    /// Whether a text is a hash that PHP's `password_hash()` makes: bcrypt or Argon2.
    public static func isHash(_ text: String) -> Bool {
        if text.hasPrefix("$argon2id$") || text.hasPrefix("$argon2i$") { return text.utf8.count > 40 }
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard text.utf8.count == 60, parts.count == 4, parts[0].isEmpty, ["2y", "2a", "2b"].contains(parts[1]),
            let cost = Int(parts[2]), parts[2].count == 2, (4...31).contains(cost)
        else { return false }
        return parts[3].utf8.allSatisfy { byte in
            (46...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        }
    }

    private static func hash(_ password: String, setting: String) -> String? {
        // A password with a NUL would be cut off there.
        guard !password.utf8.contains(0) else { return nil }
        let data = UnsafeMutablePointer<crypt_data>.allocate(capacity: 1)
        defer { data.deallocate() }
        memset(data, 0, MemoryLayout<crypt_data>.size)
        defer { memset(data, 0, MemoryLayout<crypt_data>.size) }
        guard let result = crypt_r(password, setting, data) else { return nil }
        let text = String(cString: result)
        return text.hasPrefix("*") ? nil : text
    }
}
