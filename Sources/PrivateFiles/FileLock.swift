import Foundation

/// The lock on an open file that only programs of ours ask for. It goes with the program, however that ends.
public enum FileLock {
    public enum Kind: Sendable {
        case alone
        /// No hindrance to whoever else asks for the same.
        case shared
    }

    public enum Outcome: Sendable {
        case taken
        /// Another program has it, and did not let go in time.
        case held
        /// There are no locks here, as on some network disks.
        case unknown
    }

    /// Waits for it as long as the patience lasts: not on a thread of the shared pool.
    public static func take(_ file: Int32, _ kind: Kind = .alone, within patience: Duration = .zero) -> Outcome {
        let end = ContinuousClock.now + patience
        while flock(file, (kind == .alone ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { return .unknown }
            // A signal is nobody's lock.
            if errno == EINTR { continue }
            guard ContinuousClock.now < end else { return .held }
            usleep(2000)
        }
        return .taken
    }

    /// Closes the file, which gives back a lock on it as well.
    public static func close(_ file: Int32) {
        guard file >= 0 else { return }
        // A program that is just being started has a copy of the descriptor, which would keep the lock for a moment.
        flock(file, LOCK_UN)
        Foundation.close(file)
    }
}
