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
        let time = now().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        var line = "time=\(time) level=\(event.level.rawValue) msg=\(Self.value(event.message.description))"
        let all = metadata.merging(event.metadata ?? [:]) { _, own in own }
        for name in all.keys.sorted(by: Self.comesBefore) {
            line += " \(name)=\(Self.value(all[name]?.description ?? ""))"
        }
        output(line + "\n")
    }

    /// One write a line, so that lines of several threads stay whole.
    public static let standardError: Output = { StandardStream.error.write($0) }

    /// What is longer is cut: no line of ours needs it.
    private static let longestValue = 1000

    /// The names in the order one reads them; others after these, by the alphabet.
    private static let order = ["id", "dialect", "action", "caller", "outcome", "status", "ms", "in", "out"]

    private static func comesBefore(_ a: String, _ b: String) -> Bool {
        let (first, second) = (order.firstIndex(of: a) ?? order.count, order.firstIndex(of: b) ?? order.count)
        return first == second ? a < b : first < second
    }

    /// On one line, without anything that drives a terminal; quoted where a reader could mistake its end.
    static func value(_ text: String) -> String {
        let plain = String(text.prefix(longestValue)).plainLine
        guard plain.isEmpty || plain.contains(where: { " =\"\\".contains($0) }) else { return plain }
        return "\"\(plain.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
