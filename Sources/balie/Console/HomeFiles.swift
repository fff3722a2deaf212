import BillingAPI
import BillingModel
import Console
import Foundation
import SeparatedText
import Synchronization

/// Lists in the home folder, or where the console was started when there is none.
struct HomeFiles: ListFiles {
    private static let disk = SideThreads("lists", most: 1, mostWaiting: 16, patience: .seconds(60))

    func begin(_ name: String, _ titles: [String]) async throws(APIError) -> any ListFile {
        let folder = ProgramEnvironment.variables["HOME"] ?? FileManager.default.currentDirectoryPath
        return try await Self.onDisk { () throws(APIError) in try HomeFile(free: name, in: folder, titles) }
    }

    fileprivate static func onDisk<Answer: Sendable>(
        _ work: @escaping @Sendable () throws(APIError) -> Answer
    ) async throws(APIError) -> Answer {
        let outcome: Result<Answer, APIError>
        do throws(SideThreads.Refusal) {
            outcome = try await disk.run { Result { () throws(APIError) in try work() } }
        } catch {
            throw APIError(
                .failure,
                LocalizedText(
                    "The disk with your home folder does not answer.",
                    "De schijf met uw thuismap antwoordt niet."))
        }
        return try outcome.get()
    }
}

private final class HomeFile: ListFile {
    private let path: String
    private let file: Mutex<WrittenFile>

    /// Takes the first name that is free.
    init(free name: String, in folder: String, _ titles: [String]) throws(APIError) {
        var path = "\(folder)/\(name).csv"
        var number = 1
        while FileManager.default.fileExists(atPath: path) {
            number += 1
            path = "\(folder)/\(name)-\(number).csv"
        }
        self.path = path
        let written = try WrittenFile(path, replaces: false)
        try written.write(SeparatedWriter().line(titles))
        file = Mutex(written)
    }

    func add(_ rows: [[String]]) async throws(APIError) {
        try await HomeFiles.onDisk { [self] () throws(APIError) in
            let text = rows.map { SeparatedWriter().line($0) }.joined()
            try file.withLock { (file) throws(APIError) in try file.write(text) }
        }
    }

    func finish() async throws(APIError) -> String {
        try await HomeFiles.onDisk { [self] () throws(APIError) in
            try file.withLock { (file) throws(APIError) in try file.finish() }
            return path
        }
    }

    func giveUp() async {
        _ = try? await HomeFiles.onDisk { [self] () throws(APIError) in file.withLock { $0.giveUp() } }
    }
}
