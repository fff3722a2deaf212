import ConsoleTesting
import Foundation
import Testing

/// Compares what stands on the screen with the picture kept beside the tests.
///
/// With `BALIE_RECORD_PICTURES=1` the picture is written instead; the change is then read in the diff.
@MainActor func expectPicture(
    _ name: String, of driver: ScreenDriver, sourceLocation: SourceLocation = #_sourceLocation
) {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Pictures")
    let file = folder.appendingPathComponent("\(name).txt")
    let shown = driver.picture + "\n"
    if ProcessInfo.processInfo.environment["BALIE_RECORD_PICTURES"] == "1" {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(shown.utf8).write(to: file)
        } catch {
            Issue.record("The picture \(name) was not written: \(error)", sourceLocation: sourceLocation)
        }
        return
    }
    guard let data = try? Data(contentsOf: file), let kept = String(data: data, encoding: .utf8) else {
        Issue.record(
            "There is no picture \(name). Run the tests with BALIE_RECORD_PICTURES=1 to write it.",
            sourceLocation: sourceLocation)
        return
    }
    guard kept != shown else { return }
    Issue.record(
        "The picture \(name) differs (- kept, + shown):\n\(differences(kept, shown))", sourceLocation: sourceLocation)
}

/// The lines that differ, with their numbers.
private func differences(_ kept: String, _ shown: String) -> String {
    let (old, new) = (
        kept.split(separator: "\n", omittingEmptySubsequences: false),
        shown.split(separator: "\n", omittingEmptySubsequences: false)
    )
    return (0..<max(old.count, new.count)).flatMap { row -> [String] in
        let (before, after) = (row < old.count ? old[row] : nil, row < new.count ? new[row] : nil)
        guard before != after else { return [] }
        return [before.map { "\(row + 1)- \($0)" }, after.map { "\(row + 1)+ \($0)" }].compactMap { $0 }
    }.joined(separator: "\n")
}
