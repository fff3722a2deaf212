import Foundation
import Profiles
import Testing

/// A folder for one test, with a configuration in it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/balie-profiles-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var file: ConfigurationFile { ConfigurationFile(folder: "\(path)/balie", home: path) }

    @discardableResult
    func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
        let target = "\(path)/\(name)"
        let folder = (target as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: target))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: target)
        return target
    }

    func mode(of target: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int)
    }

    func text(of target: String) throws -> String { try String(contentsOfFile: target, encoding: .utf8) }
}
