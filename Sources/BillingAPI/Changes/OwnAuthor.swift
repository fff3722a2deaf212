import BillingModel
import Foundation
import Synchronization

/// Whoever runs this program, looked up once and not on a thread of the shared pool.
public final class OwnAuthor: Sendable {
    /// The operating system's user.
    public static let ofThisProgram = OwnAuthor { .here(ProgramEnvironment.variables) }

    private static let threads = SideThreads("author", most: 1, mostWaiting: 1000, patience: .seconds(5))
    private let look: @Sendable () -> ChangeAuthor
    private let kept = Mutex<ChangeAuthor?>(nil)

    public init(_ look: @escaping @Sendable () -> ChangeAuthor) {
        self.look = look
    }

    /// Where no directory of users answers in time it is the user's number, and is looked up again the next time.
    public func known() async -> ChangeAuthor {
        if let known = kept.withLock({ $0 }) { return known }
        guard let found = try? await Self.threads.run(look) else { return ChangeAuthor(String(geteuid()), by: .user) }
        kept.withLock { $0 = found }
        return found
    }
}
