import BillingAPI
import BillingModel
import Foundation
import PrivateFiles
import Synchronization
import Testing

@testable import DraftFiles

struct DraftFolderTests {
    private let place: TemporaryDrafts

    init() throws { place = try TemporaryDrafts() }

    private var file: String { "\(place.path)/\(KeptDraft.firstID).json" }

    @Test func draftComesBackAsItWasKept() throws {
        try place.folder.keep(.sample())
        #expect(try place.folder.find().drafts == [.sample()])
    }

    @Test func nothingIsMadeWhereNothingWasKept() throws {
        #expect(try place.folder.find() == FoundDrafts())
        #expect(place.names.isEmpty)
    }

    @Test func folderAndFileAreForTheirOwnerAlone() throws {
        try place.folder.keep(.sample())
        #expect(try place.mode(of: place.path) == 0o700)
        #expect(try place.mode(of: file) == 0o600)
        #expect(place.names == ["\(KeptDraft.firstID).json"])
    }

    @Test func laterTextTakesThePlaceOfTheEarlierOne() throws {
        let folder = place.folder
        for city in ["L", "Le", "Leiden"] { try folder.keep(.sample(city: city)) }
        #expect(try place.folder.find().drafts.map { $0.draft.typed["City"] } == ["Leiden"])
    }

    @Test func newestIsTheLast() throws {
        let folder = place.folder
        try folder.keep(.sample(KeptDraft.secondID, saved: "2026-03-10T10:00:00Z"))
        try folder.keep(
            .sample(KeptDraft.firstID, saved: "2026-03-10T10:00:00Z", replaces: [KeptDraft.secondID]))
        try folder.keep(.sample("00000000000000c3", saved: "2026-03-09T23:00:00Z"))
        #expect(
            try place.folder.find().drafts.map(\.id) == ["00000000000000c3", KeptDraft.secondID, KeptDraft.firstID])
    }

    // MARK: Disks that fail

    enum Fault: CaseIterable, Sendable {
        case writing, syncing, naming

        func disk(_ code: Int32) -> Disk {
            var disk = Disk.system
            switch self {
            case .writing:
                // The first bytes still fit.
                let hasWritten = Mutex(false)
                disk.write = { file, bytes in
                    let isFirst = hasWritten.withLock { written in
                        defer { written = true }
                        return !written
                    }
                    if isFirst { return Foundation.write(file, bytes.baseAddress, min(7, bytes.count)) }
                    errno = code
                    return -1
                }
            case .syncing:
                disk.sync = { _ in
                    errno = code
                    return -1
                }
            case .naming:
                disk.rename = { _, _, _ in
                    errno = code
                    return -1
                }
            }
            return disk
        }
    }

    @Test(arguments: Fault.allCases) func diskThatFailsLeavesWhatWasThere(_ fault: Fault) throws {
        try place.folder.keep(.sample(city: "Delft"))
        let failing = DraftFolder(place.path, disk: fault.disk(ENOSPC))
        let error = #expect(throws: APIError.self) { try failing.keep(.sample(city: "Leiden")) }
        #expect(error?.message.english == "“\(place.path)” cannot be used (No space left on device).")
        #expect(error?.message.dutch.contains("geen ruimte meer op de schijf") == true)
        #expect(try place.folder.find().drafts == [.sample(city: "Delft")])
        #expect(place.names == ["\(KeptDraft.firstID).json"])
    }

    /// A change that was carried out is not offered once more because its draft cannot be taken away.
    @Test func draftThatCannotBeTakenAwayLosesItsText() throws {
        var disk = Disk.system
        disk.remove = { _, _ in
            errno = EACCES
            return -1
        }
        let denied = DraftFolder(place.path, disk: disk)
        try denied.keep(.sample())
        try denied.drop(KeptDraft.firstID)
        #expect(try denied.find().drafts.isEmpty && denied.find().strange.isEmpty)
        #expect(place.names == ["\(KeptDraft.firstID).json"])
        // Who may take it away does.
        #expect(try place.folder.find().drafts.isEmpty && place.names.isEmpty)
        // What another program has open is not touched.
        try place.folder.keep(.sample())
        #expect(throws: APIError.self) { try DraftFolder(place.path, disk: disk).drop(KeptDraft.firstID) }
        #expect(try place.folder.find().drafts == [.sample()])
    }

    @Test func diskThatHasRoomAgainTakesTheDraft() throws {
        let failing = DraftFolder(place.path, disk: Fault.writing.disk(ENOSPC))
        #expect(throws: APIError.self) { try failing.keep(.sample()) }
        try place.folder.keep(.sample())
        #expect(try place.folder.find().drafts.count == 1)
    }

    @Test func interruptedWritingGoesOn() throws {
        var disk = Disk.system
        let calls = Mutex(0)
        disk.write = { file, bytes in
            let number = calls.withLock { calls in
                calls += 1
                return calls
            }
            if number % 2 == 1 {
                errno = EINTR
                return -1
            }
            return Foundation.write(file, bytes.baseAddress, min(16, bytes.count))
        }
        try DraftFolder(place.path, disk: disk).keep(.sample())
        #expect(try place.folder.find().drafts == [.sample()])
    }

    @Test func folderThatCannotBeMadeIsASentence() throws {
        let inAFile = place.path.replacingOccurrences(of: "/state/balie/drafts", with: "/file")
        try Data("x".utf8).write(to: URL(fileURLWithPath: inAFile))
        let error = #expect(throws: APIError.self) { try DraftFolder(inAFile + "/drafts").keep(.sample()) }
        #expect(error?.kind == .failure)
        #expect(error?.message.dutch.contains("is niet te gebruiken") == true)
    }

    // MARK: Two programs

    @Test func draftThatAFormWritesIsNoOtherProgramsToRecallOrDrop() throws {
        let writing = place.folder
        let other = place.folder
        try writing.keep(.sample())
        try writing.keep(.sample(city: "Gouda"))
        let found = try other.find()
        #expect(found.inUse == [KeptDraft.firstID] && found.left.isEmpty)
        let error = #expect(throws: APIError.self) { try other.drop(KeptDraft.firstID) }
        #expect(error?.kind == .forbidden)
        #expect(try other.find().drafts.count == 1)
    }

    @Test func draftOfAClosedFormIsLeft() throws {
        let writing = place.folder
        try writing.keep(.sample())
        writing.release(KeptDraft.firstID)
        #expect(try place.folder.find().left == [.sample()])
    }

    @Test func draftOfAProgramThatEndedIsLeft() throws {
        do { try place.folder.keep(.sample()) }
        #expect(try place.folder.find().left == [.sample()])
    }

    @Test func whoeverWritesADraftMayDropIt() throws {
        let folder = place.folder
        try folder.keep(.sample())
        try folder.drop(KeptDraft.firstID)
        #expect(place.names.isEmpty)
        let error = #expect(throws: APIError.self) { try folder.drop(KeptDraft.firstID) }
        #expect(error?.kind == .notFound)
    }

    @Test(arguments: ["../../x", "", "00000000000000A1", "00000000000000a1.json"])
    func nameOfNoDraftIsNotLookedFor(_ id: String) throws {
        try place.make()
        let error = #expect(throws: APIError.self) { try place.folder.drop(id) }
        #expect(error?.kind == .notFound)
    }

    // MARK: What does not belong there

    @Test func whatALaterVersionWroteStaysAndIsTold() throws {
        try place.make()
        try place.write(#"{"version": 2, "id": "00000000000000a1", "all": "new"}"#, to: "00000000000000a1.json")
        let found = try place.folder.find()
        #expect(found.drafts.isEmpty && found.strange.map(\.id) == [KeptDraft.firstID])
        #expect(found.strange.first?.reason.english.contains("format 2") == true)
        #expect(place.names == ["00000000000000a1.json"])
    }

    /// Half a file is what a disk may keep of one whose writing was never synced.
    @Test func everyBeginningOfAFileIsToldAndStays() throws {
        try place.make()
        let bytes = try DraftFormat.bytes(of: .sample())
        for count in stride(from: 0, to: bytes.count - 2, by: 13) {
            try place.write(String(decoding: bytes.prefix(count), as: UTF8.self), to: "00000000000000a1.json")
            let found = try place.folder.find()
            #expect(found.drafts.isEmpty && found.strange.count == 1, "\(count) bytes")
        }
        #expect(place.names == ["00000000000000a1.json"])
    }

    @Test func fileUnderAnotherNameThanItsOwnIsStrange() throws {
        try place.folder.keep(.sample())
        try FileManager.default.copyItem(atPath: file, toPath: "\(place.path)/\(KeptDraft.secondID).json")
        let found = try place.folder.find()
        #expect(found.drafts.map(\.id) == [KeptDraft.firstID] && found.strange.map(\.id) == [KeptDraft.secondID])
    }

    @Test func linkIsNotFollowed() throws {
        try place.make()
        let elsewhere = try place.write("{}", to: "elsewhere.txt")
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: elsewhere)
        #expect(try place.folder.find().strange.map(\.id) == [KeptDraft.firstID])
        // What is written takes the link's place, and what it leads to stays.
        try place.folder.keep(.sample())
        #expect(try String(contentsOfFile: elsewhere, encoding: .utf8) == "{}")
        #expect(try place.folder.find().drafts == [.sample()])
    }

    @Test func fileThatOthersCanReadIsStrange() throws {
        try place.folder.keep(.sample())
        try place.setMode(0o640, of: file)
        let found = try place.folder.find()
        #expect(found.drafts.isEmpty && found.strange.count == 1)
    }

    @Test(arguments: [0o750, 0o701]) func folderThatOthersCanLookIntoIsRefusedWithTheFix(_ mode: Int) throws {
        try place.make(mode: mode)
        let uses: [() throws -> Void] = [
            { _ = try place.folder.find() }, { try place.folder.keep(.sample()) },
        ]
        for use in uses {
            let error = #expect(throws: APIError.self) { try use() }
            #expect(error?.kind == .invalidInput)
            #expect(error?.message.english.contains("chmod 700 '\(place.path)'") == true)
        }
        #expect(place.names.isEmpty)
    }

    @Test func linkedFolderIsRefused() throws {
        try place.make()
        let link = place.path + "-link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: place.path)
        #expect(throws: APIError.self) { try DraftFolder(link).keep(.sample()) }
        #expect(place.names.isEmpty)
    }

    /// Only the administrator can give a folder away.
    @Test(.enabled(if: geteuid() == 0)) func foldersAndFilesOfAnotherUserAreNotUsed() throws {
        try place.folder.keep(.sample())
        #expect(chown(file, 65_534, 65_534) == 0)
        #expect(try place.folder.find().strange.count == 1)
        #expect(chown(place.path, 65_534, 65_534) == 0)
        let error = #expect(throws: APIError.self) { try place.folder.keep(.sample()) }
        #expect(error?.message.english.contains("belongs to another user") == true)
    }

    @Test func remainsOfAKilledProgramGoAfterADay() throws {
        try place.make()
        let old = try place.write("{", to: ".00000000000000a1.new")
        try place.write("{", to: ".00000000000000b2.new")
        try place.write("mine", to: ".notes.new")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -200_000)], ofItemAtPath: old)
        #expect(try place.folder.find() == FoundDrafts())
        #expect(place.names == [".00000000000000b2.new", ".notes.new"])
    }

    @Test func agesAreCountedInDays() throws {
        let now = try #require(LocalTime(universalText: "2026-04-10T10:00:00Z", offset: 7200))
        #expect(KeptDraft.sample(saved: "2026-03-10T10:00:00Z").isOld(at: now))
        #expect(!KeptDraft.sample(saved: "2026-03-11T10:00:00Z").isOld(at: now))
        #expect(!KeptDraft.sample(saved: "some day").isOld(at: now))
        #expect(KeptDraft.sample().saved(seenAt: now)?.text == "2026-03-10 12:00:00")
    }

    @Test func noTwoNamesAreTheSame() {
        let names = (0..<1000).map { _ in KeptDraft.newID() }
        #expect(Set(names).count == 1000 && names.allSatisfy(KeptDraft.isID))
    }
}
