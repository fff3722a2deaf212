import BillingAPI
import BillingModel
import Foundation
import PrivateFiles

/// An open folder that belongs to this user and that nobody else can look into; closed at the end of its life.
final class OwnFolder {
    let descriptor: Int32

    /// - Returns: Nil where there is no such folder.
    /// - Throws: Why it is not used, as a sentence.
    init?(_ path: String) throws(APIError) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if descriptor < 0, errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw Self.unusable(path, errno) }
        var state = stat()
        guard fstat(descriptor, &state) == 0 else { throw Self.unusable(path, errno) }
        guard state.st_uid == geteuid() else { throw Self.foreign(path) }
        guard state.st_mode & 0o077 == 0 else { throw Self.wide(path, state.st_mode) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The folder, made with those above it where it is missing.
    static func made(_ path: String) throws(APIError) -> OwnFolder {
        if let there = try OwnFolder(path) { return there }
        let code = PrivateFolder.make(path)
        guard code == 0 else { throw unusable(path, code) }
        guard let made = try OwnFolder(path) else { throw unusable(path, ENOENT) }
        return made
    }

    static func unusable(_ path: String, _ code: Int32) -> APIError {
        let reason = LocalizedText(errno: code)
        return APIError(
            .failure,
            LocalizedText(
                "“\(path)” cannot be used (\(reason.english)).", "“\(path)” is niet te gebruiken (\(reason.dutch))."))
    }

    private static func foreign(_ path: String) -> APIError {
        APIError(
            .invalidInput,
            LocalizedText(
                "“\(path)” belongs to another user, who could read what you type. Move it away; a new one is made.",
                "“\(path)” is van een andere gebruiker, die kan lezen wat u typt. Haal de map weg; er komt een nieuwe."
            ))
    }

    private static func wide(_ path: String, _ mode: mode_t) -> APIError {
        let mode = String(mode & 0o777, radix: 8)
        return APIError(
            .invalidInput,
            LocalizedText(
                "“\(path)” is open to others (mode \(mode)). Run: chmod 700 '\(path)'",
                "“\(path)” staat open voor anderen (rechten \(mode)). Voer uit: chmod 700 '\(path)'"))
    }
}
