import BillingAPI
import BillingModel
import Foundation
import SQLStore
import Synchronization

/// The time zone of an installation, where its database names one: then “today” is the same on every machine that works
/// with it, whatever that machine's own zone.
final class InstallationZone: Sendable {
    private struct Known {
        var zone: TimeZone?
        var since: ContinuousClock.Instant
    }

    /// Of the row with it.
    static let name = "time_zone"
    /// A zone changes once in years.
    private static let isKnownFor = Duration.seconds(60)

    private let known = Mutex<Known?>(nil)

    /// A moment as the installation's clocks show it.
    func local(_ moment: LocalTime, in transaction: any StoreTransaction) throws -> LocalTime {
        let recent = known.withLock { known in
            known.flatMap { ContinuousClock.now - $0.since < Self.isKnownFor ? $0 : nil }
        }
        let zone = try recent.map(\.zone) ?? read(transaction)
        return zone.map { moment.shown(in: $0) } ?? moment
    }

    /// A moment as the installation's clocks show it, as far as a transaction has told of them.
    func local(_ moment: LocalTime) -> LocalTime {
        known.withLock { $0?.zone }.map { moment.shown(in: $0) } ?? moment
    }

    /// Seconds east of Greenwich at a moment that is given in seconds since 1970 began there; nil as long as no zone is
    /// known.
    func offset(at seconds: Int) -> Int? {
        known.withLock { $0?.zone }?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }

    private func read(_ transaction: any StoreTransaction) throws -> TimeZone? {
        // One that this machine's tables do not have is as good as none.
        let zone = try Self.named(in: transaction).flatMap { TimeZone(identifier: $0) }
        known.withLock { $0 = Known(zone: zone, since: .now) }
        return zone
    }

    static func named(in transaction: any StoreTransaction) throws -> String? {
        try transaction.row(
            SQLQuery("SELECT value FROM \(Tables.installation.name) WHERE name = ?", [.text(name)]))?.text(0)
    }

    /// Names the zone, in place of any other.
    ///
    /// - Throws: `.invalidInput` for one that this machine does not know.
    static func set(_ identifier: String, in transaction: any StoreTransaction) throws {
        guard TimeZone(identifier: identifier) != nil else { throw unknown(identifier) }
        try transaction.execute(
            SQLQuery(
                """
                INSERT INTO \(Tables.installation.name) (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """, [.text(name), .text(identifier)]))
    }

    private static func unknown(_ identifier: String) -> APIError {
        APIError(
            .invalidInput,
            LocalizedText(
                "“\(identifier)” is not a time zone. Write one such as Europe/Amsterdam.",
                "“\(identifier)” is geen tijdzone. Schrijf er een zoals Europe/Amsterdam."))
    }
}

extension LocalTime {
    /// The same moment by the clocks of a zone.
    fileprivate func shown(in zone: TimeZone) -> LocalTime {
        let days = Double(CalendarDate.days(from: .epoch, to: date))
        let seconds = days * 86_400 + Double(hour * 3600 + minute * 60 + second - offset)
        let there = zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds))
        var result = adding(seconds: there - offset)
        result.offset = there
        return result
    }
}
