import BillingAPI
import BillingModel
import Foundation
import Testing

@testable import DraftFiles

/// A place for drafts of one test, removed with the value that made it.
final class TemporaryDrafts: Sendable {
    let path: String
    private let above: String

    init() throws {
        above = FileManager.default.temporaryDirectory.path + "/balie-drafts-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: above, withIntermediateDirectories: true)
        path = above + "/state/balie/drafts"
    }

    deinit { try? FileManager.default.removeItem(atPath: above) }

    var folder: DraftFolder { DraftFolder(path) }

    func make(mode: Int = 0o700) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try setMode(mode, of: path)
    }

    @discardableResult
    func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
        let target = "\(path)/\(name)"
        try Data(text.utf8).write(to: URL(fileURLWithPath: target))
        try setMode(mode, of: target)
        return target
    }

    func setMode(_ mode: Int, of target: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: target)
    }

    func mode(of target: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int)
    }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

extension KeptDraft {
    static let firstID = "00000000000000a1"
    static let secondID = "00000000000000b2"

    /// A draft of the edit of debtor 1.
    static func sample(
        _ id: String = firstID, city: String = "Leiden", saved: String = "2026-03-10T10:00:00Z",
        replaces: [String] = []
    ) -> KeptDraft {
        let system = SystemID.profile("work")
        let intent = Intent(
            id: "5B0B6E30", system: system, action: ActionName("debtor", "edit"),
            target: RecordRef(system, .debtor, 1), changes: [])
        let draft = Draft(
            key: DraftKey(
                ActionName("debtor", "edit"), in: system, on: RecordRef(system, .debtor, 1), form: "fields"),
            title: LocalizedText("Edit debtor", "Debiteur wijzigen"), subject: "DB0001 Bäckerei \u{202E}“Zon”",
            typed: ["City": city, "Comment": "line\nnext\u{1B}[2J"], remarks: ["City": "near"],
            base: ["City": "Delft"], omitted: ["Password"],
            undecided: Undecided(intent: intent, moment: "2026-03-10 11:00"))
        return KeptDraft(id: id, draft, place: "work", saved: saved, replaces: replaces)
    }
}
