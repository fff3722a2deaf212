import CNcurses
import Dispatch
import TerminalCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads standard input as bytes arrive and hands out events.
@MainActor final class InputReader {
    /// How long an Escape may be the start of a sequence: a terminal sends its bytes together.
    private static let sequenceGap = DispatchTimeInterval.milliseconds(25)
    /// Reads per wake-up, so that an endless paste does not keep the screen from being drawn.
    private static let readsAtOnce = 64

    private let report: @MainActor (TerminalEvent) -> Void
    private var decoder = KeyDecoder()
    private var source: (any DispatchSourceRead)?
    /// Counts arrivals: a wait for the rest of a sequence ends nothing that came later.
    private var arrivals = 0

    init(encoding: TextEncoding, report: @escaping @MainActor (TerminalEvent) -> Void) {
        self.report = report
        decoder.isLatin1 = encoding.isLatin1
        for (name, key) in KeySequences.capabilities {
            guard let text = screen_capability(name) else { continue }
            let bytes = Array(String(cString: text).utf8)
            // One that does not start with Escape is a control key with a meaning of its own.
            if bytes.count > 1, bytes[0] == 0x1B { decoder.known[bytes] = key }
        }
        let source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
        source.setEventHandler { [weak self] in
            MainActor.assumeIsolated { self?.read() }
        }
        source.activate()
        self.source = source
    }

    func stop() {
        source?.cancel()
        source = nil
    }

    private func read() {
        arrivals += 1
        var buffer = [UInt8](repeating: 0, count: 4096)
        var events: [TerminalEvent] = []
        var isOpen = true
        for _ in 0..<Self.readsAtOnce where source != nil {
            #if canImport(Darwin)
                let count = Darwin.read(STDIN_FILENO, &buffer, buffer.count)
            #elseif canImport(Musl)
                let count = Musl.read(STDIN_FILENO, &buffer, buffer.count)
            #else
                let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
            #endif
            if count > 0 {
                events += decoder.decode(buffer.prefix(count))
            } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
                isOpen = false
                break
            }
            var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard poll(&descriptor, 1, 0) > 0 else { break }
        }
        for event in events { report(event) }
        guard isOpen else {
            // A terminal that is gone stays readable for ever.
            stop()
            return report(.hangUp)
        }
        if decoder.isWaiting { awaitRest() }
    }

    private func awaitRest() {
        let arrivals = arrivals
        DispatchQueue.main.asyncAfter(deadline: .now() + Self.sequenceGap) { [weak self] in
            MainActor.assumeIsolated {
                guard let self, self.arrivals == arrivals else { return }
                for event in self.decoder.flush() { self.report(event) }
            }
        }
    }
}
