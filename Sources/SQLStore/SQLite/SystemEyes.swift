import Foundation

/// A pipe whose one end wakes whoever sleeps at the other.
final class Waker: Sendable {
    let descriptor: Int32
    private let other: Int32

    /// Nil where the program has too many files open.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        (descriptor, other) = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
    }

    deinit {
        close(descriptor)
        close(other)
    }

    /// One byte that nobody has taken yet is enough.
    func wake() { _ = write(other, [0], 1) }

    /// Takes what was written.
    func take() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) > 0 {}
    }
}

/// Sees by the system's own means that a database's file, or the log beside it, is written to or replaced.
///
/// Source: inotify(7). Elsewhere than on Linux, or where the user watches too many files, nothing is seen.
final class SystemEyes: FileEyes {
    private let waker: Waker
    private let path: String
    private let descriptor: Int32
    /// The watch of the folder, in which other files come and go too.
    private var folder: Int32 = -1

    private(set) var canSee = false

    init(_ path: String, _ waker: Waker) {
        self.waker = waker
        // What lies beside a file lies beside the one that a link leads to.
        let real = realpath(path, nil)
        self.path = real.map { String(cString: $0) } ?? path
        free(real)
        #if os(Linux)
            descriptor = inotify_init()
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            watch()
        #else
            descriptor = -1
        #endif
    }

    #if os(Linux)
        /// Also when something has come to the file's name, or to that of its log. A watch that is there already stays.
        private func watch() {
            let changes = UInt32(IN_MODIFY | IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF)
            let parent = (path as NSString).deletingLastPathComponent
            folder = inotify_add_watch(descriptor, parent.isEmpty ? "." : parent, UInt32(IN_CREATE | IN_MOVED_TO))
            let file = inotify_add_watch(descriptor, path, changes)
            // There is none where nobody has written; when it comes, the folder tells.
            let log = inotify_add_watch(descriptor, path + "-wal", changes)
            canSee = folder >= 0 && file >= 0 && (log >= 0 || errno == ENOENT)
        }
    #endif

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    func sleep(atMost longest: Duration) -> FileSight {
        let end = ContinuousClock.now + longest
        while true {
            let left = end - .now
            guard left > .zero else { return .nothing }
            var places = [
                pollfd(fd: waker.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            ]
            // A millisecond more, so that it does not wake just before the end.
            guard poll(&places, 2, Int32(left / .milliseconds(1)) + 1) > 0 else { continue }
            if places[0].revents != 0 {
                waker.take()
                return .woken
            }
            if places[1].revents != 0, takesWriting() { return .written }
        }
    }

    func rest(_ duration: Duration) {
        guard duration > .zero else { return }
        Thread.sleep(forTimeInterval: duration / .seconds(1))
        _ = takesWriting()
    }

    /// Takes what was seen, and tells whether any of it was about the file.
    private func takesWriting() -> Bool {
        #if os(Linux)
            var isWritten = false
            var bytes = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = read(descriptor, &bytes, bytes.count)
                guard count > 0 else { break }
                isWritten = isAboutFile(bytes[..<count]) || isWritten
            }
            if isWritten { watch() }
            return isWritten
        #else
            return false
        #endif
    }

    #if os(Linux)
        /// The system's numbers: the watch, what happened, a mark, the length of the name, and then the name.
        private func isAboutFile(_ bytes: ArraySlice<UInt8>) -> Bool {
            let (head, name) = (16, (path as NSString).lastPathComponent)
            var rest = bytes
            while rest.count >= head {
                func number(at place: Int) -> UInt32 {
                    rest.dropFirst(place).prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
                }
                let (watch, length) = (Int32(bitPattern: number(at: 0)), Int(number(at: 12)))
                let named = String(decoding: rest.dropFirst(head).prefix(length).prefix { $0 != 0 }, as: UTF8.self)
                // Events that were lost belong to no watch, and may have been about anything.
                if watch != folder || named.hasPrefix(name) { return true }
                rest = rest.dropFirst(head + length)
            }
            return false
        }
    #endif
}
