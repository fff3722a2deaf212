import Foundation

/// A person's home folder for one test, removed with the value that made it.
///
/// Nothing of the machine's own settings reaches a program that runs in it, and nothing it writes stays.
package final class TemporaryHome: Sendable {
    package let path: String

    /// Short on purpose: a socket's path may have no more than about 100 bytes.
    package init() throws {
        let folder = URL(fileURLWithPath: "/tmp").appendingPathComponent("balie-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        path = folder.path
    }

    deinit {
        // A program that is just ending may still add a file.
        for _ in 1...100 where (try? FileManager.default.removeItem(atPath: path)) == nil { sched_yield() }
    }

    /// The path of a file in this home, written as `home/"list.csv"`.
    package static func / (home: TemporaryHome, name: String) -> String {
        "\(home.path)/\(name)"
    }

    /// Everything a program is told about its surroundings.
    package var environment: [String: String] {
        [
            "HOME": path,
            "XDG_DATA_HOME": self / "data",
            "XDG_CONFIG_HOME": self / "config",
            "XDG_STATE_HOME": self / "state",
            "XDG_CACHE_HOME": self / "cache",
            "XDG_RUNTIME_DIR": self / "run",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "TZ": "Europe/Amsterdam",
            "TERM": "screen-256color",
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "SHELL": "/bin/sh",
        ]
    }

    /// The contents of a text file below this home.
    package func text(of name: String) throws -> String {
        try String(contentsOfFile: self / name, encoding: .utf8)
    }
}
