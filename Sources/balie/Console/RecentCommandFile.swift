import BillingAPI
import Console
import Foundation

/// What was chosen by name, a line each, in a file that only its owner reads. It is nothing that anybody would miss: where
/// the disk does not answer, nothing is remembered and nothing is said.
struct RecentCommandFile: RecentCommandShelf {
    private static let disk = SideThreads("recent-commands", most: 1, mostWaiting: 8, patience: .seconds(5))
    private static let mostBytes = 4096

    func read() async -> [String] {
        let path = Places.recentCommands
        return (try? await Self.disk.run { Self.lines(of: path) }) ?? []
    }

    func write(_ names: [String]) async {
        let path = Places.recentCommands
        _ = try? await Self.disk.run { Self.keep(names, in: path) }
    }

    private static func lines(of path: String) -> [String] {
        // Without O_NONBLOCK a pipe would wait here for a writer.
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: mostBytes)
        let count = bytes.withUnsafeMutableBytes { Foundation.read(file, $0.baseAddress, $0.count) }
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func keep(_ names: [String], in path: String) {
        let folder = (path as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard let file = try? WrittenFile(path, replaces: true) else { return }
        do {
            for name in names { try file.write(name.filter { !$0.isNewline } + "\n") }
            try file.finish()
        } catch {
            file.giveUp()
        }
    }
}
