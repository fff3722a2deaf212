import BillingAPI
import Crypto
import Foundation

/// The proof of knowing the API Secret Key. Source: M4 reference, 5.1.
public enum M4Hash {
    /// The values without separators, then the key, hashed; forty lower-case digits.
    public static func hash(_ values: [String], key: String) -> String {
        let text = values.joined() + key
        return Insecure.SHA1.hash(data: Data(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }

    /// The hash that belongs to an action as `caller` sends it. What is not given contributes nothing.
    public static func hash<Action: M4Action>(of action: Action, caller: String, key: String) -> String {
        let values = Action.hashValues.compactMap { value in
            switch value {
            case .caller: caller
            case .parameter(let field): action.arguments[text: field]
            }
        }
        return hash(values, key: key)
    }

    /// The hash that belongs to parameters as they arrived, before any of them is checked or rewritten.
    public static func hash(of type: any M4Action.Type, parameters: [RawParameter], key: String) -> String {
        let values = type.hashValues.compactMap { value -> String? in
            guard case .text(let text)? = parameters.last(where: { $0.name == value.name })?.value else { return nil }
            return text
        }
        return hash(values, key: key)
    }

    /// Compares in either letter case, in a time that does not tell how much of the hash was right.
    public static func matches(_ given: String, _ expected: String) -> Bool {
        let (a, b) = (Array(given.utf8), Array(expected.utf8))
        guard a.count == b.count else { return false }
        var difference: UInt8 = 0
        for (x, y) in zip(a, b) { difference |= lowercased(x) ^ lowercased(y) }
        return difference == 0
    }

    /// `A` to `F` in lower case; nothing else changes.
    private static func lowercased(_ byte: UInt8) -> UInt8 {
        let isUpper = (byte &- 0x41) < 6
        return byte | (isUpper ? 0x20 : 0)
    }
}
