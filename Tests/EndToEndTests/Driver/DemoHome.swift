import Foundation
import ProgramTesting

extension TemporaryHome {
    /// A home in which the console was started before, so that its own database is there, untouched.
    static func withDemoData() async throws -> TemporaryHome {
        let home = try TemporaryHome()
        let folder = home / "data/balie"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for (name, bytes) in try await demoFiles.value {
            try bytes.write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        return home
    }

    /// Made once and kept in memory, since every start on an empty home would make the same.
    private static let demoFiles = Task {
        let home = try TemporaryHome()
        let started = try await runBalie("call", "debtor", "show", "Identifier=1", home: home)
        guard started.exitCode == 0 else { throw DriverError("The demo data could not be made: \(started.errors)") }
        let folder = home / "data/balie"
        return try FileManager.default.contentsOfDirectory(atPath: folder).map { name in
            (name, try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
        }
    }
}
