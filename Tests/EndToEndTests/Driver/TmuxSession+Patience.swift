import Foundation
import ProgramTesting
import Testing

extension TmuxSession {
    /// Waits until the screen contains all of the given texts, and returns it.
    @discardableResult
    func waitFor(_ texts: String..., sourceLocation: SourceLocation = #_sourceLocation) async throws -> Picture {
        let wanted = texts.map { "\"\($0)\"" }.joined(separator: " and ")
        return try await waitUntil(wanted, sourceLocation: sourceLocation) { texts.allSatisfy($0.contains) }
    }

    /// Waits until the screen no longer contains the text, and returns it.
    @discardableResult
    func waitUntilGone(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> Picture {
        try await waitUntil("no \"\(text)\"", sourceLocation: sourceLocation) { !$0.contains(text) }
    }

    /// Waits until the screen is as described, and returns it; the description is for the message.
    @discardableResult
    func waitUntil(
        _ description: String, sourceLocation: SourceLocation = #_sourceLocation, _ isReached: (Picture) -> Bool
    ) async throws -> Picture {
        let end = ContinuousClock.now + deadline
        while true {
            // Asked before the screen is read, which then shows what the program drew last.
            let hasEnded = try await state("#{pane_title}") == endMark
            let picture = try await screen()
            if isReached(picture) { return picture }
            if hasEnded {
                throw failure("The program ended while \(description) was awaited.", picture, sourceLocation)
            }
            if .now > end {
                throw failure("\(description) did not appear within \(deadline).", picture, sourceLocation)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Waits until the program has ended, and returns its exit code; a signal counts as 128 and its number.
    @discardableResult
    func waitForExit(
        within limit: Duration? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Int {
        try await waitForNumber(in: "exit", within: limit ?? deadline, "The program did not end", sourceLocation)
    }

    /// The program's process id, as soon as it has been started.
    func processID(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Int32 {
        Int32(try await waitForNumber(in: "pid", within: deadline, "The program did not start", sourceLocation))
    }

    private func waitForNumber(
        in file: String, within limit: Duration, _ failed: String, _ place: SourceLocation
    ) async throws -> Int {
        let end = ContinuousClock.now + limit
        while true {
            let text = try? String(contentsOfFile: "\(files).\(file)", encoding: .utf8)
            if let text, text.hasSuffix("\n"), let number = Int(text.dropLast()) { return number }
            if .now > end {
                // After a hang-up there is no screen any more.
                let picture = (try? await screen()) ?? Picture("")
                throw failure("\(failed) within \(limit).", picture, place)
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func failure(_ sentence: String, _ picture: Picture, _ place: SourceLocation) -> DriverError {
        DriverError("\(place.fileName):\(place.line): \(sentence) The screen shows:\n\(picture.framed)")
    }
}
