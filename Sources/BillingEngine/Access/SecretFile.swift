import BillingAPI
import BillingModel
import Foundation

/// A file that holds a secret, so that nobody else may read it.
public enum SecretFile {
    /// No secret of ours is longer; what is, is the wrong file.
    private static let limit = 1 << 20

    /// What tells one version of a file from the next.
    struct Version: Equatable, Sendable {
        var seconds: Int
        var nanoseconds: Int
        var size: Int
        var inode: UInt
    }

    /// The bytes of the file, without a byte order mark. Refused with what would do when group or others have any right
    /// to it, or when it is neither this user's nor the administrator's.
    public static func read(_ path: String) throws(APIError) -> [UInt8] {
        try withFile(path) { descriptor, _ throws(APIError) in
            // Whoever reads PEM or a key stumbles over it.
            ByteOrderMark.dropped(from: try bytes(of: descriptor, path))
        }
    }

    /// The first line of the file without the spaces around it.
    public static func line(_ path: String) throws(APIError) -> String {
        let text = String(decoding: try read(path), as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).first ?? ""
        let secret = line.trimmingCharacters(in: .whitespaces)
        guard !secret.isEmpty else {
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "The file “\(path)” holds no secret. Put the secret in its first line.",
                    "Het bestand “\(path)” bevat geen geheim. Zet het geheim op de eerste regel."))
        }
        return secret
    }

    /// Which version of the file is there, once its mode has been found good.
    static func version(_ path: String) throws(APIError) -> Version {
        try withFile(path) { _, version in version }
    }

    private static func withFile<T>(
        _ path: String, _ body: (Int32, Version) throws(APIError) -> T
    ) throws(APIError) -> T {
        // O_NONBLOCK, since opening a pipe would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path, LocalizedText(errno: errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path, LocalizedText(errno: errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw unreadable(path, LocalizedText("it is not a file", "het is geen bestand"))
        }
        guard status.st_uid == geteuid() || status.st_uid == 0 else { throw foreign(path) }
        guard status.st_mode & 0o077 == 0 else { throw tooWide(path) }
        return try body(descriptor, Version(status))
    }

    private static func bytes(of descriptor: Int32, _ path: String) throws(APIError) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16384)
        while true {
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path, LocalizedText(errno: errno)) }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                throw unreadable(path, LocalizedText("it is longer than any secret", "het is langer dan enig geheim"))
            }
        }
    }

    private static func unreadable(_ path: String, _ reason: LocalizedText) -> APIError {
        APIError(
            .invalidInput,
            LocalizedText(
                "The file “\(path)” cannot be read: \(reason.english).",
                "Het bestand “\(path)” is niet te lezen: \(reason.dutch)."))
    }

    private static func foreign(_ path: String) -> APIError {
        APIError(
            .forbidden,
            LocalizedText(
                "The file “\(path)” belongs to another user, who could change it, and is not used. Run: chown \"$(id -un)\" '\(path)'",
                "Het bestand “\(path)” is van een andere gebruiker, die het kan wijzigen, en wordt niet gebruikt. Voer uit: chown \"$(id -un)\" '\(path)'"
            ))
    }

    private static func tooWide(_ path: String) -> APIError {
        APIError(
            .forbidden,
            LocalizedText(
                "The file “\(path)” may be read by others and is not used. Run: chmod 600 '\(path)'",
                "Het bestand “\(path)” is voor anderen leesbaar en wordt niet gebruikt. Voer uit: chmod 600 '\(path)'"))
    }
}

extension SecretFile.Version {
    fileprivate init(_ status: stat) {
        #if os(Linux)
            let modified = status.st_mtim
        #else
            let modified = status.st_mtimespec
        #endif
        self.init(
            seconds: modified.tv_sec, nanoseconds: modified.tv_nsec, size: Int(status.st_size),
            inode: UInt(status.st_ino))
    }
}
