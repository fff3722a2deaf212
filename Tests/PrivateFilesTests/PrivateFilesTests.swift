import Foundation
import PrivateFiles
import Testing

/// Folders and files that are their owner's alone, and whole whenever anything ends.
@Suite struct PrivateFilesTests {
    private let place = NSTemporaryDirectory() + "balie-" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false) }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func text(_ name: String) -> String? { try? String(contentsOfFile: "\(place)/\(name)", encoding: .utf8) }
    private var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []).sorted()
    }

    // MARK: Folders

    @Test func foldersAboveAreMadeForTheirOwnerToo() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        #expect(PrivateFolder.make(place + "/state/balie/drafts") == 0)
        for folder in ["/state", "/state/balie", "/state/balie/drafts"] { #expect(try mode(place + folder) == 0o700) }
        // What is there stays as it is.
        chmod(place + "/state", 0o755)
        #expect(PrivateFolder.make(place + "/state/balie/drafts") == 0)
        #expect(try mode(place + "/state") == 0o755)
    }

    @Test func whyAFolderCannotBeMadeIsTold() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        try "x".write(toFile: place + "/file", atomically: false, encoding: .utf8)
        #expect(PrivateFolder.make(place + "/file/drafts") == ENOTDIR)
        #expect(PrivateFolder.make("") == ENOENT)
    }

    // MARK: Files

    @Test func fileTakesTheOldOnesPlaceWhenItIsWhole() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        try "old".write(toFile: place + "/name", atomically: false, encoding: .utf8)
        // What a program left that was killed.
        try "half".write(toFile: place + "/name.part", atomically: false, encoding: .utf8)
        let file = try #require(FreshFile(place + "/name.part"))
        #expect(file.write(Array("new, ".utf8)) && file.write(Array("and whole".utf8)))
        #expect(text("name") == "old")
        #expect(file.place(place + "/name"))
        #expect(text("name") == "new, and whole" && names == ["name"])
        #expect(try mode(place + "/name") == 0o600)
    }

    @Test func fileThatMayReplaceNothingLeavesWhatIsThere() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        try "old".write(toFile: place + "/name", atomically: false, encoding: .utf8)
        let file = try #require(FreshFile(place + "/name.part"))
        #expect(file.write(Array("new".utf8)) && !file.place(place + "/name", replacing: false))
        #expect(errno == EEXIST && text("name") == "old" && names == ["name"])
        let other = try #require(FreshFile(place + "/other.part"))
        #expect(other.write(Array("new".utf8)) && other.place(place + "/other", replacing: false))
        #expect(text("other") == "new" && names == ["name", "other"])
    }

    @Test func fileThatIsGivenUpLeavesNothing() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        var file = FreshFile(place + "/name.part")
        #expect(file?.write(Array("new".utf8)) == true && names == ["name.part"])
        file = nil
        #expect(names.isEmpty)
    }

    enum Fault: CaseIterable, Sendable {
        case writing, syncing, naming

        var disk: Disk {
            var disk = Disk.system
            @Sendable func full() -> Int32 {
                errno = ENOSPC
                return -1
            }
            switch self {
            case .writing: disk.write = { _, _ in Int(full()) }
            case .syncing: disk.sync = { _ in full() }
            case .naming: disk.rename = { _, _, _ in full() }
            }
            return disk
        }
    }

    @Test(arguments: Fault.allCases) func diskThatFailsLeavesWhatWasThere(_ fault: Fault) throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        try "old".write(toFile: place + "/name", atomically: false, encoding: .utf8)
        let file = try #require(FreshFile(place + "/name.part", disk: fault.disk))
        #expect(!(file.write(Array("new".utf8)) && file.place(place + "/name")))
        #expect(errno == ENOSPC && text("name") == "old" && names == ["name"])
    }

    // MARK: Locks

    @Test func lockIsWaitedForAsLongAsThePatienceLasts() throws {
        defer { try? FileManager.default.removeItem(atPath: place) }
        let files = (0..<3).map { _ in open(place + "/lock", O_RDWR | O_CREAT, 0o600) }
        #expect(FileLock.take(files[0]) == .taken)
        #expect(FileLock.take(files[1], .shared) == .held)
        #expect(FileLock.take(files[1], within: .milliseconds(5)) == .held)
        FileLock.close(files[0])
        #expect(FileLock.take(files[1], .shared) == .taken && FileLock.take(files[2], .shared) == .taken)
        #expect(FileLock.take(files[2]) == .held)
        FileLock.close(files[1])
        #expect(FileLock.take(files[2]) == .taken)
        FileLock.close(files[2])
        #expect(FileLock.take(-1) == .unknown)
    }
}
