import BillingAPI
import BillingModel
import Foundation
import Synchronization

/// Keeps them in a file beside the one that is imported: one line a state, the last one of a row counts.
public final class AddedRowsFile: AddedRows {
    private struct State {
        var rows: [String: AddedRow] = [:]
        var descriptor: Int32 = -1
    }

    private let path: String
    private let state: Mutex<State>

    /// - Parameter path: It need not be there, and is made with the first row.
    /// - Throws: `.failure` where it cannot be read.
    public init(_ path: String) throws(APIError) {
        self.path = path
        var rows: [String: AddedRow] = [:]
        if FileManager.default.fileExists(atPath: path) {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw Self.unusable(path, errno)
            }
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ").map(String.init)
                guard words.count == 2 else { continue }
                rows[words[0]] = words[1] == "sent" ? .sent : Int(words[1]).map { .added($0) } ?? .unknown
            }
        }
        state = Mutex(State(rows: rows))
    }

    deinit { state.withLock { if $0.descriptor >= 0 { _ = close($0.descriptor) } } }

    public func state(of row: String) -> AddedRow { state.withLock { $0.rows[row] ?? .unknown } }

    private static let disk = SideThreads("imports", most: 1, mostWaiting: 16, patience: .seconds(30))

    public func note(_ row: String, _ new: AddedRow) async throws(APIError) {
        let number: Int32
        do throws(SideThreads.Refusal) {
            number = try await Self.disk.run { self.write(row, new) }
        } catch {
            number = error == .cancelled ? ECANCELED : ETIMEDOUT
        }
        if number != 0 { throw Self.unusable(path, number) }
    }

    /// - Returns: 0, or why it is not kept.
    private func write(_ row: String, _ new: AddedRow) -> Int32 {
        let word =
            switch new {
            case .unknown: "refused"
            case .sent: "sent"
            case .added(let identifier): String(identifier)
            }
        return state.withLock { state in
            if state.descriptor < 0 { state.descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600) }
            guard state.descriptor >= 0 else { return errno }
            let line = Array("\(row) \(word)\n".utf8)
            guard Foundation.write(state.descriptor, line, line.count) == line.count, fdatasync(state.descriptor) == 0
            else {
                return errno
            }
            state.rows[row] = new
            return 0
        }
    }

    private static func unusable(_ path: String, _ number: Int32) -> APIError {
        let reason = LocalizedText(errno: number)
        return APIError(
            .failure,
            LocalizedText(
                "“\(path.plainLine)”, which keeps what was added, cannot be used (\(reason.english)); nothing was sent for this row.",
                "“\(path.plainLine)”, waarin staat wat is toegevoegd, is niet te gebruiken (\(reason.dutch)); voor deze rij is niets verzonden."
            ))
    }
}
