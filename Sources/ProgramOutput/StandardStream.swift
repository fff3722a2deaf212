import Foundation

/// Standard output and standard error, for a program that outlives whoever reads them.
public enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2

    /// To be called first of all: a reader that went away is told by a failed write, and a stream that the program was
    /// started without is never mistaken for the next file it opens.
    public static func prepare() {
        // A handler, not SIG_IGN: programs that are started from here get the usual SIGPIPE again.
        signal(SIGPIPE) { _ in }
        // In this order, since a file gets the lowest number that is free. Writing to the first two fails, as it should.
        for (number, mode) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)]
        where fcntl(number, F_GETFD) == -1 {
            _ = open("/dev/null", mode)
        }
    }

    /// Writes at once and whole.
    ///
    /// - Returns: False when it was not taken, with the reason in `errno`; `FileHandle` would end the program then.
    @discardableResult
    public func write(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(rawValue, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || waitsForRoom(errno) { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// A pipe or terminal that another program has made non-blocking is full: waits until it takes more.
    private func waitsForRoom(_ code: Int32) -> Bool {
        guard code == EAGAIN else { return false }
        var polled = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        return poll(&polled, 1, -1) >= 0 || errno == EINTR
    }
}
