import Foundation
import PrivateFiles

/// An open file of a journal; closed at the end of its life.
final class JournalFile {
    let path: String
    let size: Int
    private let descriptor: Int32

    /// - Parameter opened: The descriptor, or below 0 with the reason in `errno`.
    init(_ opened: Int32, _ path: String) throws(JournalTrouble) {
        guard opened >= 0 else { throw errno == ELOOP ? .foreign(path) : .unread(path, errno) }
        var state = stat()
        let isKnown = fstat(opened, &state) == 0
        (self.path, descriptor, size) = (path, opened, Int(state.st_size))
        guard isKnown, state.st_mode & S_IFMT == S_IFREG else { throw .foreign(path) }
    }

    deinit { close(descriptor) }

    /// Nobody but the owner reads what customers are called and what is done for them.
    func keepToOneself() throws(JournalTrouble) {
        var state = stat()
        guard fstat(descriptor, &state) == 0, state.st_uid == geteuid() else { throw .foreign(path) }
        guard state.st_mode & 0o777 == 0o600 || fchmod(descriptor, 0o600) == 0 else { throw .unwritten(path, errno) }
    }

    /// Writes at the end and waits until the disk has it. What was written in part is taken away again.
    func append(_ bytes: [UInt8]) throws(JournalTrouble) {
        guard !Disk.system.store(bytes, in: descriptor) else { return }
        let problem = errno
        // Where not even this can be done, the next entry closes what is left.
        _ = ftruncate(descriptor, off_t(size))
        throw .unwritten(path, problem)
    }

    /// The bytes of a part; fewer at the end of the file.
    func bytes(_ range: Range<Int>) throws(JournalTrouble) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { place in
                pread(
                    descriptor, place.baseAddress.map { $0 + filled }, place.count - filled,
                    off_t(range.lowerBound + filled))
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unread(path, errno) }
            if count == 0 { return Array(bytes[..<filled]) }
            filled += count
        }
        return bytes
    }

    /// Hands on each line without its end, and whether it has one.
    func forEachLine(_ body: (_ line: [UInt8], _ isEnded: Bool) -> Void) throws(JournalTrouble) {
        var rest: [UInt8] = []
        var place = 0
        while place < size {
            let part = try bytes(place..<min(size, place + Self.part))
            guard !part.isEmpty else { break }
            place += part.count
            rest += part
            var start = 0
            while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                body(Array(rest[start..<end]), true)
                start = end + 1
            }
            rest.removeFirst(start)
        }
        if !rest.isEmpty { body(rest, false) }
    }

    /// The lines from the end on, until `body` wants no more of them.
    func forEachLineBackwards(_ body: (_ line: [UInt8], _ isEnded: Bool) -> Bool) throws(JournalTrouble) {
        var rest: [UInt8] = []
        var place = size
        var isEnded = false
        while place > 0 || !rest.isEmpty || isEnded {
            if let end = rest.lastIndex(of: UInt8(ascii: "\n")) {
                let line = Array(rest[(end + 1)...])
                rest.removeSubrange(end...)
                // What stands behind the last line's end is no line.
                if !line.isEmpty || isEnded { guard body(line, isEnded) else { return } }
                isEnded = true
            } else if place > 0 {
                let start = max(0, place - Self.part)
                rest = try bytes(start..<place) + rest
                place = start
            } else {
                _ = body(rest, isEnded)
                return
            }
        }
    }

    private static let part = 65_536
}
