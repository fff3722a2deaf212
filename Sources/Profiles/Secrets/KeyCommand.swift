import BillingAPI
import BillingModel
import Foundation

/// A command that prints a key, run by `/bin/sh` without a terminal on its input.
struct KeyCommand: Sendable {
    let line: String

    init(_ line: String) {
        self.line = line
    }

    /// What it prints; never part of a sentence, unlike what it complains of on its standard error.
    func output(within deadline: Duration) async throws(APIError) -> [UInt8] {
        let result = await withCheckedContinuation { continuation in
            // Waiting for a child blocks, so it gets a thread of its own.
            Thread.detachNewThread { continuation.resume(returning: Result { try run(within: deadline) }) }
        }
        switch result {
        case .success(let bytes): return bytes
        case .failure(let error as APIError): throw error
        case .failure(let error):
            throw refused("cannot be started (\(error))", "is niet te starten (\(error))", complaint: [])
        }
    }

    private func run(within deadline: Duration) throws -> [UInt8] {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        var reader = PipeReader(
            output.fileHandleForReading.fileDescriptor, errors.fileHandleForReading.fileDescriptor)
        let hasEnded = reader.read(until: .now + deadline) { process.isRunning }
        guard hasEnded else {
            let child = process.processIdentifier
            // With the shell, what it started, where they are a group of their own.
            kill(getpgid(child) == child ? -child : child, SIGKILL)
            let seconds = Self.seconds(deadline)
            throw refused(
                "did not end within \(seconds) s", "was na \(seconds) s niet klaar", complaint: reader.errors)
        }
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            let status = process.terminationStatus
            throw refused(
                "failed with status \(status)", "mislukte met status \(status)", complaint: reader.errors)
        }
        return reader.output
    }

    private static func seconds(_ time: Duration) -> String {
        let (seconds, rest) = time.components
        let tenths = rest / 100_000_000_000_000_000
        return tenths == 0 ? "\(seconds)" : "\(seconds).\(tenths)"
    }

    private func refused(_ english: String, _ dutch: String, complaint: [UInt8]) -> APIError {
        let words = String(String(decoding: complaint.prefix(4096), as: UTF8.self).plainLine.prefix(200))
        let ending = words.isEmpty ? "." : ": \(words)"
        return APIError(
            .unreachable,
            LocalizedText(
                "The key's command “\(line.plainLine)” \(english)\(ending)",
                "De opdracht “\(line.plainLine)” voor de sleutel \(dutch)\(ending)"))
    }
}

/// Collects what a child writes, until it has ended or time is up.
private struct PipeReader {
    private(set) var output: [UInt8] = []
    private(set) var errors: [UInt8] = []
    private var polled: [pollfd]
    private static let most = 65_536

    init(_ output: Int32, _ errors: Int32) {
        polled = [output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        for file in polled { _ = fcntl(file.fd, F_SETFL, fcntl(file.fd, F_GETFL) | O_NONBLOCK) }
    }

    /// - Returns: Whether the child ended in time. A grandchild that keeps the pipe open is not waited for.
    mutating func read(until deadline: ContinuousClock.Instant, whileRunning isRunning: () -> Bool) -> Bool {
        while true {
            let isLast = !isRunning()
            // Closed ends are polled as -1, which only waits.
            _ = poll(&polled, nfds_t(polled.count), isLast ? 0 : 20)
            // The rest is read away too, so that the child is not held up.
            output += available(0).prefix(Self.most - output.count)
            errors += available(1).prefix(Self.most - errors.count)
            if isLast { return true }
            if ContinuousClock.now >= deadline { return false }
        }
    }

    private mutating func available(_ index: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while polled[index].fd >= 0, bytes.count < Self.most {
            let file = polled[index].fd
            let count = part.withUnsafeMutableBytes { Foundation.read(file, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes += part[..<count]
            } else {
                if count == 0 { polled[index].fd = -1 }
                break
            }
        }
        return bytes
    }
}
