import BillingAPI
import BillingModel
import Foundation

/// Reads a file only if nobody else could have written, or read, it.
enum GuardedFile {
    enum Guarding {
        /// Nobody else may change it: a configuration whose commands are run.
        case writes
        /// Nobody else may read it either: a key.
        case reads

        var forbidden: mode_t { self == .writes ? 0o022 : 0o077 }
        var fix: String { self == .writes ? "chmod go-w" : "chmod 600" }
    }

    /// The content; nil when there is no such file.
    static func read(_ path: String, _ guarding: Guarding, limit: Int) throws(APIError) -> [UInt8]? {
        // Without O_NONBLOCK a pipe would wait here for a writer.
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw failure(path, errno)
        }
        defer { close(file) }
        var state = stat()
        guard fstat(file, &state) == 0 else { throw failure(path, errno) }
        try check(path, state, guarding)
        return try content(of: file, path, limit: limit)
    }

    private static func check(_ path: String, _ state: stat, _ guarding: Guarding) throws(APIError) {
        guard state.st_mode & S_IFMT == S_IFREG else {
            throw refused(
                "“\(path)” is not a regular file; name a file.",
                "“\(path)” is geen gewoon bestand; noem een bestand.")
        }
        // The administrator may provide a configuration for everybody.
        let isOwn = state.st_uid == geteuid() || (guarding == .writes && state.st_uid == 0)
        guard isOwn else {
            throw refused(
                "“\(path)” belongs to another user, who could change it. Run: chown \(user) \(quoted(path))",
                "“\(path)” is van een andere gebruiker, die het kan wijzigen. Voer uit: chown \(user) \(quoted(path))")
        }
        guard state.st_mode & guarding.forbidden == 0 else {
            let mode = String(state.st_mode & 0o777, radix: 8)
            let english = guarding == .writes ? "written" : "read"
            let dutch = guarding == .writes ? "geschreven" : "gelezen"
            throw refused(
                "“\(path)” can be \(english) by others (mode \(mode)). Run: \(guarding.fix) \(quoted(path))",
                "“\(path)” kan door anderen worden \(dutch) (rechten \(mode)). Voer uit: \(guarding.fix) \(quoted(path))"
            )
        }
    }

    private static func content(of file: Int32, _ path: String, limit: Int) throws(APIError) -> [UInt8] {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 16_384)
        while bytes.count <= limit {
            let count = part.withUnsafeMutableBytes { Foundation.read(file, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count > 0 { bytes += part[..<count] } else if errno != EINTR { throw failure(path, errno) }
        }
        throw refused(
            "“\(path)” has more than \(limit) bytes, which is too long.",
            "“\(path)” heeft meer dan \(limit) bytes, en is dus te lang.")
    }

    private static var user: String { "\"$(id -un)\"" }

    /// The path as a shell reads it back.
    private static func quoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || [UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(byte)
        }
        return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
    }

    private static func failure(_ path: String, _ code: Int32) -> APIError {
        let reason = LocalizedText(errno: code)
        return refused(
            "“\(path)” cannot be read (\(reason.english)).", "“\(path)” is niet te lezen (\(reason.dutch)).")
    }

    private static func refused(_ english: String, _ dutch: String) -> APIError {
        APIError(.invalidInput, LocalizedText(english, dutch))
    }
}
