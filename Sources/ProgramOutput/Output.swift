import BillingModel
import Foundation
import Synchronization

/// What a command answers, on standard output; the only way in which the programs print.
///
/// A command prints and goes on. What could not be printed is remembered, and the program's end tells it.
public enum Output {
    private struct State {
        var failure: Int32?
        /// Whether something printed, or meant to be, tells of a change that was made.
        var isAboutChange = false
    }

    private static let state = Mutex(State())

    /// Prints a line.
    ///
    /// - Parameter isReceipt: It tells of a change that was made; where it is not printed, that is said.
    @discardableResult
    public static func line(_ text: String, isReceipt: Bool = false) -> Bool {
        write(text.inert + "\n", isReceipt: isReceipt)
    }

    /// Prints a text as it stands where a file or a program takes it; on a terminal nothing in it drives that.
    ///
    /// - Returns: False when it, or anything before it, could not be printed: what has a gap is no answer.
    @discardableResult
    public static func write(_ text: String, isReceipt: Bool = false) -> Bool {
        state.withLock { state in
            if isReceipt { state.isAboutChange = true }
            guard state.failure == nil else { return false }
            let shown = isatty(STDOUT_FILENO) == 1 ? text.replacing("\r\n", with: "\n").inert : text
            if !StandardStream.output.write(shown) { state.failure = errno }
            return state.failure == nil
        }
    }

    /// Why something was not printed; nil while all was. Ends the output: some file systems tell only then.
    static func end() -> (reason: LocalizedText, isAboutChange: Bool)? {
        state.withLock { state in
            if state.failure == nil, close(STDOUT_FILENO) != 0, errno != EBADF { state.failure = errno }
            return state.failure.map { (LocalizedText(errno: $0), state.isAboutChange) }
        }
    }
}
