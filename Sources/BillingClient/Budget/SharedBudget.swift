import BillingAPI
import BillingModel
import Foundation

/// A budget that several consoles on this host share through one file.
///
/// The hosted sister product documents about 500 requests a minute and 5000 an hour, and bans who exceeds them: at
/// 75 a minute and 250 at once, an hour takes 4750. Source: HostFact reference, 13.2.
///
/// The file's content is a hint: whatever it says is brought within bounds, and where it cannot be used each process
/// keeps its own count.
public struct SharedBudget: RequestBudget {
    public static let usualBurst = 250
    public static let usualPerMinute = 75

    /// For all budgets of the program: a folder in the network may not answer.
    private static let disk = SideThreads("budget", most: 2, mostWaiting: 64, patience: .seconds(2))

    private let place: BudgetPlace
    private let burst: Double
    private let perSecond: Double
    private let now: @Sendable () -> Double
    private let own: OwnBucket

    /// - Parameter now: Seconds since 1970; the clock that all processes of a host share.
    public init(
        _ place: BudgetPlace, perMinute: Int = Self.usualPerMinute, burst: Int? = nil,
        now: @escaping @Sendable () -> Double = Self.systemClock
    ) {
        self.place = place
        self.burst = Double(max(1, burst ?? Self.burst(of: perMinute)))
        perSecond = Double(max(1, perMinute)) / 60
        self.now = now
        own = OwnBucket(TokenBucket(tokens: self.burst, moment: now()))
    }

    /// Who asks for fewer a minute wants fewer at once, too.
    public static func burst(of perMinute: Int) -> Int {
        min(usualBurst, max(1, perMinute) * usualBurst / usualPerMinute)
    }

    @Sendable public static func systemClock() -> Double { Date().timeIntervalSince1970 }

    public func take(for access: ActionDeclaration.Access) async -> Duration? {
        let shared = try? await Self.disk.run { self.takeShared(access) }
        switch shared {
        case .success(let pause)?: return pause
        case .failure?, nil: return own.change { take(from: &$0, access) }
        }
    }

    /// With whom requests are counted, as it is now.
    public func standing() async -> BudgetStanding {
        let found = try? await Self.disk.run { () -> BudgetStanding in
            do throws(BudgetTrouble) {
                return try place.open().standing
            } catch {
                return .process(error)
            }
        }
        return found ?? .process(.slow)
    }

    private func takeShared(_ access: ActionDeclaration.Access) -> Result<Duration?, BudgetTrouble> {
        do throws(BudgetTrouble) {
            let file = try place.open().file
            var bucket = TokenBucket(parsing: file.content) ?? TokenBucket(tokens: burst, moment: now())
            let pause = take(from: &bucket, access)
            file.store(bucket.text)
            return .success(pause)
        } catch {
            return .failure(error)
        }
    }

    private func take(from bucket: inout TokenBucket, _ access: ActionDeclaration.Access) -> Duration? {
        bucket.fill(until: now(), perSecond: perSecond, atMost: burst)
        // The last fifth is for writes.
        let kept = access == .writes ? 0 : (burst / 5).rounded(.down)
        let missing = kept + 1 - bucket.tokens
        guard missing > 0 else {
            bucket.tokens -= 1
            return nil
        }
        return .milliseconds(max(1, Int((missing / perSecond * 1000).rounded(.up))))
    }
}

/// How many requests are left, and when that was counted.
struct TokenBucket: Equatable, Sendable {
    var tokens: Double
    /// Seconds since 1970.
    var moment: Double

    init(tokens: Double, moment: Double) {
        self.tokens = tokens
        self.moment = moment
    }

    /// Reads `TOKENS MOMENT`; nil for anything else.
    init?(parsing text: String) {
        let words = text.split { $0 == " " || $0 == "\n" }
        guard words.count == 2, let tokens = Double(words[0]), let moment = Double(words[1]), tokens.isFinite,
            moment.isFinite
        else { return nil }
        self.init(tokens: tokens, moment: moment)
    }

    var text: String { "\(tokens) \(moment)\n" }

    /// Adds what has come since; a moment in the future, from a clock set back or a stranger, counts as now.
    mutating func fill(until now: Double, perSecond: Double, atMost most: Double) {
        let passed = max(0, now - moment)
        tokens = min(most, max(0, min(most, tokens)) + passed * perSecond)
        moment = now
    }
}
