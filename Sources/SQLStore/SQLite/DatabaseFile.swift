import Foundation

/// The file of an SQLite database: customers' data, so nobody else may read it.
enum DatabaseFile {
    /// Makes an empty file of mode 0600 in a directory of mode 0700 where there is none yet.
    static func createIfMissing(_ path: String) throws(StoreError) {
        if access(path, F_OK) == 0 { return }
        let directory = (path as NSString).deletingLastPathComponent
        if !directory.isEmpty { try createDirectory(directory) }
        // Only ever opened when it did not exist: closing a second descriptor would drop the locks of the first.
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            throw refusal(path)
        }
    }

    private static func createDirectory(_ path: String) throws(StoreError) {
        if access(path, F_OK) == 0 { return }
        let parent = (path as NSString).deletingLastPathComponent
        if !parent.isEmpty, parent != path { try createDirectory(parent) }
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw refusal(path) }
    }

    private static func refusal(_ path: String) -> StoreError {
        let reason = String(cString: strerror(errno))
        return StoreError(
            errno == ENOSPC || errno == EDQUOT ? .full : .noPermission,
            "The database “\(path)” cannot be created: \(reason). Choose another place with --database sqlite:PATH.",
            "De database “\(path)” kan niet worden gemaakt: \(reason). Kies een andere plek met --database sqlite:PAD.")
    }
}
