import Foundation

/// Standard output and standard error, for a program that outlives whoever reads them.
public enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2

    /// Writes at once and whole.
    ///
    /// - Returns: False when nobody takes it; `FileHandle` would end the program then.
    @discardableResult
    public func write(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(rawValue, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
