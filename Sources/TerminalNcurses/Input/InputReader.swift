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
    /// Reads per wake-up, so that an endless paste does not keep the screen from being drawn.
    private static let readsAtOnce = 64

    private let report: @MainActor (TerminalEvent) -> Void
    private var decoder: KeyDecoder
    private var source: (any DispatchSourceRead)?
    private var isPaused = false
    /// Counts what changed the decoder's deadline: a wait ends nothing that came later.
    private var waits = 0
    /// Until when the terminal may still answer what it was asked at the start; nil where it was asked nothing.
    private let answerEnd: Duration?

    init(
        encoding: TextEncoding, patience: Patience, isAsking: Bool,
        report: @escaping @MainActor (TerminalEvent) -> Void
    ) {
        self.report = report
        answerEnd = isAsking ? Self.now + patience.answer : nil
        decoder = KeyDecoder(InputEncoding(encoding), patience: patience)
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

    /// Whether the terminal has said that it holds a picture back until it is whole.
    var isHoldingKnown: Bool { decoder.isHoldingKnown }

    /// Waits for an answer that may be on its way, where whoever has the terminal next would take it for typed.
    ///
    /// What is typed meanwhile is lost, as it would be in the moment of leaving.
    func awaitAnswer() {
        guard let answerEnd, source != nil else { return }
        while !decoder.isAnswered {
            let left = (answerEnd - Self.now) / .milliseconds(1)
            var buffer = [UInt8](repeating: 0, count: 4096)
            guard left > 0, Self.hasBytes(within: Int32(left.rounded(.up))) else { return }
            let count = Self.read(&buffer)
            guard count > 0 else { return }
            _ = decoder.decode(buffer.prefix(count), at: Self.now)
        }
    }

    func stop() {
        // One that is suspended would never be let go.
        goOn()
        source?.cancel()
        source = nil
    }

    /// Leaves what is typed to somebody else.
    func pause() {
        guard !isPaused else { return }
        isPaused = true
        source?.suspend()
    }

    func goOn() {
        guard isPaused else { return }
        isPaused = false
        source?.resume()
    }

    private func read() {
        // What made it readable may have gone to whoever had the terminal meanwhile: a read would wait for the next key,
        // and everything else with it.
        guard Self.hasBytes() else { return }
        var buffer = [UInt8](repeating: 0, count: 4096)
        var events: [TerminalEvent] = []
        var isOpen = true
        for _ in 0..<Self.readsAtOnce where source != nil {
            let count = Self.read(&buffer)
            if count > 0 {
                events += decoder.decode(buffer.prefix(count), at: Self.now)
            } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
                isOpen = false
                break
            }
            guard Self.hasBytes() else { break }
        }
        for event in events { report(event) }
        guard isOpen else {
            // A terminal that is gone stays readable for ever.
            stop()
            return report(.hangUp)
        }
        awaitRest()
    }

    private func awaitRest() {
        waits += 1
        guard let deadline = decoder.deadline else { return }
        let wait = waits
        DispatchQueue.main.asyncAfter(deadline: DispatchTime(uptimeNanoseconds: Self.nanoseconds(deadline))) {
            [weak self] in
            MainActor.assumeIsolated {
                guard let self, self.waits == wait, self.source != nil else { return }
                // What came while the queue was busy came in time.
                if Self.hasBytes() { return self.read() }
                for event in self.decoder.expire(at: Self.now) { self.report(event) }
                self.awaitRest()
            }
        }
    }

    private static func hasBytes(within milliseconds: Int32 = 0) -> Bool {
        var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, milliseconds) > 0
    }

    private static func read(_ buffer: inout [UInt8]) -> Int {
        #if canImport(Darwin)
            Darwin.read(STDIN_FILENO, &buffer, buffer.count)
        #elseif canImport(Musl)
            Musl.read(STDIN_FILENO, &buffer, buffer.count)
        #else
            Glibc.read(STDIN_FILENO, &buffer, buffer.count)
        #endif
    }

    private static var now: Duration { .nanoseconds(Int64(DispatchTime.now().uptimeNanoseconds)) }

    private static func nanoseconds(_ moment: Duration) -> UInt64 {
        let (seconds, attoseconds) = moment.components
        return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
    }
}
