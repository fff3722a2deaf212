import Foundation

/// A file for its owner's eyes that takes its name when it is whole: whatever ends a program before, whoever reads finds
/// what was there.
public final class FreshFile {
    public private(set) var descriptor: Int32
    private let temporary: String
    private let folder: Int32
    private let disk: Disk

    /// Nil where it cannot be made, with the reason in `errno`. One that a program left which ended while writing is of no
    /// use to anybody, and goes.
    ///
    /// - Parameters:
    ///   - temporary: Its name until then, in the same folder as the other one.
    ///   - folder: An open folder that names are in; else they are paths.
    public init?(_ temporary: String, in folder: Int32 = AT_FDCWD, disk: Disk = .system) {
        (self.temporary, self.folder, self.disk) = (temporary, folder, disk)
        unlinkat(folder, temporary, 0)
        descriptor = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
    }

    deinit { if descriptor >= 0 { giveUp() } }

    /// False with the reason in `errno`, and then it is gone.
    public func write(_ bytes: [UInt8]) -> Bool { disk.writeAll(bytes, to: descriptor) || fail() }

    /// Gives it its name once it lies on the disk; false with the reason in `errno`, and then it is gone.
    ///
    /// - Parameters:
    ///   - replacing: Whether a file of that name gives way; else there must be none.
    ///   - keepsOpen: Whether its descriptor is the caller's from now on, as for a lock on it.
    public func place(_ name: String, replacing: Bool = true, keepsOpen: Bool = false) -> Bool {
        guard disk.sync(descriptor) == 0, give(name, replacing) else { return fail() }
        if !keepsOpen { close(descriptor) }
        descriptor = -1
        return true
    }

    private func give(_ name: String, _ replacing: Bool) -> Bool {
        if replacing { return disk.rename(temporary, name, folder) == 0 }
        // A link, unlike a rename, refuses to take another file's place.
        guard linkat(folder, temporary, folder, name, 0) == 0 else { return false }
        unlinkat(folder, temporary, 0)
        return true
    }

    private func fail() -> Bool {
        let code = errno
        giveUp()
        errno = code
        return false
    }

    /// It was not to be, and leaves nothing behind.
    public func giveUp() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        unlinkat(folder, temporary, 0)
    }
}
