import BillingAPI
import BillingModel
import Foundation
import PrivateFiles
import Synchronization
import Testing

@testable import DraftFiles

struct BulkFolderTests {
    private let place: TemporaryDrafts

    init() throws { place = try TemporaryDrafts() }

    private var path: String { place.path + "-bulk" }
    private var folder: BulkFolder { BulkFolder(path) }
    private var file: String { "\(path)/\(Self.id).bulk" }
    private static let id = "00000000000000b1"

    private func run(_ rows: Int = 3, id: String = Self.id) -> BulkRun {
        let system = SystemID.database("test")
        return BulkRun(
            id: id, LocalizedText("Price +5%", "Prijs +5%"), in: system, place: "test", begun: "2026-03-10T10:00:00Z",
            (1...rows).map { number in
                BulkRow(
                    "P\(number) “日本” \n",
                    Intent(
                        id: "row-\(number)", system: system, action: ActionName("product", "edit"),
                        target: RecordRef(system, .product, number),
                        changes: [FieldChange(field: "PriceExcl", isSecret: false, before: "10", after: "10.50")],
                        base: EntityTag("t\(number)")))
            })
    }

    private func contents() throws -> String { try String(contentsOfFile: file, encoding: .utf8) }

    @Test func runComesBackWithWhatBecameOfItsRows() throws {
        let first = folder
        try first.keep(run())
        try first.note([BulkNote(0, .sending(since: "2026-03-10T10:00:01Z"))], of: Self.id)
        try first.note(
            [BulkNote(0, .done), BulkNote(1, .skipped(LocalizedText("Changed.", "Gewijzigd.")))], of: Self.id)
        first.release(Self.id)

        var expected = run()
        expected.note(.done, of: 0)
        expected.note(.skipped(LocalizedText("Changed.", "Gewijzigd.")), of: 1)
        #expect(try folder.find() == [expected])
    }

    @Test func folderAndFileAreForTheirOwnerAlone() throws {
        try folder.keep(run())
        #expect(try place.mode(of: path) == 0o700)
        #expect(try place.mode(of: file) == 0o600)
    }

    @Test func runThatIsCarriedOutIsNobodyElses() throws {
        let first = folder
        try first.keep(run())
        #expect(try folder.find().isEmpty)
        #expect(throws: APIError.self) { try folder.take(Self.id) }
        first.release(Self.id)
        let second = folder
        try second.take(Self.id)
        #expect(throws: APIError.self) { try first.take(Self.id) }
        try second.note([BulkNote(2, .done)], of: Self.id)
        second.release(Self.id)
        #expect(try folder.find().first?.counts.done == 1)
    }

    @Test func whatIsDoneIsNotOffered() throws {
        let first = folder
        try first.keep(run())
        try first.note((0..<3).map { BulkNote($0, .done) }, of: Self.id)
        first.release(Self.id)
        #expect(try folder.find().isEmpty)
    }

    /// Whatever the byte at which the program was killed, what was whole before it is there, and more can be added.
    @Test func fileThatEndsAnywhereIsReadUpToItsLastWholeLine() throws {
        let first = folder
        try first.keep(run())
        let head = try contents().utf8.count
        try first.note([BulkNote(0, .done)], of: Self.id)
        let one = try contents().utf8.count
        try first.note([BulkNote(1, .done)], of: Self.id)
        first.release(Self.id)
        let whole = Array(try contents().utf8)
        for end in stride(from: whole.count, through: 0, by: -7) {
            try Data(whole[..<end]).write(to: URL(fileURLWithPath: file))
            let found = try folder.find().first
            guard end >= head else {
                #expect(found == nil, "\(end)")
                continue
            }
            #expect(found?.counts.done == (end == whole.count ? 2 : end >= one ? 1 : 0), "\(end)")
            let second = folder
            try second.take(Self.id)
            try second.note([BulkNote(2, .done)], of: Self.id)
            second.release(Self.id)
            let again = try folder.find().first
            #expect(again.map { $0.states[2] == .done } ?? (end == whole.count), "\(end)")
        }
    }

    @Test func fullDiskLeavesNoHalfLine() throws {
        var disk = Disk.system
        let isFull = Mutex(false)
        disk.write = { file, bytes in
            guard isFull.withLock({ $0 }) else { return Foundation.write(file, bytes.baseAddress, bytes.count) }
            isFull.withLock { $0 = false }
            _ = Foundation.write(file, bytes.baseAddress, 5)
            errno = ENOSPC
            return -1
        }
        let first = BulkFolder(path, disk: disk)
        try first.keep(run())
        isFull.withLock { $0 = true }
        #expect(throws: APIError.self) { try first.note([BulkNote(0, .done)], of: Self.id) }
        try first.note([BulkNote(1, .done)], of: Self.id)
        first.release(Self.id)
        #expect(try folder.find().first?.states == [.waiting, .done, .waiting])
    }

    @Test func fullDiskKeepsNoRun() throws {
        var disk = Disk.system
        disk.write = { _, _ in
            errno = ENOSPC
            return -1
        }
        #expect(throws: APIError.self) { try BulkFolder(path, disk: disk).keep(run()) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
    }

    @Test func droppedRunIsGoneAndOneThatIsGoneAlreadyIsNoFault() throws {
        let first = folder
        try first.keep(run())
        #expect(throws: APIError.self) { try folder.drop(Self.id) }
        try first.drop(Self.id)
        try first.drop(Self.id)
        try first.drop("../secret")
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
    }

    @Test func whatOthersCouldReadAndWhatIsNoRunIsNotOffered() throws {
        let first = folder
        try first.keep(run())
        first.release(Self.id)
        chmod(file, 0o644)
        try Data("nonsense\n".utf8).write(to: URL(fileURLWithPath: "\(path)/00000000000000b2.bulk"))
        #expect(try folder.find().isEmpty)
    }

    @Test func tenThousandRowsComeBack() throws {
        let first = folder
        try first.keep(run(10_000))
        first.release(Self.id)
        #expect(try folder.find().first?.rows.count == 10_000)
    }
}
