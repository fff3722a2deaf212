import Foundation

/// A folder that nobody but its owner can look into.
public enum PrivateFolder {
    /// Makes it, with those above it, where it is missing; what is there already stays as it is.
    ///
    /// Waits for the disk, as all of this module does: not for a thread of the shared pool.
    ///
    /// - Returns: 0, or the system's number of the reason why it is not there.
    @discardableResult
    public static func make(_ path: String) -> Int32 {
        let parent = (path as NSString).deletingLastPathComponent
        guard mkdir(path, 0o700) != 0 else {
            // The new name must outlive a power failure, or what lies under it does not.
            let above = open(parent.isEmpty ? "." : parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            if above >= 0 {
                _ = Disk.system.syncFolder(above)
                close(above)
            }
            return 0
        }
        let code = errno
        // Another program may have made it a moment ago.
        if code == EEXIST { return 0 }
        guard code == ENOENT, !parent.isEmpty, parent != path else { return code }
        let above = make(parent)
        guard above == 0 else { return above }
        return mkdir(path, 0o700) == 0 || errno == EEXIST ? 0 : errno
    }
}
