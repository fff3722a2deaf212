import BillingAPI
import BillingModel
import CCrypt
import Foundation

/// Permanent passwords as PHP's `password_hash()` keeps them: bcrypt, at a cost that can be afforded.
enum PasswordHash {
    /// Each step doubles the time of a check: 14 takes about a second, 31 would take days. PHP makes 10 or 12.
    static let costs = 4...14

    /// Whether the password is the one behind the hash. Takes a processor for as long as the hash's cost says.
    static func verify(_ password: String, _ hash: String) -> Bool {
        guard obstacle(to: hash) == nil, let computed = crypt(password, setting: hash) else { return false }
        return isEqual(computed, hash)
    }

    /// Compares all bytes, so that the time tells nothing.
    static func isEqual(_ first: String, _ second: String) -> Bool {
        let (a, b) = (Array(first.utf8), Array(second.utf8))
        return a.count == b.count && zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// A hash of which nobody knows the password, of the cost that most hashes have.
    static let decoy = "$2y$10$" + String(repeating: ".", count: 53)

    /// A slow digest of what is secret and must be recognised, such as a password: finding it by guessing takes as long
    /// for each guess as logging in. The same text and salt give the same digest; nil when the system cannot make one.
    static func slowDigest(of text: String, salt: String) -> String? {
        // bcrypt takes 72 bytes without a NUL, and 16 bytes of salt as 22 digits of its own.
        let digits = Array("./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        let salted = ContentHash.digest(of: salt).prefix(21).map { digits[Int($0) & 63] }
        let text = Data(ContentHash.digest(of: text)).base64EncodedString()
        return crypt(text, setting: "$2y$10$" + String(salted) + ".")
    }

    private static func crypt(_ password: String, setting: String) -> String? {
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

extension PasswordHash {
    /// Why no login can be checked against a text.
    enum Obstacle: Equatable, Sendable {
        /// Perhaps a readable password.
        case noHash
        /// By the sign that stands for its kind, such as `$argon2id$`.
        case otherKind(String)
        case tooCostly(Int)
        /// Not as bcrypt writes one, so that no password can ever give it.
        case malformed
    }

    /// What keeps the text from being checked; nil for a hash that a login can use.
    static func obstacle(to text: String) -> Obstacle? {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0].isEmpty, (1...12).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "-") }), text.utf8.count > 20
        else { return .noHash }
        guard ["2y", "2a", "2b"].contains(parts[1]) else { return .otherKind("$\(parts[1])$") }
        guard text.utf8.count == 60, parts.count == 4, parts[2].utf8.count == 2, let cost = Int(parts[2]),
            (costs.lowerBound...31).contains(cost), isCanonical(Array(parts[3].utf8))
        else { return .malformed }
        return cost > costs.upperBound ? .tooCostly(cost) : nil
    }

    /// Of the last digit of the salt (16 bytes in 22 digits) only two bits count, of that of the digest (23 bytes in 31
    /// digits) four: a hash with others would never be found equal.
    private static func isCanonical(_ digits: [UInt8]) -> Bool {
        digits.count == 53 && digits.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
            && ".Oeu".utf8.contains(digits[21]) && ".CGKOSWaeimquy26".utf8.contains(digits[52])
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}

extension PasswordHash.Obstacle {
    /// Without a full stop.
    var reason: LocalizedText {
        switch self {
        case .noHash: LocalizedText("it is no hash", "het is geen hash")
        case .otherKind(let kind):
            LocalizedText(
                "a hash of the kind \(kind) cannot be checked here",
                "een hash van de soort \(kind) is hier niet te controleren")
        case .tooCostly(let cost):
            LocalizedText(
                "a bcrypt hash of cost \(cost) takes too long to check",
                "een bcrypt-hash met cost \(cost) controleren duurt te lang")
        case .malformed:
            LocalizedText("it is no whole bcrypt hash", "het is geen hele bcrypt-hash")
        }
    }

    /// What would do, as a sentence.
    static let remedy = LocalizedText(
        "Make the hash with password_hash($password, PASSWORD_BCRYPT), at a cost of \(PasswordHash.costs.lowerBound) to \(PasswordHash.costs.upperBound).",
        "Maak de hash met password_hash($password, PASSWORD_BCRYPT), met een cost van \(PasswordHash.costs.lowerBound) tot \(PasswordHash.costs.upperBound)."
    )
}
