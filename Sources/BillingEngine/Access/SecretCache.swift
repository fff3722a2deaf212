import BillingAPI
import Synchronization

/// Secrets as they stand in their files: the mode is checked at each use, the content read when the file has changed.
final class SecretCache: Sendable {
    private struct Known {
        var version: SecretFile.Version
        var secret: String
    }

    private let known = Mutex<[String: Known]>([:])

    func secret(in path: String) throws(APIError) -> String {
        let version = try SecretFile.version(path)
        if let known = known.withLock({ $0[path] }), known.version == version { return known.secret }
        let secret = try SecretFile.line(path)
        // Read after its version: what changed in between is read again at the next use.
        known.withLock { $0[path] = Known(version: version, secret: secret) }
        return secret
    }
}
