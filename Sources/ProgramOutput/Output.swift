import BillingModel
import Foundation
import Synchronization

/// What a command answers, on standard output; the only way in which the programs print.
///
/// A command prints and goes on. What could not be printed is remembered, and the program's end tells it.
public enum Output {
    private static let failure = Mutex<Int32?>(nil)

    /// Prints a line.
    @discardableResult
    public static func line(_ text: String) -> Bool { write(text + "\n") }

    /// Prints a text as it stands.
    ///
    /// - Returns: False when it, or anything before it, could not be printed: what has a gap is no answer.
    @discardableResult
    public static func write(_ text: String) -> Bool {
        failure.withLock { failure in
            guard failure == nil else { return false }
            if !StandardStream.output.write(text) { failure = errno }
            return failure == nil
        }
    }

    /// Why something was not printed; nil while all was. Ends the output: some file systems tell only then.
    static func end() -> LocalizedText? {
        failure.withLock { failure in
            if failure == nil, close(STDOUT_FILENO) != 0, errno != EBADF { failure = errno }
            return failure.map(LocalizedText.init(errno:))
        }
    }
}
