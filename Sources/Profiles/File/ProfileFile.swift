import BillingAPI
import BillingModel
import Foundation
import PrivateFiles

/// Writes new profiles into `config.toml`; what stands there, comments too, stays as it is.
public struct ProfileFile: Sendable {
    public var file: ConfigurationFile
    /// How long another program may be adding at the same time.
    private let patience: Duration

    public init(_ file: ConfigurationFile, patience: Duration = .seconds(5)) {
        self.file = file
        self.patience = patience
    }

    /// Appends a profile, and stores a typed key in a file of its own beside the configuration.
    ///
    /// Waits for other programs that do the same, so not for a thread of the shared pool.
    ///
    /// - Throws: `.invalidInput` for a name that is taken, or for a file that does not read as a configuration;
    ///   `.failure` where nothing can be written, or somebody else never lets go of the folder.
    public func add(_ draft: ProfileDraft) throws(APIError) {
        try OwnFiles.make(file.folder)
        // One program at a time: what another one adds meanwhile must not be lost.
        let lock = open(file.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { FileLock.close(lock) }
        // Where the disk knows no locks, there is nothing to wait for.
        if lock >= 0, FileLock.take(lock, within: patience) == .held { throw Self.held(file.folder) }
        let profile = try draft.profile(keyFile: keyPath(draft.name))
        let stored = try file.text(of: ConfigurationFile.name) ?? ""
        let configuration = try Configuration(parsing: stored, file: ConfigurationFile.name, home: file.home)
        guard !configuration.profiles.contains(where: { $0.name == profile.name }) else {
            throw Self.taken(profile.name, file.path)
        }
        var text = stored
        if draft.isDefault { text = Self.settingDefault(profile.name, in: text) }
        if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
        text += (text.isEmpty ? "" : "\n") + draft.table(keyFile: keyPath(draft.name))
        // What is written must be readable again, with everything that was there, or nothing is written.
        let written = try Configuration(parsing: text, file: ConfigurationFile.name, home: file.home)
        var others = written
        others.profiles.removeAll { $0.name == profile.name }
        if draft.isDefault { others.defaultProfile = configuration.defaultProfile }
        // These name lines, which may have moved.
        others.warnings = configuration.warnings
        guard others == configuration else { throw Self.unclear(file.path) }
        if let key = draft.typedKey {
            try OwnFiles.make("\(file.folder)/keys")
            try OwnFiles.write(Array((key.content + "\n").utf8), to: keyPath(draft.name), replacing: false)
        }
        do throws(APIError) {
            try OwnFiles.write(Array(text.utf8), to: file.path, replacing: true)
        } catch {
            // A key without a profile would stand in the way of the next try.
            if draft.typedKey != nil { unlink(keyPath(draft.name)) }
            throw error
        }
    }

    private func keyPath(_ name: String) -> String { "\(file.folder)/keys/\(name)" }

    /// The text with `default` at its top, or changed where it stands.
    static func settingDefault(_ name: String, in text: String) -> String {
        let line = "default = \"\(name)\""
        // By scalars: a line end of two characters is one character to a string, and none of the two.
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        let top = lines.firstIndex { $0.drop { $0 == " " || $0 == "\t" }.first == "[" } ?? lines.endIndex
        let place = lines[..<top].firstIndex { line in
            let key = line.prefix { $0 != "=" }.filter { !" \t\"'".contains($0) }
            return key == "default" && line.contains("=")
        }
        if let place {
            lines[place] = line + (lines[place].unicodeScalars.last == "\r" ? "\r" : "")
            return lines.joined(separator: "\n")
        }
        return line + "\n" + text
    }

    private static func held(_ folder: String) -> APIError {
        APIError(
            .failure,
            LocalizedText(
                "Nothing was added: another program keeps “\(folder)” locked. Try again once it has ended; fuser -v \(folder) names it.",
                "Er is niets toegevoegd: een ander programma houdt “\(folder)” vast. Probeer het opnieuw als dat klaar is; fuser -v \(folder) noemt het."
            ))
    }

    private static func unclear(_ path: String) -> APIError {
        APIError(
            .failure,
            LocalizedText(
                "The profile cannot be added to \(path) without changing what stands there; add it by hand.",
                "Het profiel kan niet aan \(path) worden toegevoegd zonder te wijzigen wat er staat; doe het met de hand."
            ))
    }

    private static func taken(_ name: String, _ path: String) -> APIError {
        APIError(
            .invalidInput,
            LocalizedText(
                "There is already a profile “\(name)” in \(path); choose another name, or change it there.",
                "Er is al een profiel “\(name)” in \(path); kies een andere naam, of wijzig het daar."))
    }
}

/// Folders and files that nobody else may read, written whole or not at all.
enum OwnFiles {
    static func make(_ path: String) throws(APIError) {
        let code = PrivateFolder.make(path)
        guard code == 0 else { throw failure(path, code) }
    }

    /// Writes beside the file and renames, so that a reader finds the old text or the new one.
    static func write(_ bytes: [UInt8], to path: String, replacing: Bool) throws(APIError) {
        // A linked configuration stays linked: what it points to is replaced.
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let temporary = "\(target).\(getpid()).new"
        guard let file = FreshFile(temporary) else { throw failure(temporary, errno) }
        guard file.write(bytes), file.place(target, replacing: replacing) else { throw failure(target, errno) }
    }

    private static func failure(_ path: String, _ code: Int32) -> APIError {
        let reason = LocalizedText(errno: code)
        return APIError(
            .failure,
            LocalizedText(
                "“\(path)” cannot be written (\(reason.english)).", "“\(path)” is niet te schrijven (\(reason.dutch))."
            ))
    }
}
