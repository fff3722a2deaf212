import Foundation

/// What writing a file whole, and taking it away, needs of a disk beyond opening it; a test's disk is full, or breaks off in between.
public struct Disk: Sendable {
    /// As `write`, with the reason in `errno`.
    public var write: @Sendable (_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int
    /// As `fsync`.
    public var sync: @Sendable (_ file: Int32) -> Int32
    /// As `renameat` within one folder.
    public var rename: @Sendable (_ old: String, _ new: String, _ folder: Int32) -> Int32

    /// As `unlinkat`, of a file.
    public var remove: @Sendable (_ name: String, _ folder: Int32) -> Int32

    public static let system = Disk(
        write: { file, bytes in Foundation.write(file, bytes.baseAddress, bytes.count) },
        sync: { fsync($0) },
        rename: { old, new, folder in renameat(folder, old, folder, new) },
        remove: { name, folder in unlinkat(folder, name, 0) })

    /// Writes all of it; false with the reason in `errno`.
    public func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                if count == 0 { errno = ENOSPC }
                return false
            }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Writes all of it and has it lie on the disk; false with the reason in `errno`.
    public func store(_ bytes: [UInt8], in file: Int32) -> Bool { writeAll(bytes, to: file) && sync(file) == 0 }

    /// A folder's entries too; some network disks have no such thing and keep them by themselves.
    public func syncFolder(_ folder: Int32) -> Bool { sync(folder) == 0 || errno == EINVAL || errno == ENOTSUP }
}
