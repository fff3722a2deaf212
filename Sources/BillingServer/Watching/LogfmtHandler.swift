import BillingAPI
import Foundation
import Logging
import ProgramOutput

/// Writes each event as one line of `name=value`, whatever stands in the values.
public struct LogfmtHandler: LogHandler {
    public typealias Output = @Sendable (_ line: String) -> Void

    public var logLevel = Logger.Level.info
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    private let now: @Sendable () -> Date
    private let output: Output

    public init(now: @escaping @Sendable () -> Date = { Date() }, output: @escaping Output = Self.standardError) {
        self.now = now
        self.output = output
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var line = "time=\(Self.time(now())) level=\(event.level.rawValue) msg="
        line += Self.value(event.message.description)
        var all = event.metadata ?? [:]
        if !metadata.isEmpty { all = metadata.merging(all) { _, own in own } }
        func add(_ name: String, _ value: Logger.MetadataValue) {
            line += " "
            line += name
            line += "="
            line += Self.value(value.description)
        }
        var known = 0
        for name in Self.order {
            guard let value = all[name] else { continue }
            known += 1
            add(name, value)
        }
        if known < all.count {
            for (name, value) in all.sorted(by: { $0.key < $1.key }) where !Self.order.contains(name) {
                add(name, value)
            }
        }
        line += "\n"
        output(line)
    }

    /// `2026-03-01T12:00:00.000Z`.
    private static func time(_ date: Date) -> String {
        let milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded(.down))
        let ofSecond = (milliseconds % 1000 + 1000) % 1000
        var (seconds, parts) = ((milliseconds - ofSecond) / 1000, tm())
        gmtime_r(&seconds, &parts)
        func padded(_ number: Int32, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let date = "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
        let time = "\(padded(parts.tm_hour, 2)):\(padded(parts.tm_min, 2)):\(padded(parts.tm_sec, 2))"
        return "\(date)T\(time).\(padded(Int32(ofSecond), 3))Z"
    }

    /// One write a line, so that lines of several threads stay whole.
    public static let standardError: Output = { StandardStream.error.write($0) }

    /// What is longer is cut: no line of ours needs it.
    private static let longestValue = 1000

    /// The names in the order one reads them; others after these, by the alphabet.
    private static let order = ["id", "dialect", "action", "caller", "outcome", "status", "ms", "in", "out"]

    /// On one line, without anything that drives a terminal; quoted where a reader could mistake its end.
    static func value(_ text: String) -> String {
        if !text.isEmpty, text.utf8.count <= longestValue, text.utf8.allSatisfy(isPlain) { return text }
        let plain = String(text.prefix(longestValue)).plainLine
        guard plain.isEmpty || plain.contains(where: { " =\"\\".contains($0) }) else { return plain }
        return "\"\(plain.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    /// A visible letter of ASCII that means nothing between values.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x21..<0x7F).contains(byte) && byte != UInt8(ascii: "=") && byte != UInt8(ascii: "\"")
            && byte != UInt8(ascii: "\\")
    }
}
